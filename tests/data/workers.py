"""Processes that work on a store at once; started by the tests beside this file."""

import os
import sys
from datetime import date

from core.access import local_owner
from core.edits import Add, Change
from core.registers.catalog import RISKS
from data.local import prepare
from data.store import commit, load, open_store


def add_issues(url: str, worker: str, count: str) -> None:
    """Commit some revisions, one issue each."""
    store = open_store(url)
    for number in range(int(count)):
        add = Add("issues", {"title": f"{worker}-{number}"})
        commit(store, "PAY", [add], actor=local_owner(worker))


def change_without_end(url: str) -> None:
    """Commit pairs that belong together, and say each revision once it is made."""
    store = open_store(url)
    actor = local_owner("Ada")
    number = load(store, "PAY", actor=actor)[RISKS].records[1].version
    while True:
        edits = [
            Change("risks", 1, number, {"title": f"state {number}"}),
            Change("risks", 2, number, {"title": f"state {number}"}),
        ]
        made = commit(store, "PAY", edits, actor=actor)
        number += 1
        sys.stdout.write(f"{made.revision}\n")
        sys.stdout.flush()


def open_only(url: str) -> None:
    """Open the store, and bring the schema up to date."""
    open_store(url).close()


def start(url: str) -> None:
    """Make the store ready to be served: with samples, where it is new."""
    os.environ["LINCHPIN_DATABASE_URL"] = url
    prepare(date(2026, 11, 22))


if __name__ == "__main__":
    work = {f.__name__: f for f in (add_issues, change_without_end, open_only, start)}
    work[sys.argv[1]](*sys.argv[2:])
