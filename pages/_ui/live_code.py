"""How others join: the code, the address, and a picture of it for a phone."""

from functools import lru_cache
from io import BytesIO

import streamlit as st

from core.retrospective import live_words
from pages._ui import look, visiting
from pages._ui.live_seat import CODE, PARTICIPANT, ROLE

SCALE = 8  # px a module of the picture
BORDER = 3  # modules of quiet round it
WIDTH = 240  # px
ROOM = 400  # px: on a wall two metres wide, a phone reads it four metres away
ALONE = "Only this machine reaches it; with “linchpin serve --share” others do as well."


def address(code: str) -> str:
    """Return the address under which others join a board."""
    return f"{visiting.public_url()}/board?{CODE}={code}"


def takes_part(code: str) -> str:
    """Return the address, on this server, at which a leader takes part as well."""
    return f"/board?{CODE}={code}&{ROLE}={PARTICIPANT}"


def show(code: str, width: int = WIDTH) -> None:
    """Show code, picture and address, to be read from the back of a room."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.image(picture(address(code)), width=width, alt=f"QR code of board {code}")
        with st.container(gap=None, width="content"):
            st.markdown("###### Join with the code")
            st.markdown(f"##### {live_words.code(code)}")
            st.markdown(f"at {look.safe(address(code))}")
            if not visiting.is_shared():
                look.foot(ALONE)


@lru_cache(maxsize=64)
def picture(text: str) -> bytes:
    """Return a QR picture of an address, as PNG."""
    import segno

    made = BytesIO()
    segno.make(text, error="m").save(made, kind="png", scale=SCALE, border=BORDER)
    return made.getvalue()
