"""The web application of the review page, for the people at this machine.

Everything lies below a random token in the path; requests from elsewhere (another Host or Origin) are refused. No path
of a file is ever taken from a request: documents, pages and findings are asked for by number or id. What the browser
gets is escaped, and a content security policy lets it run our own script file only.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from hedui.errors import HeduiError, InputError
from hedui.model import Result
from hedui.outputs.html import asset, environment, summary
from hedui.outputs.pages import LOCK, Pages
from hedui.outputs.review.panes import Index, Pane, panes
from hedui.outputs.review.store import Store
from hedui.outputs.view import Card, cards
from hedui.outputs.words import words
from hedui.wire import decisions_from_json, decisions_to_json, loads

HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
ASSETS = {"icon.svg": "image/svg+xml", "look.css": "text/css", "review.css": "text/css", "review.js": "text/javascript"}
SCALES = (1.0, 1.5, 2.0, 3.0)
"""Pixels a point in which pages are rendered: few, so that the browser's cache is of use."""
LARGEST = 20_000_000
"""Bytes of a request."""
LONGEST_COMMENT = 4_000
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Desk:
    """What the requests share: the result, its cards and pages, and the verdicts."""

    def __init__(self, result: Result, store: Store, who: str, lang: str) -> None:
        self.result, self.store, self.who, self.lang = result, store, who, lang
        self.cards = {card.finding.id: card for card in cards(result)}
        self.index = Index(result)
        self._stack = ExitStack()
        self.pages = [self._stack.enter_context(Pages(document)) for document in result.documents]

    def close(self) -> None:
        """Let files and store go."""
        self._stack.close()
        self.store.close()

    def states(self, since: int = 0) -> dict[str, Any]:
        """Where findings of this result stand, as JSON for the page; ``seq`` is for the next question."""
        found = self.store.states(since)
        return {
            "seq": max((state.seq for state in found), default=since),
            "states": [
                {"id": s.finding, "verdict": s.verdict, "comment": s.comment, "who": s.who, "when": s.at}
                for s in found
                if s.finding in self.cards
            ],
        }

    def page_html(self, lang: str) -> str:
        """The whole page."""
        return (
            environment()
            .get_template("review.html")
            .render(
                cards=self.cards.values(),
                summary=summary(self.result, lang),
                lang=lang,
                html_lang="zh-Hans" if lang.startswith("zh") else "en",
                say=words(lang),
                who=self.who,
                data=json.dumps(self.data(lang), ensure_ascii=False).replace("<", "\\u003c"),
            )
        )

    def data(self, lang: str) -> dict[str, Any]:
        """What the page's script starts from."""
        say = words(lang)
        keys = ("accepted", "dismissed", "open", "page", "decisions_bad", "decisions_read", "lost", "nothing_to_undo")
        return {**self.states(), "say": {key: say[key] for key in keys}, "pages": [len(pages) for pages in self.pages]}

    def pane(self, pane: Pane, lang: str) -> dict[str, Any]:
        """A pane for the script; ``why`` where there are no pages to show."""
        why = self.pages[pane.document].why
        return {**asdict(pane), "why": why.say(lang) if why else None}

    def finding_html(self, card: Card, lang: str) -> str:
        """One finding: its texts, and the panes with their boxes."""
        return (
            environment()
            .get_template("finding.html")
            .render(
                card=card,
                panes=json.dumps(
                    [self.pane(pane, lang) for pane in panes(card, self.index, self.pages)], ensure_ascii=False
                ),
                summary=summary(self.result, lang),
                lang=lang,
                say=words(lang),
            )
        )


def application(desk: Desk, token: str) -> FastAPI:
    """The application; ``desk`` is closed by who made it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        given = request.url.path.split("/")[1]
        if not secrets.compare_digest(given.encode(), token.encode()) or not from_here(request):
            return Response("not found", 404, headers=HEADERS)
        if int(request.headers.get("content-length") or 0) > LARGEST:
            return Response("too large", 413, headers=HEADERS)
        response = await go_on(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    @app.exception_handler(HeduiError)
    async def refuse(_request: Request, error: HeduiError) -> Response:
        return JSONResponse({"en": error.en, "zh": error.zh}, 400)

    app.include_router(_looks(desk), prefix="/{token}")
    app.include_router(_verdicts(desk), prefix="/{token}")
    return app


def _looks(desk: Desk) -> APIRouter:
    """What is looked at: the page, its style and script, a finding, a page of a document."""
    router = APIRouter()

    def language(lang: str | None) -> str:
        return lang if lang in ("en", "zh") else desk.lang

    @router.get("/", response_class=HTMLResponse)
    def page(lang: str | None = None) -> str:
        return desk.page_html(language(lang))

    @router.get("/look/{name}")
    def look(name: str) -> Response:
        if name not in ASSETS:
            raise HTTPException(404)
        return Response(asset(name), media_type=ASSETS[name])

    @router.get("/findings/{id_}", response_class=HTMLResponse)
    def finding(id_: str, lang: str | None = None) -> str:
        if id_ not in desk.cards:
            raise HTTPException(404)
        return desk.finding_html(desk.cards[id_], language(lang))

    @router.get("/pages/{document}/{number}")
    def image(document: int, number: int, scale: float = 1.5) -> Response:
        if not 0 <= document < len(desk.pages) or not 1 <= number <= len(desk.pages[document]) or scale not in SCALES:
            raise HTTPException(404)
        with LOCK:
            data = desk.pages[document].image(number, scale)
        return Response(data, media_type="image/webp", headers={"Cache-Control": "private, max-age=3600"})

    return router


def _verdicts(desk: Desk) -> APIRouter:
    """What is decided: verdicts asked for, given, taken back, saved to a file and loaded from one."""
    router = APIRouter()

    @router.get("/verdicts")
    def verdicts(since: int = 0) -> dict[str, Any]:
        return desk.states(since)

    @router.post("/verdicts")
    async def give(request: Request, since: int = 0) -> dict[str, Any]:
        ids, verdict, comment, who = read_verdict(await json_of(request))
        if any(id_ not in desk.cards for id_ in ids):
            raise HTTPException(404)
        desk.store.give(ids, verdict, comment, who)
        return desk.states(since)

    @router.post("/undo")
    async def undo(request: Request, since: int = 0) -> dict[str, Any]:
        who = text_of(await json_of(request), "who")
        return {"undone": desk.store.undo(who), **desk.states(since)}

    @router.get("/decisions.json")
    def save_decisions() -> Response:
        text = json.dumps(decisions_to_json(desk.store.decisions(desk.cards)), ensure_ascii=False, indent=1) + "\n"
        headers = {"Content-Disposition": 'attachment; filename="decisions.json"'}
        return Response(text, media_type="application/json", headers=headers)

    @router.post("/decisions")
    async def load_decisions(request: Request, since: int = 0) -> dict[str, Any]:
        decisions = decisions_from_json(loads(await request.body(), "decisions"), "decisions")
        taken = desk.store.take(decision for decision in decisions if decision.id in desk.cards)
        return {"taken": taken, **desk.states(since)}

    return router


def from_here(request: Request) -> bool:
    """Whether a request is for this machine by name and comes from our own page, if a page sent it."""
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if host.rsplit(":", 1)[0] not in HOSTS:
        return False
    return origin is None or urlsplit(origin).netloc == host


async def json_of(request: Request) -> dict[str, Any]:
    """The JSON object of a request; InputError where it is none."""
    data = loads(await request.body(), "request")
    if not isinstance(data, dict):
        raise InputError("not a JSON object", "不是 JSON 对象")
    return data


def text_of(data: dict[str, Any], name: str) -> str:
    """A text field, cut to a sensible length."""
    value = data.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"{name} is not a text", f"{name} 不是文本")
    return value[:LONGEST_COMMENT]


def read_verdict(data: dict[str, Any]) -> tuple[list[str], str, str | None, str]:
    """ids, verdict, comment (None: leave it) and who, of a request; InputError where they are of the wrong kind."""
    ids, verdict = data.get("ids"), data.get("verdict")
    if not isinstance(ids, list) or not all(isinstance(id_, str) for id_ in ids):
        raise InputError("ids is not a list of texts", "ids 不是文本列表")
    if verdict not in ("accepted", "dismissed", "open"):
        raise InputError("verdict is accepted, dismissed or open", "verdict 只能是 accepted、dismissed 或 open")
    comment = None if data.get("comment") is None else text_of(data, "comment")
    return ids, verdict, comment, text_of(data, "who")


def serve(result: Result, verdicts: Path, *, port: int, who: str, lang: str, ready: Callable[[str], None]) -> None:
    """Serve the review page on 127.0.0.1 until interrupted; ``ready`` gets its address."""
    import asyncio
    import socket

    import uvicorn

    token = secrets.token_urlsafe(16)
    desk = Desk(result, Store(verdicts), who, lang)
    try:
        desk.store.take(result.decisions)
        with socket.create_server(("127.0.0.1", port)) as listener:
            config = uvicorn.Config(application(desk, token), log_level="error", access_log=False)
            ready(f"http://127.0.0.1:{listener.getsockname()[1]}/{token}/")
            asyncio.run(uvicorn.Server(config).serve(sockets=[listener]))
    except OSError as error:
        raise InputError(
            f"port {port} can't be used ({error.strerror}); give another --port",
            f"无法使用端口 {port}（{error.strerror}）；请另选 --port",
        ) from error
    finally:
        desk.close()
