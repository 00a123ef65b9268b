"""``hedui serve``: a small service for pipelines. Two uploads (or one) go in, the result comes out as JSON.

Every check runs in a process of its own under the limits of a batch; the queue is bounded, so that a flood of requests
is told to come again instead of being piled up. An upload's name is shown in the result and used for nothing else.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile

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
) -> FastAPI:
    """The ASGI application. ``queue`` is how many requests may wait beside the ``workers`` that are served."""
    limits = limits or Limits()
    places = asyncio.Semaphore(workers)
    inside = 0

    @asynccontextmanager
    async def turn() -> Any:
        nonlocal inside
        if inside >= workers + queue:
            raise _Refused(503, "the queue is full; try again later", "队列已满，请稍后再试")
        inside += 1
        try:
            async with places:
                yield
        finally:
            inside -= 1

    app = FastAPI(title="hedui", version=__version__, docs_url=None, redoc_url=None)

    @app.exception_handler(_Refused)
    async def refused(_: Request, error: _Refused) -> JSONResponse:
        headers = {"Retry-After": "10"} if error.status == 503 else {}
        return JSONResponse({"error": {"en": error.en, "zh": error.zh}}, error.status, headers)

    @app.middleware("http")
    async def guard(request: Request, go_on: Callable[[Request], Awaitable[Any]]) -> Any:
        """Who is asking, and how much they send, is known before a byte of the body is read."""
        if token is not None:
            given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
            if not secrets.compare_digest(given, token.encode()):
                return JSONResponse({"error": {"en": "a token is needed", "zh": "需要令牌"}}, 401)
        if request.method == "POST":
            length = request.headers.get("content-length", "")
            if not length.isdigit():
                return JSONResponse({"error": {"en": "the length is needed", "zh": "须给出长度"}}, 411)
            if int(length) > megabytes << 20:
                said = {"en": f"more than {megabytes} MB", "zh": f"超过 {megabytes} MB"}
                return JSONResponse({"error": said}, 413)
        return await go_on(request)

    @app.get("/health")
    async def health() -> dict[str, Any]:
        """Whether the service is up, and how many requests are inside."""
        return {"status": "ok", "version": __version__, "inside": inside}

    @app.post("/check")
    async def check(request: Request) -> JSONResponse:
        """Check the one or two files sent as multipart fields of any name; answer a hedui.result/1."""
        async with turn(), request.form(max_files=2, max_fields=8) as form:
            uploads = [value for value in form.values() if not isinstance(value, str)]
            if not 1 <= len(uploads) <= 2:
                raise _Refused(422, "send one or two files", "请上传一份或两份文件")
            with tempfile.TemporaryDirectory(prefix="hedui-") as folder:
                paths = [await _kept(upload, folder, n) for n, upload in enumerate(uploads)]
                names = [_shown(upload.filename, n) for n, upload in enumerate(uploads)]
                job = Job("upload", paths[0], paths[1] if paths[1:] else "", "", rules_version(), Options())
                return JSONResponse(await asyncio.to_thread(_checked, job, limits, names))

    return app


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
    app = application(limits=limits, megabytes=megabytes, workers=workers, token=token)
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning")
    except (OSError, SystemExit) as error:
        raise UsageError(
            f"{host}:{port} can't be listened on; choose another --port", f"无法监听 {host}:{port}；请另选 --port"
        ) from error
    return token
