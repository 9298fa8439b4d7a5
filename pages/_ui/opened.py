"""The application's store, opened once for all, and what was computed of it."""

import streamlit as st

from data.settings import get_settings
from data.store import Store, open_store
from pages._ui.memo import Memo


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> tuple[Store, Memo]:
    return open_store(url), Memo()


def store() -> Store:
    """Return the application's store."""
    return _opened(get_settings().database_url)[0]


def memory() -> Memo:
    """Return what was computed from the application's store."""
    return _opened(get_settings().database_url)[1]
