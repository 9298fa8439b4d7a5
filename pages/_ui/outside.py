"""The outside view of a project at work: what finished projects make likely."""

from collections.abc import Sequence

from core.figure import Figure
from core.retrospective import outside_view
from core.retrospective.review import review
from data.workspace import project_facts
from pages._ui import look, page
from pages._ui.page import Here


def show(here: Here) -> Sequence[Figure]:
    """Show what finished projects say of this one's date and cost; none of its own."""
    if here.project.facts.is_finished:
        return ()
    known = outside_view.finished(page.workspace(project_facts))
    budget = here.memo(review, here.status_date).budget
    view = here.memo(outside_view.outside_view, budget, known)
    figures: Sequence[Figure] = here.drawn(outside_view.figures, view, here.currency)
    if figures:
        look.block(
            outside_view.headline(view, here.currency),
            f"{outside_view.title(view)}. {outside_view.warning(view)}".strip(),
        )
        look.figures(figures)
    return figures
