"""Who sits at a browser: the owner, or a guest who sees nothing but a board."""

import secrets

import streamlit as st

from core.access import Actor, local_owner
from data.serving import COOKIE, THIS_MACHINE
from data.serving import public_url as address_of
from data.settings import get_settings
from data.visitors import is_owner
from pages._ui.opened import store

OWN = "linchpin_browser_of_session"
GUEST = Actor("Guest")  # no role: the store shows and takes nothing


def browser() -> str:
    """Return the random number that only this browser knows.

    It comes with the cookie; without one (cookies refused) it lasts for a session.
    """
    found = st.context.cookies.get(COOKIE)
    if found:
        return str(found)
    own: str = st.session_state.setdefault(OWN, secrets.token_urlsafe(32))
    return own


def actor() -> Actor:
    """Return the person who looks: where the server is shared, the owner is asked for.

    Asked anew at each call, so that who may no longer stay is out at the next click.
    """
    settings = get_settings()
    if settings.share and not is_owner(store(), browser()):
        return GUEST
    return local_owner(settings.owner)


def guest() -> bool:
    """Whether somebody looks who has no right but to a board joined by its code."""
    return get_settings().share and actor() is GUEST


def is_shared() -> bool:
    """Whether others than this machine reach the server."""
    settings = get_settings()
    return settings.share or bool(settings.public_url)


def public_url() -> str:
    """Return the address under which others reach this server."""
    host: str = st.get_option("server.address") or THIS_MACHINE
    return address_of(
        get_settings().public_url, host, int(st.get_option("server.port"))
    )
