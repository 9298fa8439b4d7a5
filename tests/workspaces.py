"""Workspaces for the tests of pages: databases to be copied, one for each test."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.access import local_owner
from core.edits import Add
from data.samples import load_samples
from data.store import commit, create_project, open_store


def make_empty(folder: Path) -> Path:
    """Make a database without a project."""
    file = folder / "linchpin.db"
    open_store(f"sqlite:///{file}").close()
    return file


def make_sample(empty: Path, folder: Path) -> Path:
    """Make a database with the sample workspace, whose story ends yesterday."""
    file = Path(shutil.copy(empty, folder))
    store = open_store(f"sqlite:///{file}")
    load_samples(store, today=datetime.now(UTC).date())
    store.close()
    return file


def make_small(empty: Path, folder: Path) -> Path:
    """Make two projects: PAY, with five risks and lately a sixth, and IDP, with one."""
    file = Path(shutil.copy(empty, folder))
    store, bob = open_store(f"sqlite:///{file}"), local_owner("Bob")
    begun, lately = (datetime.now(UTC) - timedelta(days=d) for d in (200, 30))
    risks = [Add("risks", {"title": f"Risk {n}", "owner": "Ann"}) for n in range(1, 6)]
    mitigation = Add("mitigations", {"title": "Rent one", "risk": "R-001"})
    lesson = Add("lessons", {"title": "Ask early"})
    create_project(store, "IDP", {"title": "Identity"}, actor=bob, at=begun)
    commit(store, "IDP", [Add("risks", {"title": "Other"})], actor=bob, at=begun)
    create_project(store, "PAY", {"title": "Payments"}, actor=bob, at=begun)
    commit(store, "PAY", [*risks, mitigation, lesson], actor=bob, at=begun)
    commit(store, "PAY", [Add("risks", {"title": "Risk 6"})], actor=bob, at=lately)
    store.close()
    return file
