"""The list of projects: what each one comes to, and the way to a new one."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import pandas as pd
import streamlit as st

from core import portfolio, words
from core.access import Actor
from core.errors import LinchpinError
from core.portfolio import PortfolioRow, row
from core.project_keys import key_from_name
from core.registers.project import ProjectState
from data.store import Store, create_project, load_all, revisions
from data.workspace import project_names
from pages._ui import look, opened, page

SAID = "linchpin_project_made"
Place = tuple[str, str, int, date]  # of a line that is kept: key, revision, day
# px; together what a window of 1,440 px leaves beside the navigation
WIDTHS = {
    "Key": 66,
    "Status": 96,
    "Project": 164,
    "Set by": 116,
    "Slip, d": 56,
    "Over, %": 62,
    "Budget": 74,
    "Finish": 88,
    "State": 64,
    "Rating": 56,
    "Manager": 110,
    "Sponsor": 102,
}
# where amounts of several currencies take a column more
CLOSE = WIDTHS | {"Project": 138, "Manager": 92, "Sponsor": 84, "Currency": 62}
TEXTS = ("Rating", "Manager", "Sponsor")  # columns that stand only where they say it


def rows() -> tuple[PortfolioRow, ...]:
    """Return every project that the reader may see, as of the day shown.

    A project's line is computed once a revision: an edit of one recomputes that one,
    and all that are missing are loaded together.
    """
    return page.workspace(_rows, page.past())


def _rows(store: Store, actor: Actor, as_of: date | None) -> tuple[PortfolioRow, ...]:
    newest, today = revisions(store, actor), as_of or page.today()
    listed = [key for key in project_names(store, actor) if key in newest]
    places = {("portfolio", key, newest[key], today): key for key in listed}

    def lines(missing: Sequence[Place]) -> dict[Place, PortfolioRow]:
        keys = [places[place] for place in missing]
        projects = load_all(store, actor=actor, keys=keys, as_of=as_of)
        known = [place for place in missing if places[place] in projects]
        return {place: row(projects[places[place]], today) for place in known}

    found = opened.memory().answers(list(places), lines)
    return portfolio.ordered([one for one in found.values() if one is not None])


def asked() -> tuple[str, str | None]:
    """Ask for words and a state, kept in the address; return what was asked for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            "Search",
            key="find",
            type="search",
            bind="query-params",
            placeholder="Name, manager, sponsor",
            width=260,
        )
        state = st.selectbox(
            "State",
            [s.value for s in ProjectState],
            index=None,
            key="state",
            bind="query-params",
            placeholder="Any state",
            width=180,
        )
    return (typed or "").casefold(), state


def table(typed: str, state: str | None) -> None:
    """Show the projects asked for as a table; a key opens its project."""
    frame, labels = page.workspace(_frame, page.past(), typed, state)
    wide = CLOSE if "Currency" in frame else WIDTHS
    st.dataframe(
        frame,
        hide_index=True,
        row_height=32,
        height="content" if len(frame) <= 15 else 520,  # noqa: PLR2004
        placeholder="",
        alt="Projects",
        column_config={
            "Key": st.column_config.ButtonColumn(
                width=wide["Key"],
                pinned=True,
                type="tertiary",
                alignment="left",
                key="portfolio-open",
                on_click=_open,
            ),
            "Status": look.label_column(labels, wide["Status"], look.glyph_tint),
            "Set by": st.column_config.TextColumn(
                width=wide["Set by"],
                help="The dimensions, or the rating, as bad as the status.",
            ),
            "Slip, d": st.column_config.NumberColumn(
                width=wide["Slip, d"], help="Working days from the planned finish."
            ),
            "Over, %": st.column_config.NumberColumn(
                width=wide["Over, %"],
                help="Forecast cost over the budget.",
                format="%.1f",
            ),
            **{
                name: st.column_config.NumberColumn(
                    width=wide["Budget"], format="compact"
                )
                for name in frame.columns
                if name.startswith("Budget")
            },
            "Finish": st.column_config.DateColumn(
                format="D MMM YYYY",
                width=wide["Finish"],
                help="Forecast, else planned.",
            ),
            "Rating": st.column_config.TextColumn(
                width=wide["Rating"], help="As the sponsor rates it."
            ),
            **{
                name: st.column_config.TextColumn(width=wide[name])
                for name in ("Project", "Currency", "State", "Manager", "Sponsor")
                if name in frame
            },
        },
    )


def set_by(names: Sequence[str]) -> str:
    """Name the first two of what sets a status, and count the rest."""
    first, rest = ", ".join(names[:2]), len(names) - 2
    return words.capital(first.lower()) + (f" +{rest}" if rest > 0 else "")


def _frame(
    store: Store, actor: Actor, as_of: date | None, typed: str, state: str | None
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the table of the projects asked for, and their statuses.

    Numbers stay numbers, to be sorted as such; a pandas Styler, which could write them
    as everywhere, took two thirds of a run with 300 projects.
    """
    lines = [
        line
        for line in _rows(store, actor, as_of)
        if state in (None, line.state.value)
        and all(word in _text(line) for word in typed.split())
    ]
    labels = [f"{line.status.glyph} {line.status.word}" for line in lines]
    currencies = {line.currency for line in lines}
    money = f"Budget, {words.sign(*currencies)}" if len(currencies) == 1 else "Budget"
    frame = pd.DataFrame(
        {
            "Key": [line.key for line in lines],
            "Status": [[label] for label in labels],
            "Project": [line.name for line in lines],
            "Set by": [set_by(line.set_by) for line in lines],
            "Slip, d": pd.array([line.slip for line in lines], dtype="Int64"),
            "Over, %": _numbers(
                None if line.overrun is None else line.overrun * 100 for line in lines
            ),
            money: _numbers(line.budget for line in lines),
            "Currency": [line.currency for line in lines],
            "Finish": _days(
                line.forecast_finish or line.planned_finish for line in lines
            ),
            "State": [line.state.value for line in lines],
            "Rating": [line.rating for line in lines],
            "Manager": [line.manager for line in lines],
            "Sponsor": [line.sponsor for line in lines],
        }
    )
    silent = [name for name in TEXTS if not any(frame[name])]
    if len(currencies) <= 1:
        silent.append("Currency")
    return frame.drop(columns=silent), tuple(labels)


def new(kind: Literal["primary", "tertiary"] = "tertiary") -> None:
    """Offer to start a project; not on a page of an earlier day."""
    if page.past():
        return
    with st.popover("New project", icon=":material/add:", type=kind):
        st.text_input("Name", key="new-name", max_chars=200)
        st.text_input(
            "Key",
            key="new-key",
            max_chars=40,
            help="1 to 40 letters, digits, - or _. It stands in addresses and files.",
            placeholder="made from the name",
        )
        st.button("Start the project", type="primary", on_click=_create)


def nothing() -> None:
    """Say how to get a first project."""
    with look.empty(
        "Nothing to compare",
        "The portfolio shows every project with its health, dates and money. Start one "
        "with “New project”, or import a list of projects.",
        "grid_view",
    ):
        new("primary")
        st.page_link(
            "pages/exchange.py", label="Import a file", icon=":material/upload_file:"
        )


def told() -> None:
    """Tell the outcome of the callback that ran before this run."""
    done = st.session_state.pop(SAID, None)
    if done is not None:
        (st.toast if done[0] else st.error)(done[1])
    if st.session_state.pop("open-overview", False):
        st.switch_page("pages/overview.py")


def _create() -> None:
    name = st.session_state["new-name"].strip()
    key = st.session_state["new-key"].strip() or (name and key_from_name(name))
    if not key:
        st.session_state[SAID] = (False, "A project needs a name: write one.")
        return
    try:
        create_project(opened.store(), key, {"title": name}, actor=page.actor())
    except LinchpinError as error:
        st.session_state[SAID] = (False, str(error))
        return
    st.session_state[SAID] = (True, f"Project {key} is made.")
    st.session_state[page.PROJECT] = key
    st.session_state["open-overview"] = True
    st.session_state["new-name"] = st.session_state["new-key"] = ""


def _open() -> None:
    st.session_state[page.PROJECT] = st.session_state["portfolio-open"]["label"]
    st.session_state["open-overview"] = True


def _days(days: Iterable[date | None]) -> "pd.Series[pd.Timestamp]":
    return pd.to_datetime(pd.Series(list(days), dtype="object"))


def _numbers(values: Iterable[Decimal | float | None]) -> "pd.Series[float]":
    return pd.to_numeric(pd.Series(list(values), dtype="object"))


def _text(line: PortfolioRow) -> str:
    parts = (line.key, line.name, line.manager, line.sponsor, line.rating)
    return " ".join(parts).casefold()
