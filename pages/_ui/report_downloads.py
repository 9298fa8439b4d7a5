"""Reports as files, made when somebody asks for one."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core.reports.document import Document
from core.reports.formats import FORMATS, to_bytes
from pages._ui import look


def show(name: str, made: Callable[[], Document], key: str) -> None:
    """Offer a report in every format; name is that of the file, without an ending."""
    opened = look.popover("Report as a file", "description", key, "secondary")
    if opened is not None:
        with opened.container(horizontal=True, gap="small"):
            for ending in FORMATS:
                _button(f"{name}{ending}", partial(_bytes, made, ending), (key, ending))


def _bytes(made: Callable[[], Document], ending: str) -> bytes:
    return to_bytes(made(), ending)


def _button(file_name: str, made: Callable[[], bytes], key: Sequence[str]) -> None:
    ending = key[-1]
    st.download_button(
        FORMATS[ending].title,
        made,
        file_name=file_name,
        mime=FORMATS[ending].mime,
        key="-".join(key),
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
