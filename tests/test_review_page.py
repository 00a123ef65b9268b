"""The review page, end to end: ``hedui review`` in a process and a browser before it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import chromium, needs_browser, until
from click.testing import CliRunner
from results import made_result

from hedui.cli import cli
from hedui.corpus.samples import folder, names
from hedui.model import Result
from hedui.outputs import json as json_writer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLE = folder(names()[0], "planted")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@contextmanager
def reviewing(result: Path, *more: str) -> Iterator[str]:
    """``hedui review`` on a result; the address it prints."""
    command = [sys.executable, "-m", "hedui", "review", str(result), "--no-open", "--who", "Li", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", address), process.communicate(timeout=20)
            yield address
        finally:
            process.terminate()
            process.communicate(timeout=20)


def saved(result: Result, folder: Path) -> Path:
    path = folder / "result.json"
    with path.open("wb") as stream:
        json_writer.write(result, stream)
    return path


@pytest.fixture(scope="module")
def sample_result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "result.json"
    out = CliRunner().invoke(cli, ["check", str(SAMPLE / "zh.pdf"), str(SAMPLE / "en.pdf"), "-o", str(path)])
    assert out.exit_code == 1, out.stderr
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The hand-made result without decisions, as a file."""
    return saved(replace(made_result(), decisions=()), tmp_path)


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(accept_downloads=True, viewport={"width": 1500, "height": 950})
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    page.wait_for_selector("#detail article")
    yield page
    context.close()


# ---- in the browser


@needs_browser
def test_a_review_from_opening_to_checking_again(browser: Browser, sample_result: Path, tmp_path: Path) -> None:
    verdicts = str(tmp_path / "verdicts")
    with reviewing(sample_result, "--verdicts", verdicts) as address, opened(browser, address) as page:
        # both pages are there, and boxes on them
        until(page, "[...document.querySelectorAll('.pane img')].every((i) => i.naturalWidth > 500)")
        assert page.locator(".pane:visible").count() == 2
        assert page.locator(".boxes .figure").count() >= 2
        # walk by keys
        first = page.locator("#list li.current").get_attribute("data-id")
        page.keyboard.press("j")
        second = page.locator("#list li.current").get_attribute("data-id")
        assert second != first
        page.keyboard.press("k")
        # dismiss with a comment; the next one comes up
        page.keyboard.press("c")
        page.keyboard.type("as in the source")
        page.keyboard.press("Escape")
        page.keyboard.press("d")
        page.wait_for_selector("#list li.dismissed")
        assert page.locator("#list li.current").get_attribute("data-id") == second
        page.keyboard.press("a")
        page.wait_for_selector("#list li.accepted")
        # undo the last
        page.keyboard.press("u")
        page.wait_for_selector("#list li.accepted", state="detached")
        # a reload keeps the first
        page.reload()
        page.wait_for_selector("#list li.dismissed")
        assert page.locator("#count").inner_text().startswith("1 / ")
        # filter
        page.click("[data-state=dismissed]")
        assert page.locator("#list li:visible").count() == 1
        # export
        with page.expect_download() as download:
            page.click("a[download]")
        decisions = tmp_path / "decisions.json"
        decisions.write_bytes(Path(download.value.path()).read_bytes())
    read = json.loads(decisions.read_text(encoding="utf-8"))
    assert [(d["id"], d["verdict"], d["comment"], d["who"]) for d in read] == [
        (first, "dismissed", "as in the source", "Li")
    ]
    # check again with the decisions
    arguments = [str(SAMPLE / "zh.pdf"), str(SAMPLE / "en.pdf"), "--decisions", str(decisions), "--format", "json"]
    out = CliRunner().invoke(cli, ["check", *arguments])
    marked = [f["id"] for f in json.loads(out.stdout)["findings"] if f.get("decision")]
    assert marked == [first]


@needs_browser
def test_two_pages_do_not_lose_verdicts(browser: Browser, made: Path) -> None:
    with reviewing(made) as address, opened(browser, address) as one, opened(browser, address) as other:
        other.fill("#reviewer", "Wang")
        other.locator("#reviewer").blur()
        one.keyboard.press("d")
        one.wait_for_selector("#list li.dismissed")
        other.keyboard.press("j")
        other.keyboard.press("a")
        other.wait_for_selector("#list li.accepted")
        one.wait_for_selector("#list li.accepted", timeout=10_000)
        other.wait_for_selector("#list li.dismissed", timeout=10_000)
        # undo takes back one's own
        one.keyboard.press("u")
        one.wait_for_selector("#list li.dismissed", state="detached")
        assert one.locator("#list li.accepted").count() == 1


@needs_browser
def test_text_of_documents_is_never_run(browser: Browser, made: Path) -> None:
    with reviewing(made) as address, opened(browser, address) as page:
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for _ in range(5):
            page.keyboard.press("j")
            page.wait_for_timeout(100)
        assert "<script>document.title='owned'</script>" in page.locator("#detail").inner_text()
        assert page.title() != "owned"
        assert dialogs == []
        assert page.locator("img[src=x]").count() == 0


@needs_browser
def test_dismiss_all_search_and_chinese(browser: Browser, made: Path) -> None:
    with reviewing(made) as address, opened(browser, f"{address}?lang=zh") as page:
        assert "采纳" in page.locator(".actions").inner_text()
        page.keyboard.press("/")
        page.keyboard.type("缺少")
        page.keyboard.press("Enter")
        assert page.locator("#list li:visible").count() == 1
        page.keyboard.press("D")
        page.wait_for_selector("#list li.dismissed")
        page.keyboard.press("?")
        page.wait_for_selector("#keys:visible")


@needs_browser
def test_zoom_and_pages(browser: Browser, sample_result: Path, tmp_path: Path) -> None:
    with reviewing(sample_result, "--verdicts", str(tmp_path / "v")) as address, opened(browser, address) as page:
        width = "document.querySelector('.sheet').getBoundingClientRect().width"
        before = page.evaluate(width)
        page.keyboard.press("+")
        assert page.evaluate(width) > before * 1.2
        page.keyboard.press("0")
        assert page.evaluate(width) == pytest.approx(before, abs=1)
        number = page.locator(".pane .number").first
        shown = int(number.inner_text().split(" / ")[0])
        page.locator("[data-go='1']").first.click()
        assert number.inner_text().startswith(f"{shown + 1} / ")


@needs_browser
def test_a_narrow_screen_shows_everything_below_each_other(browser: Browser, made: Path) -> None:
    with reviewing(made) as address, opened(browser, address) as page:
        page.set_viewport_size({"width": 420, "height": 800})
        boxes = [page.locator(name).first.bounding_box() for name in ("#list", "#detail", ".panes")]
        assert all(box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 420 for box in boxes)
        assert [box["y"] for box in boxes if box] == sorted(box["y"] for box in boxes if box)
        assert page.evaluate("document.documentElement.scrollWidth") == 420, "nothing is wider than the screen"
        page.locator("[data-do=accepted]").click()
        page.wait_for_selector("#list li.accepted")
