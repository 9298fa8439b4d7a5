"""What an import did or would do, in sentences."""

import pytest

from core.edits import Add
from core.errors import Problem
from core.exchange.importing import ImportPreview, ImportRow, RowVerb
from core.exchange.outcome import hindrance, sentence, verdict
from core.project import Project

BAD = Problem("Likelihood", "is not allowed", value="9", line=9)


def found(added: int = 0, unchanged: int = 0, bad: int = 0) -> ImportPreview:
    verbs = [RowVerb.ADD] * added + [RowVerb.UNCHANGED] * unchanged
    rows = tuple(
        ImportRow("risks", "PAY", i, "", None, v, edits=_edits(v))
        for i, v in enumerate(verbs, 2)
    )
    return ImportPreview(rows, (BAD,) * bad)


def _edits(verb: RowVerb) -> tuple[Add, ...]:
    return (Add("risks", {}),) if verb is RowVerb.ADD else ()


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        (found(2, bad=1), "Risks: two entries to add; one problem"),
        (found(1, 40), "Risks: one entry to add, 40 unchanged; no problems"),
        (found(), "Risks: nothing to import; no problems"),
    ],
)
def test_a_verdict_counts_in_words_throughout(shown: ImportPreview, says: str) -> None:
    assert verdict("Risks", shown) == says


@pytest.mark.parametrize(
    ("shown", "done", "says"),
    [
        (found(2, 1), True, "Two entries added, one unchanged in PAY."),
        (found(2, bad=2), True, "Two entries added in PAY; one line left out."),
        (found(0, 3), True, "Three entries unchanged."),
        (
            found(1),
            False,
            "One entry would be added in PAY. Nothing was written: this was a dry run.",
        ),
    ],
)
def test_a_sentence_says_what_was_done(
    *,
    shown: ImportPreview,
    done: bool,
    says: str,
) -> None:
    assert sentence(shown, {"PAY": Project("PAY")} if done else None) == says


@pytest.mark.parametrize(
    ("shown", "skip", "says"),
    [
        (found(2), False, ""),
        (found(2, bad=1), True, ""),
        (
            found(2, bad=1),
            False,
            (
                "One problem stands against it: mend the file or the mapping, or leave "
                "that line out."
            ),
        ),
        (
            found(0, 2),
            False,
            "Nothing to import: what the file says stands there already.",
        ),
        (found(bad=1), True, "Nothing to import: no line of the file can be read."),
        (
            found(),
            False,
            "Nothing to import: no line stands below the header of the file.",
        ),
    ],
)
def test_what_hinders_an_import_is_said(
    *,
    shown: ImportPreview,
    skip: bool,
    says: str,
) -> None:
    assert hindrance(shown, skip_bad=skip) == says
