"""The service for pipelines: two files in, a result out; size, queue, token; names are never paths."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from hedui import wire
from hedui.corpus import samples, service
from hedui.corpus.engines import Limits

testclient = pytest.importorskip("starlette.testclient")

ZH = "1. 委员会共收到 23 份申请。\n\n2. 会议为期四天。\n".encode()
EN = b"1. The Committee received 25 applications.\n\n2. The meeting lasted four days.\n"


def client(**options: Any) -> Any:
    return testclient.TestClient(service.application(limits=Limits(60, 2048), **options))


def sent(zh: bytes = ZH, en: bytes = EN, names: tuple[str, str] = ("zh.txt", "en.txt")) -> dict[str, Any]:
    return {"zh": (names[0], zh), "en": (names[1], en)}


def test_two_uploads_become_a_result() -> None:
    answer = client().post("/check", files=sent())
    assert answer.status_code == 200
    result = wire.result_from_json(answer.json())
    assert [d.source.name for d in result.documents] == ["zh.txt", "en.txt"]
    assert [{p.quote for p in f.places} for f in result.findings if f.severity == "error"]
    assert "23" in answer.text
    assert "hedui-" not in answer.text  # no path of this machine


def test_pdfs_are_read() -> None:
    folder = samples.folder(samples.names()[0], "planted")
    files = {side: (f"{side}.pdf", (folder / f"{side}.pdf").read_bytes()) for side in ("zh", "en")}
    answer = client().post("/check", files=files)
    assert answer.status_code == 200
    assert len(answer.json()["findings"]) >= 10


def test_one_upload_is_checked_against_itself() -> None:
    answer = client().post("/check", files={"x": ("en.txt", EN)})
    assert answer.status_code == 200
    assert len(answer.json()["documents"]) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x.txt", "/abs/olute.txt", "a\x00b.txt", "名 字.txt", ""])
def test_names_are_never_paths(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = client().post("/check", files=[("zh", (name or "x.txt", ZH)), ("en", ("en.txt", EN))])
    assert answer.status_code in (200, 422)
    assert list(tmp_path.iterdir()) == []
    if answer.status_code == 200:
        assert "/" not in answer.json()["documents"][0]["source"]["name"]


def test_what_is_no_document_is_refused_in_both_languages() -> None:
    answer = client().post("/check", files=sent(zh=b"%PDF-1.4 nothing more", names=("zh.pdf", "en.txt")))
    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"en", "zh"}


@pytest.mark.parametrize("n", [0, 3])
def test_one_or_two_files(n: int) -> None:
    files = [(f"f{k}", (f"{k}.txt", EN)) for k in range(n)] or None
    answer = client().post("/check", files=files, data={"a": "b"})
    assert answer.status_code in (400, 422)


def test_a_request_that_is_too_large_is_refused_unread() -> None:
    answer = client(megabytes=1).post("/check", files=sent(zh=b"x" * (2 << 20)))
    assert answer.status_code == 413


def test_a_length_is_needed() -> None:
    answer = client().post("/check", content=iter([b"x"]), headers={"content-type": "multipart/form-data; boundary=x"})
    assert answer.status_code == 411


def test_a_token_where_one_is_set() -> None:
    it = client(token="secret")
    assert it.get("/health").status_code == 401
    assert it.get("/health", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert it.get("/health", headers={"Authorization": "Bearer secret"}).status_code == 200


def test_a_full_queue_says_come_again() -> None:
    """One place, none to wait in: of three requests at a time one is served and two are sent away."""
    httpx = pytest.importorskip("httpx")

    async def flood() -> list[int]:
        app = service.application(limits=Limits(60, 2048), workers=1, queue=0)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=60) as http:
            answers = await asyncio.gather(*(http.post("/check", files=sent()) for _ in range(3)))
        assert all(a.headers.get("retry-after") == "10" for a in answers if a.status_code == 503)
        return sorted(a.status_code for a in answers)

    assert asyncio.run(flood()) == [200, 503, 503]


def test_a_check_that_takes_too_long_is_ended() -> None:
    it = testclient.TestClient(service.application(limits=Limits(0.05, 2048)))
    answer = it.post("/check", files=sent())
    assert answer.status_code == 422
    assert "took longer" in answer.json()["error"]["en"]


# ---- what a fuzzer of the specification (schemathesis) found, and what it looked at


def test_the_specification_says_what_is_sent_and_every_answer() -> None:
    spec = client(token="secret").get("/openapi.json", headers={"authorization": "Bearer secret"}).json()
    check = spec["paths"]["/check"]["post"]
    assert list(check["requestBody"]["content"]) == ["multipart/form-data"]
    assert sorted(check["responses"]) == ["200", "400", "401", "411", "413", "422", "503"]
    assert "401" in spec["paths"]["/health"]["get"]["responses"]
    assert "401" not in client().get("/openapi.json").json()["paths"]["/health"]["get"]["responses"]


@pytest.mark.parametrize("length", ["\u00b2", "-1", "+5", "1_000", "9" * 5000, " 12 "])
def test_a_length_that_is_no_number_is_refused(length: str) -> None:
    answer = client().post("/check", content=b"", headers={"content-length": length.encode("latin-1")})
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"{}", "application/json"),
        (b"a=1", "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
)
def test_what_is_no_form_is_refused_in_both_languages(content: bytes, kind: str) -> None:
    answer = client().post("/check", content=content, headers={"content-type": kind})
    assert answer.status_code in (400, 422)
    assert sorted(answer.json()["error"]) == ["en", "zh"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/check", 405), ("DELETE", "/check", 405), ("GET", "/nothing", 404), ("POST", "/health", 405)],
)
def test_every_refusal_is_of_one_shape(method: str, path: str, status: int) -> None:
    answer = client().request(method, path)
    assert answer.status_code == status
    assert sorted(answer.json()["error"]) == ["en", "zh"]


def test_a_refused_token_says_what_is_wanted() -> None:
    answer = client(token="secret").get("/health", headers={"authorization": "Basic \u00e9".encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "127.0.0.1:8765"}, 200),
        ({"host": "localhost"}, 200),
        ({"host": "[::1]:8765"}, 200),
        ({"host": "localhost:8765", "origin": "http://localhost:8765"}, 200),
        ({"host": "localhost:8765", "origin": "https://pages.example"}, 403),
        ({"host": "localhost:8765", "origin": "null"}, 403),
        ({"host": "pages.example:8765"}, 403),
        ({"host": "localhost.pages.example"}, 403),
    ],
)
def test_without_a_token_only_programs_of_this_machine_are_served(headers: dict[str, str], status: int) -> None:
    """A web page can make a browser send requests here, under its own name or under this machine's."""
    answer = client(local_only=True).get("/health", headers=headers)
    assert answer.status_code == status
