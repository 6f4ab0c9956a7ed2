"""The service's addresses, and what each answers."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from autograder.commands.serve import pages
from autograder.commands.serve.asking import Asking
from autograder.commands.serve.metrics import Metrics
from autograder.commands.serve.tokens import Person
from autograder.commands.serve.uploads import Refused, drain
from autograder.commands.serve.who import COOKIE, Who

log = logging.getLogger("autograder")
# what is shown holds no script, and asks for nothing from anywhere
SAFE = {
    # a sandbox without allow-same-origin: at a hub, other students' pages come from the same place
    # and must not read this one; its allow-scripts lets the page load itself again, no script runs
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox allow-scripts",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
Endpoint = Callable[[Request], Awaitable[Response]]


class Service:
    """Answers requests: who asks is found out first, and nobody is answered about anybody else."""

    def __init__(self, who: Who, asking: Asking, metrics: Metrics) -> None:
        self._who, self._asking, self._metrics = who, asking, metrics

    def app(self, prefix: str = "") -> Starlette:
        """Return the application; all addresses begin with ``prefix``."""
        routes: list[BaseRoute] = [
            Route("/", self._about, methods=["GET"]),
            Route("/health", self._health, methods=["GET"]),
            Route("/metrics", self._measured, methods=["GET"]),
            Route("/attempts", self._attempts, methods=["GET"]),
            Route("/check/{label:path}", self._check, methods=["POST"]),
        ]
        if self._who.hub:
            routes.append(Route("/oauth_callback", self._logged_in, methods=["GET"]))
        if prefix:
            routes = [Mount(prefix, routes=routes)]
        handlers: Any = {
            Refused: self._refused,
            HTTPException: self._not_found,
            ClientDisconnect: self._gone,
            Exception: self._fault,
        }
        return Starlette(routes=routes, exception_handlers=handlers)

    async def _check(self, request: Request) -> Response:
        person = await self._person(request)
        wants_page = "text/html" in request.headers.get("accept", "")
        names = [*filter(None, request.query_params.get("exercise", "").split(","))]
        answered = await self._asking.answered(
            person, request.path_params["label"], names, request, wants_page
        )
        self._metrics.count(200)
        if wants_page:
            return HTMLResponse(answered.page, headers=SAFE)
        return JSONResponse(answered.data, headers=SAFE)

    async def _about(self, request: Request) -> Response:
        """Show an instructor the class, and everybody else themselves."""
        try:
            person = await self._person(request)
        except Refused:
            if not self._who.hub:
                raise
            where, name, value = self._who.hub.login(request.url.path)
            answer = RedirectResponse(where, 302)
            answer.set_cookie(name, value, max_age=600, **_kept(request))
            return answer
        return HTMLResponse(pages.page(self._asking.attempts, person), headers=SAFE)

    async def _attempts(self, request: Request) -> Response:
        person = await self._person(request)
        return JSONResponse(pages.own(self._asking.attempts, person), headers=SAFE)

    async def _logged_in(self, request: Request) -> Response:
        """Take over from the hub's login."""
        hub, query = self._who.hub, request.query_params
        assert hub is not None
        try:
            token, where = await run_in_threadpool(
                hub.logged_in, query.get("code", ""), query.get("state", ""), request.cookies
            )
        except Exception as error:
            log.warning("a login has failed: %r", error)
            raise Refused(403, "The login has failed: open the page again.") from None
        answer = RedirectResponse(where, 302)
        answer.set_cookie(COOKIE, token, **_kept(request))
        return answer

    async def _person(self, request: Request) -> Person:
        head = request.headers
        # a cookie is for a page that somebody opens, and for nothing that another page asks for
        opened = request.method == "GET" and head.get("sec-fetch-dest", "document") == "document"
        cookies = request.cookies if opened else {}
        found = await run_in_threadpool(self._who.asks, head.get("authorization", ""), cookies)
        if found is None:
            raise Refused(401, "Nobody is known by this token: ask your instructor for a new one.")
        return found

    async def _health(self, request: Request) -> Response:
        graders = self._asking.graders
        about = {
            "status": "ok" if graders.count else "away",
            "waiting": graders.waiting,
            "isolation": graders.level,
        }
        return JSONResponse(about, headers=SAFE)

    async def _measured(self, request: Request) -> Response:
        return Response(self._metrics.text(), media_type="text/plain; version=0.0.4")

    async def _refused(self, request: Request, error: Refused) -> Response:
        await drain(request)
        answer = _error(error.status, str(error))
        if error.status == HTTPStatus.UNAUTHORIZED:
            answer.headers["WWW-Authenticate"] = 'Basic realm="grader", charset="UTF-8"'
        if error.seconds is not None:
            answer.headers["Retry-After"] = str(max(int(error.seconds + 0.999), 1))
        self._metrics.count(error.status)
        return answer

    async def _not_found(self, request: Request, error: HTTPException) -> Response:
        return _error(error.status_code, f"{HTTPStatus(error.status_code).phrase}.")

    async def _gone(self, request: Request, error: ClientDisconnect) -> Response:
        # nobody reads this
        return _error(400, "The connection has ended.")

    async def _fault(self, request: Request, error: Exception) -> Response:
        self._metrics.count(500)
        return _error(500, "The grader had a fault. This is not your fault.")


def _kept(request: Request) -> dict[str, Any]:
    """Return how a browser is to keep a cookie: for this service, away from scripts."""
    encrypted = "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))
    place = request.scope.get("root_path", "") or "/"
    return {"httponly": True, "samesite": "lax", "secure": encrypted, "path": place}


def _error(status: int, words: str) -> JSONResponse:
    # what was not read of a request must not be taken for the next one
    closed = {"Connection": "close"} if status in (401, 404, 408, 413, 429, 503) else {}
    return JSONResponse({"error": words}, status, headers=SAFE | closed)
