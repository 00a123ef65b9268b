"""``hedui serve``: a small service for pipelines. Two uploads (or one) go in, the result comes out as JSON.

Every check runs in a process of its own under the limits of a batch; the queue is bounded, so that a flood of requests
is told to come again instead of being piled up. An upload's name is shown in the result and used for nothing else.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from hedui import wire
from hedui.corpus.archives import SUFFIXES
from hedui.corpus.engines import Limits, Local
from hedui.corpus.run import Job, do, explain, rules_version
from hedui.errors import UsageError
from hedui.reconcile import Options
from hedui.version import __version__

LOCAL_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
MAX_MEGABYTES = 64
"""What one request may weigh, unless told otherwise."""


def application(
    *,
    limits: Limits | None = None,
    megabytes: int = MAX_MEGABYTES,
    workers: int = 2,
    queue: int = 8,
    token: str | None = None,
    local_only: bool = False,
) -> FastAPI:
    """The ASGI application. ``queue`` is how many requests may wait beside the ``workers`` that are served.

    With ``local_only`` a request must be for this machine by name: a web page that makes a browser send requests here,
    or that gives its own name this machine's address, is refused.
    """
    limits = limits or Limits()
    door = _Door(workers, queue)
    app = FastAPI(
        title="hedui",
        version=__version__,
        description="Checks the figures of two documents against each other. Every refusal says why in both languages.",
        docs_url=None,
        redoc_url=None,
        responses={
            **({401: _answer("a token is needed")} if token is not None else {}),
            **({403: _answer("not from a program on this machine")} if local_only else {}),
        },
    )

    @app.exception_handler(HTTPException)
    async def unserved(_: Request, error: HTTPException) -> JSONResponse:
        en, zh = str(error.detail), _HTTP_ZH.get(error.status_code, "请求无法处理")
        return JSONResponse({"error": {"en": en, "zh": zh}}, error.status_code, error.headers)

    @app.exception_handler(_Refused)
    async def refused(_: Request, error: _Refused) -> JSONResponse:
        headers = {"Retry-After": "10"} if error.status == 503 else {}
        return JSONResponse({"error": {"en": error.en, "zh": error.zh}}, error.status, headers)

    @app.middleware("http")
    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Any]]) -> Any:
        """Who is asking, and how much they send, is known before a byte of the body is read."""
        away = _from_elsewhere(request) if local_only else None
        return away or _without(token, request) or _too_large(megabytes, request) or await go_on(request)

    @app.get("/health")
    async def health() -> dict[str, Any]:
        """Whether the service is up, and how many requests are inside."""
        return {"status": "ok", "version": __version__, "inside": door.inside}

    @app.post("/check", responses=_ANSWERS, openapi_extra={"requestBody": _BODY})
    async def check(request: Request) -> JSONResponse:
        """Check the one or two files sent as multipart fields of any name; answer a hedui.result/1."""
        async with door.turn(), request.form(max_files=2, max_fields=8) as form:
            uploads = [value for value in form.values() if not isinstance(value, str)]
            if not 1 <= len(uploads) <= 2:
                raise _Refused(422, "send one or two files", "请上传一份或两份文件")
            with tempfile.TemporaryDirectory(prefix="hedui-") as folder:
                paths = [await _kept(upload, folder, n) for n, upload in enumerate(uploads)]
                names = [_shown(upload.filename, n) for n, upload in enumerate(uploads)]
                job = Job("upload", paths[0], paths[1] if paths[1:] else "", "", rules_version(), Options())
                return JSONResponse(await asyncio.to_thread(_checked, job, limits, names))

    return app


_FILE = {"type": "string", "format": "binary"}
_BODY = {
    "required": True,
    "description": "One or two files as multipart fields of any name.",
    "content": {
        "multipart/form-data": {
            "schema": {"type": "object", "minProperties": 1, "maxProperties": 2, "additionalProperties": _FILE}
        }
    },
}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["en", "zh"],
            "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
        }
    },
}
_RESULT = {
    "type": "object",
    "required": ["schema", "documents", "pairs", "findings", "coverage"],
    "properties": {"schema": {"const": wire.RESULT}},
}


def _answer(description: str, schema: dict[str, Any] = _ERROR) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: _answer("the result, a hedui.result/1", _RESULT),
    400: _answer("no multipart form"),
    411: _answer("the request does not say how long it is"),
    413: _answer("the request is too large"),
    422: _answer("not one or two files, or a file that can't be read"),
    503: _answer("the queue is full; Retry-After says when to come again"),
}
_HTTP_ZH = {400: "请求不是有效的 multipart 表单", 404: "没有这个地址", 405: "此地址不接受这种请求"}


class _Door:
    """Lets so many requests in, so many of them to be served at a time."""

    def __init__(self, workers: int, queue: int) -> None:
        self._places = asyncio.Semaphore(workers)
        self._most = workers + queue
        self.inside = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A request's turn; _Refused where too many wait already."""
        if self.inside >= self._most:
            raise _Refused(503, "the queue is full; try again later", "队列已满，请稍后再试")
        self.inside += 1
        try:
            async with self._places:
                yield
        finally:
            self.inside -= 1


# ---- why a request is turned away before its body is read: an answer, or None


def _from_elsewhere(request: Request) -> JSONResponse | None:
    if _from_here(request):
        return None
    return JSONResponse({"error": {"en": "only for programs on this machine", "zh": "只供本机程序使用"}}, 403)


def _without(token: str | None, request: Request) -> JSONResponse | None:
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    if token is None or secrets.compare_digest(given, token.encode()):
        return None
    said = {"en": "a token is needed", "zh": "需要令牌"}
    return JSONResponse({"error": said}, 401, {"WWW-Authenticate": "Bearer"})


def _too_large(megabytes: int, request: Request) -> JSONResponse | None:
    if request.method != "POST":
        return None
    length = request.headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,18}", length):
        return JSONResponse({"error": {"en": "the length is needed", "zh": "须给出长度"}}, 411)
    if int(length) > megabytes << 20:
        return JSONResponse({"error": {"en": f"more than {megabytes} MB", "zh": f"超过 {megabytes} MB"}}, 413)
    return None


def _from_here(request: Request) -> bool:
    """Whether a request names this machine, and no web page of another one sent it."""
    origin = request.headers.get("origin")
    names = [request.headers.get("host", ""), *([origin.partition("://")[2]] if origin is not None else [])]
    return all(_host(name) in LOCAL_HOSTS for name in names)


def _host(name: str) -> str:
    """A name without its port: "[::1]:8765" is "::1"."""
    return name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0].lower()


class _Refused(Exception):
    def __init__(self, status: int, en: str, zh: str) -> None:
        super().__init__(en)
        self.status, self.en, self.zh = status, en, zh


def _checked(job: Job, limits: Limits, names: list[str]) -> Any:
    ended = next(iter(Local(1, limits).run(do, [job])))
    outcome = ended.value if ended.trouble is None else explain(ended)
    if outcome.result is None:
        raise _Refused(422, outcome.reason or "", outcome.reason_zh or "")
    answer = wire.result_to_json(outcome.result)
    for document, name in zip(answer["documents"], names, strict=True):
        document["source"] = {**document["source"], "name": name}
        document["source"].pop("path", None)
    return answer


async def _kept(upload: UploadFile, folder: str, n: int) -> str:
    """An upload as a file of a name of ours."""
    path = Path(folder, f"{n}{_suffix(upload.filename)}")
    with path.open("wb") as stream:
        while chunk := await upload.read(1 << 20):
            stream.write(chunk)
    return str(path)


def _suffix(name: str | None) -> str:
    suffix = PurePosixPath(name or "").suffix.lower()
    return suffix if suffix in SUFFIXES else ""


def _shown(name: str | None, n: int) -> str:
    return PurePosixPath((name or "").replace("\\", "/")).name[:200] or f"upload {n + 1}"


def serve(host: str, port: int, token: str | None, *, limits: Limits, megabytes: int, workers: int) -> str | None:
    """Run the service until it is stopped. Beyond the local host there is always a token: the one given, or a new one.

    Raises UsageError where the address can't be had.
    """
    import uvicorn

    if token is None and host not in LOCAL_HOSTS:
        token = secrets.token_urlsafe(24)
        print(f"token: {token}", flush=True)
    app = application(limits=limits, megabytes=megabytes, workers=workers, token=token, local_only=token is None)
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning")
    except (OSError, SystemExit) as error:
        raise UsageError(
            f"{host}:{port} can't be listened on; choose another --port", f"无法监听 {host}:{port}；请另选 --port"
        ) from error
    return token
