"""Promise: how sure it must be, then date and money, why, what helps."""

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from core import simulated_gaps
from core import simulated_words as words
from core.charts.distribution import chart_words, cost_chart, finish_chart, loss_chart
from core.charts.settling import settling
from core.charts.tornado import tornado, tornado_words
from core.figure import Figure
from core.registers.catalog import MITIGATIONS
from core.simulated_answer import Answer, Question, answer
from core.simulated_causes import Cause, MitigationWorth, causes, worth
from core.simulated_figures import key_figures
from core.simulated_kept import kept_words
from core.simulated_sections import SEED, TRIALS
from core.simulation.sensitivity import Outcome
from pages._ui import look, outside, risk_promise_gaps, risk_promise_keep, working
from pages._ui.page import Here

CONFIDENCES = (50, 60, 70, 75, 80, 85, 90, 95)
MOST_TRIALS = 100_000
ASKED = "promise-asked"
CONFIDENCE = "promise-confidence"
STABLE = "promise-stable"
TRIALS_FIELD, SEED_FIELD = "promise-trials", "promise-seed"
TRIED = 10  # causes that are tried one by one, for the finish and for the cost
PARTS = ("How it spreads", "Why", "What helps", "Keep")


def show(here: Here) -> Sequence[Figure]:
    """Answer what can be promised; return the figures of the answer."""
    look.block(
        "What can we promise?",
        "The plan and the budget are run through thousands of times, each time with "
        "other durations, costs and risks. Pick how sure a promise must be.",
    )
    if simulated_gaps.is_empty(here.project):
        risk_promise_gaps.nothing(here)
        return ()
    question = _question(here)
    risk_promise_gaps.show(here)
    asked = _answer(here, question)
    if asked is None:
        return ()
    figures = key_figures(asked)
    st.markdown(f"**{look.safe(words.headline(asked))}**")
    look.figures(figures)
    for sentence in (words.together_words(asked), *asked.made.remarks):
        if sentence:
            look.foot(sentence)
    parts = st.tabs(PARTS, key="promise-part", on_change="rerun")
    shows = (_spread, _why, _helps, _kept)
    for part, draw in zip(parts, shows, strict=True):
        if part.open:
            with part:
                draw(here, asked)
    look.foot(words.settled_words(asked))
    return (*figures, *outside.show(here))


def _question(here: Here) -> Question:
    """Ask how sure it must be, and behind a button how it is computed."""
    usual = here.project.settings.promise_confidence
    with st.container(horizontal=True, vertical_alignment="bottom"):
        percent = st.select_slider(
            "Confidence",
            sorted({*CONFIDENCES, usual}),
            usual,
            format_func=lambda value: f"{value} %",
            key=CONFIDENCE,
            width=360,
        )
        opened = look.popover("Trials and seed", "tune", "promise-how")
        if opened is not None:
            with opened:
                stable = st.toggle("Stop when the answer is stable", key=STABLE)
                st.number_input(
                    "Trials",
                    100,
                    MOST_TRIALS,
                    TRIALS,
                    1000,
                    key=TRIALS_FIELD,
                    disabled=stable,
                )
                st.number_input(
                    "Seed",
                    0,
                    1_000_000,
                    SEED,
                    key=SEED_FIELD,
                    help="The same seed gives the same answer.",
                )
    state = st.session_state
    trials = None if state.get(STABLE) else int(state.get(TRIALS_FIELD, TRIALS))
    return Question(int(percent), trials, int(state.get(SEED_FIELD, SEED)))


def _answer(here: Here, question: Question) -> Answer | None:
    """Run the trials, once somebody has asked for them in this tab."""
    if not st.session_state.get(ASKED):
        many = question.trials
        st.button(
            "Run until it is stable" if many is None else f"Run {many:,} trials",
            icon=":material/casino:",
            type="primary",
            key="promise-run",
            help="Answers with a date and an amount; takes a second or two.",
            on_click=_ask,
        )
        if said := here.memo(kept_words):
            st.markdown(f"**Answered last:** {look.safe(said)}")
        return None
    key = _key(here, question, "trials")
    run = partial(answer, here.project, question, here.status_date)
    wanted = 3 * (question.trials or TRIALS)
    made: Answer | None = working.follow(key, run, wanted, "trials")
    if made is None:
        del st.session_state[ASKED]
        st.button("Try again", key="promise-again", on_click=_ask)
        return None
    return replace(made, question=question)


def _ask() -> None:
    st.session_state[ASKED] = True


def _key(here: Here, question: Question, what: str, percent: int = 0) -> Hashable:
    project = here.project
    run = (question.trials, question.seed, here.status_date)
    return (what, project.key, project.revision, *run, percent)


def _spread(here: Here, asked: Answer) -> None:
    """Show how finish and cost spread, and what is lost how often."""
    made, at, mode = asked.made, asked.question.percent, look.mode()
    alt = chart_words(made, at)
    left, right = st.columns(2, gap="medium")
    if made.planned_finish is not None:
        with left:
            look.block(
                words.finish_title(made),
                "Bars = trials, line = share that is finished.",
            )
            look.chart(here.drawn(finish_chart, made, at, mode), "promise-finish", alt)
    with right:
        look.block(
            words.cost_title(made, asked.currency),
            "Bars = trials, line = share that costs no more.",
        )
        chart = here.drawn(cost_chart, made, at, asked.currency, mode)
        look.chart(chart, "promise-cost", alt)
    left, right = st.columns(2, gap="medium")
    with left:
        look.block(words.cases_title(asked), "The same trials, three times.")
        names = ("Run", f"Finish, P{at}", "To now", f"Cost, P{at}", "To now ")
        rows = words.case_rows(asked)
        cells = [list(map(look.tight, column)) for column in zip(*rows, strict=True)]
        look.table(dict(zip(names, cells, strict=True)), alt="The three runs compared")
    with right:
        title = words.loss_title(made, asked.currency)
        look.block(title, "How often the budget is exceeded by at least so much.")
        losses = made.losses()
        look.chart(loss_chart(losses, asked.currency, mode), "promise-loss", title)
    title = words.settled_title(asked)
    look.block(title, "Band = one standard error to each side, as trials were added.")
    look.chart(settling(made.convergence(at), asked.currency, mode), "settled", title)


def _why(here: Here, asked: Answer) -> None:
    """Show what moves finish and cost most."""
    question, made = asked.question, asked.made

    def run(watch: working.Watch) -> tuple[Sequence[Cause], Sequence[Cause]]:
        percent = question.percent
        return (
            causes(made, Outcome.FINISH, percent, watch),
            causes(made, Outcome.COST, percent, watch),
        )

    key = _key(here, question, "why", question.percent)
    wanted = 2 * TRIED * made.trials
    found = working.follow(key, run, wanted, "trials")
    if found is None:
        return
    note = f"What the P{question.percent} would lose if that one thing were certain."
    for column, causing, what, currency in zip(
        st.columns(2, gap="medium"),
        found,
        ("finish", "cost"),
        (None, asked.currency),
        strict=True,
    ):
        with column:
            look.block(words.cause_title(causing, what), f"{note} Orange = risk.")
            chart = tornado(causing, currency, look.mode())
            look.chart(chart, f"promise-why-{what}", tornado_words(causing))
    _critical(here, asked)


def _critical(here: Here, asked: Answer) -> None:
    rows = words.activity_rows(asked.made)
    look.block(
        words.activity_title(asked.made),
        "Criticality = share of the trials in which it drives the finish; cruciality = "
        "rank correlation of its duration with the project's.",
    )
    if not rows:
        return
    references, titles, critical, crucial = zip(*rows, strict=True)
    look.table(
        {
            "Ref": [look.link("schedule", r, here.project.key) for r in references],
            "Activity": list(map(look.safe, titles)),
            "Criticality": list(map(look.tight, critical)),
            "Cruciality": list(map(look.tight, crucial)),
        },
        alt="Activities by criticality and cruciality",
    )


def _helps(here: Here, asked: Answer) -> None:
    """Show what each open mitigation takes off, less its price."""
    question, made = asked.question, asked.made
    many = len(here.project[MITIGATIONS].live)

    def run(watch: working.Watch) -> Sequence[MitigationWorth]:
        return worth(made, question.percent, watch)

    key = _key(here, question, "helps", question.percent)
    found = working.follow(key, run, (many + 1) * made.trials, "trials")
    if found is None:
        return
    look.block(
        words.worth_title(found),
        f"What each alone takes off the P{question.percent}; net = cost taken off less "
        "its price.",
    )
    if not found:
        look.foot(
            "Give the mitigations of open risks a “Cuts probability by (%)” or a “Cuts "
            "impact by (%)”."
        )
        return
    rows = words.worth_rows(found, asked.currency)
    references, *others = zip(*rows, strict=True)
    cells: dict[str, Sequence[str]] = {
        "Ref": [look.link("risks", r, here.project.key) for r in references]
    }
    names = ("Mitigation", "Days off", "Cost off", "Price", "Net")
    for name, column in zip(names, others, strict=True):
        cells[name] = [look.safe(cell) for cell in column]
    look.table(cells, alt="Mitigations by what they are worth")


def _kept(here: Here, asked: Answer) -> None:
    key = _key(here, asked.question, "kept", asked.question.percent)
    risk_promise_keep.show(here, asked, key, 2 * TRIED + 1)
