"""What a page shows where there is no project to show, and where to go from there."""

from datetime import date

import streamlit as st

from core import words
from pages._ui import look


def no_project() -> None:
    """Say how to get a first project."""
    st.title("Welcome to Linchpin", anchor=False)
    text = (
        "A project holds its scope, risks, money, log and lessons in one record. "
        "Start an empty one, or import the files that you have."
    )
    with look.empty("There is no project yet", text, "add_circle"):
        st.page_link(
            "pages/portfolio.py", label="Start a project", icon=":material/add:"
        )
        st.page_link(
            "pages/exchange.py", label="Import a file", icon=":material/upload_file:"
        )


def choose_project() -> None:
    """Ask for a project."""
    st.title("Which project?", anchor=False)
    text = "Pick a project at the left, or open it from the list of all projects."
    with look.empty("No project is chosen", text, "folder_open"):
        st.page_link("pages/portfolio.py", label="All projects", icon=":material/list:")


def not_yet(key: str, as_of: date | None) -> None:
    """Say that a project did not exist on the day asked for."""
    st.title(look.safe(key), anchor=False)
    text = (
        "Its first revision was recorded later. Choose a later day, or clear “As of”."
    )
    look.empty(f"There was no project {key} on {words.day(as_of)}", text, "history")
