"""The server of the review page: who gets in, what must not get through, and how verdicts are kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from results import made_result
from test_review_page import SAMPLE, reviewing, saved

from hedui.cli import cli
from hedui.front import check, load
from hedui.model import Decision
from hedui.outputs.pages import Pages
from hedui.outputs.review.app import Desk, application
from hedui.outputs.review.store import Store


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The hand-made result without decisions, as a file."""
    return saved(replace(made_result(), decisions=()), tmp_path)


@contextmanager
def desk_of(path: Path) -> Iterator[Callable[..., httpx.Response]]:
    """The application without a server: a function that asks it."""
    desk = Desk(load(path), Store(path.with_suffix(".verdicts")), "Li", "en")
    app = application(desk, "token")

    async def ask(method: str, where: str, **more: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, f"/token/{where}", **more)

    yield lambda *words, **more: asyncio.run(ask(*words, **more))
    desk.close()


# ---- what must not get through


def test_strangers_get_nothing(made: Path) -> None:
    with reviewing(made) as address, httpx.Client() as client:
        root = address.rsplit("/", 2)[0]
        assert client.get(root + "/").status_code == 404
        assert client.get(root + "/wrong-token/").status_code == 404
        assert client.get(address).status_code == 200
        assert client.get(address, headers={"Host": "evil.example"}).status_code == 404
        evil = {"Origin": "http://evil.example"}
        assert client.post(address + "undo", json={"who": ""}, headers=evil).status_code == 404
        headers = client.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "path",
    [
        "look/../../setup.cfg", "look/..%2f..%2fsetup.cfg", "look/report.html", "look/%2fetc%2fpasswd",
        "pages/0/../../../etc/passwd", "pages/7/1", "pages/-1/1", "pages/0/999", "pages/0/1?scale=1000",
        "findings/..%2f..%2fresult.json", "findings/nope", "docs", "openapi.json",
    ],
)  # fmt: skip
def test_no_path_leads_out(made: Path, path: str) -> None:
    with desk_of(made) as ask:
        assert ask("GET", "").status_code == 200
        assert ask("GET", path).status_code in (404, 422)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"nonsense", b'{"ids": "x", "verdict": "accepted"}', b'{"ids": [1], "verdict": "accepted"}',
     b'{"ids": [], "verdict": "perhaps"}', b'{"ids": [], "verdict": "open", "who": 7}'],
)  # fmt: skip
def test_wrong_requests_are_refused(made: Path, body: bytes) -> None:
    with desk_of(made) as ask:
        answer = ask("POST", "verdicts", content=body)
        assert answer.status_code == 400
        assert set(answer.json()) == {"en", "zh"}
        assert ask("POST", "verdicts", json={"ids": ["nope"], "verdict": "open"}).status_code == 404


def test_a_result_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text('{"schema": "hedui.result/9"}')
    out = CliRunner().invoke(cli, ["review", str(path)])
    assert out.exit_code == 2
    assert "version 9" in out.stderr


def test_a_port_in_use_is_said(made: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        out = CliRunner().invoke(cli, ["review", str(made), "--no-open", "--port", port])
    assert out.exit_code == 2
    assert "--port" in out.stderr


def test_pages_that_have_gone_are_said(made: Path) -> None:
    with desk_of(made) as ask:
        assert "is not where it was" in ask("GET", f"findings/{1:016x}").text
        assert "已不在原处" in ask("GET", f"findings/{1:016x}?lang=zh").text
        given = {"ids": [f"{1:016x}"], "verdict": "accepted", "who": "Li"}
        assert ask("POST", "verdicts", json=given).json()["states"][0]["verdict"] == "accepted"


def test_pages_that_have_changed_are_said() -> None:
    document = check(SAMPLE / "en.pdf").documents[0]
    with Pages(document) as pages:
        assert pages.there
    other = replace(document, source=replace(document.source, sha256="0" * 64))
    with Pages(other) as pages:
        assert not pages.there
        assert pages.why is not None
        assert "changed since the check" in pages.why.en


# ---- the store


def test_verdicts_survive_a_new_version_of_the_file(tmp_path: Path) -> None:
    store = Store(tmp_path / "v")
    store.give(["a", "b"], "dismissed", "known", "Li")
    store.close()
    again = Store(tmp_path / "v")
    assert {d.id: (d.verdict, d.comment) for d in again.decisions(["b", "c"])} == {"b": ("dismissed", "known")}
    again.close()


def test_two_processes_write_to_one_store(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "v"), Store(tmp_path / "v")
    one.give(["a"], "dismissed", "", "Li")
    other.give(["b"], "accepted", "", "Wang")
    one.give(["c"], "accepted", "", "Li")
    assert {d.id for d in other.decisions()} == {"a", "b", "c"}
    assert other.undo("Wang") == ["b"]
    assert {d.id for d in one.decisions()} == {"a", "c"}
    one.close()
    other.close()


def test_undo_goes_back_step_by_step(tmp_path: Path) -> None:
    store = Store(tmp_path / "v")
    store.give(["a"], "accepted", "first", "Li")
    store.give(["a"], "dismissed", None, "Li")
    assert store.states()[0][2:5] == ("dismissed", "first", "Li")
    assert store.undo("Li") == ["a"]
    assert store.states()[0].verdict == "accepted"
    assert store.undo("Li") == ["a"]
    assert store.decisions() == ()
    assert store.undo("Li") == []
    store.close()


def test_undo_leaves_what_others_judged_since(tmp_path: Path) -> None:
    store = Store(tmp_path / "v")
    store.give(["a", "b"], "dismissed", "", "Li")
    store.give(["a"], "accepted", "", "Wang")
    assert store.undo("Li") == ["b"]
    assert {d.id: d.who for d in store.decisions()} == {"a": "Wang"}
    store.close()


def test_decisions_taken_in_do_not_undo_later_ones(tmp_path: Path) -> None:
    store = Store(tmp_path / "v")
    store.give(["a"], "accepted", "", "Li")
    old = Decision("a", "dismissed", "", "Wang", "2020-01-01T00:00:00Z")
    undated = Decision("a", "dismissed", "", "Wang")
    new = Decision("a", "dismissed", "better", "Wang", "2999-01-01T00:00:00Z")
    assert store.take([old, undated]) == 0
    assert store.take([new, Decision("b", "accepted")]) == 2
    assert {d.id: d.verdict for d in store.decisions()} == {"a": "dismissed", "b": "accepted"}
    store.close()


def test_a_store_that_cannot_be(tmp_path: Path, made: Path) -> None:
    (tmp_path / "v").mkdir()
    out = CliRunner().invoke(cli, ["review", str(made), "--verdicts", str(tmp_path / "v")])
    assert out.exit_code == 2
    assert "--verdicts" in out.stderr
