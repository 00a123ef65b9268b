"""The HTML report by itself, from disk, in a browser: keys, filters, verdicts, and nothing of a document is run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import chromium, needs_browser, until
from results import made_result

from hedui.model import Result
from hedui.outputs import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, accept_downloads=True, viewport={"width": 1400, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    yield opened
    context.close()


def written(result: Result, folder: Path, lang: str = "en") -> str:
    path = folder / "report.html"
    with path.open("wb") as stream:
        html.write(result, stream, lang)
    return path.as_uri()


def open_result() -> Result:
    return replace(made_result(), decisions=())


def test_it_asks_for_nothing(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = written(made_result(), tmp_path)
    page.goto(address)
    assert asked == [address]


def test_text_of_documents_is_never_run(page: Page, tmp_path: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(written(made_result(), tmp_path))
    page.click("#tab-text")
    page.wait_for_timeout(100)
    assert dialogs == []
    assert page.title() != "owned"
    assert page.locator("img[src=x]").count() == 0
    assert "<script>document.title='owned'</script>" in page.locator("#text").inner_text()


def test_walking_and_judging_by_keys(page: Page, tmp_path: Path) -> None:
    page.goto(written(open_result(), tmp_path))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".card.current").get_attribute("data-id") == page.locator(".card").nth(1).get_attribute(
        "data-id"
    )
    page.keyboard.press("d")
    assert "dismissed" in (page.locator(".card").nth(1).get_attribute("class") or "")
    page.keyboard.press("c")
    page.keyboard.type("as in the source")
    page.keyboard.press("Enter")
    assert "as in the source" in page.locator(".card").nth(1).locator(".said").inner_text()
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert page.locator(".card.dismissed").count() == 0
    page.keyboard.press("k")
    page.keyboard.press("a")
    assert page.locator(".card.accepted").count() == 1


def test_verdicts_outlast_a_reload_and_leave_as_a_file(page: Page, tmp_path: Path) -> None:
    page.goto(written(open_result(), tmp_path))
    page.fill("#reviewer", "Li")
    page.locator("#reviewer").blur()
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.reload()
    assert page.locator(".card.dismissed").count() == 1
    assert page.input_value("#reviewer") == "Li"
    with page.expect_download() as download:
        page.click("#export")
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    first = page.locator(".card").first.get_attribute("data-id")
    assert [(d["id"], d["verdict"], d["who"]) for d in saved] == [(first, "dismissed", "Li")]
    from hedui.wire import decisions_from_json

    assert decisions_from_json(saved)[0].id == first


def test_verdicts_come_in_from_a_file(page: Page, tmp_path: Path) -> None:
    page.goto(written(open_result(), tmp_path))
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps([{"id": f"{1:016x}", "verdict": "accepted"}, {"id": "gone", "verdict": "dismissed"}]))
    bad.write_text('{"not": "a list"}')
    page.set_input_files("#file", good)
    page.wait_for_selector(".card.accepted")
    page.set_input_files("#file", bad)
    until(page, "document.querySelector('#verdict-note').textContent.includes('no decisions')")
    assert page.locator(".card.accepted").count() == 1


def test_filters(page: Page, tmp_path: Path) -> None:
    page.goto(written(open_result(), tmp_path))
    shown = page.locator(".card:visible")
    assert shown.count() == 5
    page.click("[data-severity=error]")
    assert shown.count() == 2
    page.click("#clear")
    page.select_option("#rule", "D602")
    assert shown.count() == 1
    page.click("#clear")
    page.fill("#page", "2")
    assert shown.count() == 2
    page.fill("#page", "")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("加拿大")
    page.wait_for_timeout(250)
    assert shown.count() == 1
    page.fill("#search", "no such words")
    page.wait_for_selector("#no-match:visible")


def test_dismiss_all_of_a_rule(page: Page, tmp_path: Path) -> None:
    result = open_result()
    again = [replace(f, id=f"{n:016x}") for n, f in enumerate([result.findings[1]] * 3, 100)]
    page.goto(written(replace(result, findings=(*result.findings, *again)), tmp_path))
    page.select_option("#rule", "N103")
    page.keyboard.press("Escape")
    page.locator("main").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    page.keyboard.press("D")
    assert page.locator(".card.dismissed").count() == 4
    page.keyboard.press("u")
    assert page.locator(".card.dismissed").count() == 0


def test_the_margin_leads_to_the_finding(page: Page, tmp_path: Path) -> None:
    page.goto(written(open_result(), tmp_path))
    page.click("#tab-text")
    page.locator(".margin a").first.click()
    assert page.locator("#findings").is_visible()
    assert page.locator(".card.current").count() == 1


def test_what_is_seen_is_named(page: Page, tmp_path: Path) -> None:
    """Every control has a name, every picture a text, every language is said."""
    page.goto(written(made_result(), tmp_path, "zh"))
    assert page.get_attribute("html", "lang") == "zh-Hans"
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, input:not([type=file]), select, textarea, img")]
        .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.getAttribute("alt"))).length"""
    )
    assert nameless == 0
    assert page.locator(".text[lang=en]").count() > 0


def test_a_narrow_screen_shows_findings_first(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(written(open_result(), tmp_path))
    tops = {name: page.locator(name).first.bounding_box() for name in (".filters", ".card", ".docs", ".legend")}
    order = sorted(tops, key=lambda name: (tops[name] or {"y": 0})["y"])
    assert order == [".filters", ".card", ".docs", ".legend"]
    assert page.evaluate("document.documentElement.scrollWidth") == 400, "nothing is wider than the screen"
