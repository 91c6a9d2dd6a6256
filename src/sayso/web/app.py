"""The app: routes, errors, and what guards them."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect
from starlette.staticfiles import StaticFiles

from sayso.apart import ReaderApart
from sayso.errors import SaysoError
from sayso.store import Store
from sayso.web import adding, api, lists, marking, reading, together
from sayso.web.accounts import Opened, add_accounts
from sayso.web.api.problems import left, problem
from sayso.web.bodies import Bodies
from sayso.web.desk import Desk
from sayso.web.forwarding import Forwarded
from sayso.web.guarding import Guard
from sayso.web.operation import pages as operation
from sayso.web.operation.observing import Observing
from sayso.web.rendering import STATIC, ZIPPED, as_json, render
from sayso.web.statuses import status_of

AGAIN = 5  # seconds after which a page asks again, where the store does not answer
SMALLEST_ZIPPED = 800  # bytes
TELLING = {
    400: "That cannot be asked",
    401: "Log in first",
    403: "That is not for you",
    404: "Nothing here",
    405: "That cannot be done here",
    413: "Too large",
    422: "That cannot be read",
    429: "Too much at once",
    431: "Too large",
    500: "Something broke",
    503: "The store does not answer",
}


def create_app(store: Store, opened: Opened | None = None, reader: ReaderApart | None = None) -> FastAPI:
    """The desk and the API over an open store; with accounts, where it is opened to others.

    The caller closes the store, and the ``reader`` to which the API gives pages; without one, pages find a new one.
    """
    app = FastAPI(title="Sayso", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(store)
    for part in (reading, lists, adding, marking, together, operation):
        app.include_router(part.router)
    app.mount(api.PATH, api.create_api(app.state.desk, reader or ReaderApart()))
    app.mount("/static", Static(directory=STATIC), name="static")
    app.add_middleware(Bodies)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_ZIPPED, compresslevel=ZIPPED)
    if opened is not None:
        add_accounts(app, opened, tell)
    app.add_middleware(Guard, names=opened.names if opened else None)
    if opened is not None:
        app.add_middleware(Forwarded, proxies=opened.proxies)
    app.add_middleware(Observing, metrics=app.state.desk.metrics)
    app.add_exception_handler(SaysoError, _sayso_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(ClientDisconnect, left)
    app.add_exception_handler(Exception, _broken)
    app.add_exception_handler(together.NotYetError, together.not_yet)
    return app


class Static(StaticFiles):
    """Files of the bundle bear a digest in their names, so browsers may keep them."""

    async def get_response(self, path: str, scope: object) -> Response:
        """One file."""
        response = await super().get_response(path, scope)  # type: ignore[arg-type]
        kept = "public, max-age=31536000, immutable" if path.startswith("dist/assets") else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def tell(request: Request, status: int, message: str) -> Response:
    """What went wrong, as a page or as JSON, whichever was asked for."""
    if request.scope["path"].startswith(f"{api.PATH}/"):  # at the door, and a line break in the path
        return problem(request.scope["path"], status, message)
    title = TELLING.get(status, TELLING[400])
    headers = {"Retry-After": str(AGAIN)} if status == 503 else {}
    if request.url.path.endswith(".json"):
        return as_json({"error": title, "message": message}, status, headers)
    again = AGAIN if status == 503 and request.method == "GET" else None
    return render(
        request, "error.html", status=status, headers=headers, title=title, message=message,
        back=request.url.path, again=again,
    )  # fmt: skip


def _sayso_error(request: Request, error: Exception) -> Response:
    return tell(request, status_of(error), str(error))


def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    message = str(getattr(error, "detail", error))
    if status == 404 and message == "Not Found":
        message = "There is no such page on this desk. Choose one of the views."
    return tell(request, status, message)


def _validation_error(request: Request, error: Exception) -> Response:
    wrong = error.errors() if isinstance(error, RequestValidationError) else ()
    told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in wrong)
    return tell(request, 400, f"The address holds what it cannot: {told}.")


def _broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw. The trace goes to the log of sayso serve, which re-raises it; never to the page."""
    return tell(
        request, 500, "The page could not be made, and that is a defect. The log of sayso serve says more."
    )
