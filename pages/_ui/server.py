"""The server: Streamlit's, with a cookie that knows a browser again.

`python -m pages._ui.server HOST PORT [secure]` runs it; `linchpin serve` does that.
"""

import hmac
import secrets
import sys
from collections.abc import MutableMapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from data.serving import COOKIE, SECURE, take_token

APP = Path(__file__).parents[2] / "app.py"
STAYS = 30 * 24 * 3600  # seconds: a board may be open for weeks
# Parts of the page and the websocket: whoever asks for them has the cookie by then.
PARTS = ("/_stcore/", "/static/", "/media/", "/component/")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",  # an address may hold a board's code
}
NOT_ENTERED = (
    "This way in was used already, or is not of this start of the server. "
    "Start `linchpin serve --share` again for a new one."
)


class Browsers:
    """Gives each browser a random number of its own, and answers safe headers."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a new browser's first page sets the cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_new = COOKIE not in Request(scope).cookies
        first_page = is_new and not scope["path"].startswith(PARTS)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = new_cookie(secure=self._secure) if first_page else None
                _add_headers(message, cookie)
            await send(message)

        await self._app(scope, receive, answer)


def _add_headers(message: MutableMapping[str, Any], cookie: str | None) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if cookie and COOKIE not in headers.get("set-cookie", ""):
        headers.append("set-cookie", cookie)


def new_cookie(browser: str = "", *, secure: bool = False) -> str:
    """Return the header that gives a browser its number, a new one unless said."""
    answer = Response()
    answer.set_cookie(
        COOKIE,
        browser or secrets.token_urlsafe(32),
        max_age=STAYS,
        httponly=True,
        samesite="lax",
        secure=secure,
    )
    return answer.headers["set-cookie"]


class Entrance:
    """The owner's way in, open once."""

    def __init__(self, token: str, *, secure: bool) -> None:
        self._token = token
        self._secure = secure

    def enter(self, request: Request) -> Response:
        """Let the browser in that has the token; it gets a new number."""
        said = request.query_params.get("token", "")
        if not self._token or not hmac.compare_digest(
            said.encode(), self._token.encode()
        ):
            return PlainTextResponse(NOT_ENTERED, HTTPStatus.FORBIDDEN)
        # Here, so that the server's first answer waits for no database library.
        from data.visitors import let_in
        from pages._ui.opened import store

        self._token = ""
        browser = secrets.token_urlsafe(32)
        let_in(store(), browser)
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        answer.headers["set-cookie"] = new_cookie(browser, secure=self._secure)
        answer.headers["cache-control"] = "no-store"
        return answer


def serve(host: str, port: int, *, secure: bool) -> None:
    """Serve the app until the process is stopped.

    Parameters
    ----------
    secure
        Whether others reach it by https alone: then cookies are sent no other way.
    """
    # Streamlit takes the folder pages/ for its pages until app.py has named them: the
    # first visitor saw another menu for a moment, and a wider sidebar ever after.
    PagesManager.uses_pages_directory = False
    # Streamlit reads the settings that stand beside the file it thinks it was started
    # with: those of .streamlit, whatever the working directory.
    sys.argv[:] = [str(APP)]
    served = st.App(
        APP,
        routes=[Route("/enter", Entrance(take_token(), secure=secure).enter)],
        middleware=[Middleware(Browsers, secure=secure)],
    )
    served.run(
        config={
            "server.address": host,
            "server.port": port,
            "server.headless": True,
            "browser.gatherUsageStats": False,
        }
    )


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), secure=SECURE in sys.argv)
