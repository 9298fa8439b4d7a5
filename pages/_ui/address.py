"""The browser's address: project, day and entry stand in it, so that it can be shared.

A value that a person picks is written to the address; an address that was opened, or
gone back to, is followed once.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

ENTRY = "entry"  # names the entry whose drawer is open


def follow(name: str, read: Callable[[str], Any]) -> None:
    """Take a value over from the address where that is not what was written last."""
    text = st.query_params.get(name, "")
    if text and text != st.session_state.get(_written(name)):
        value = read(text)
        if value is not None:
            st.session_state[name] = value


def write(name: str, text: str) -> None:
    """Put a value into the address; an empty one takes it out."""
    st.session_state[_written(name)] = text
    if text and st.query_params.get(name) != text:
        st.query_params[name] = text
    elif not text:
        st.query_params.pop(name, None)


def _written(name: str) -> str:
    return f"linchpin_address_{name}"
