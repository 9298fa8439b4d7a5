"""Projects that were read, shared by the threads of the process.

A project is immutable, so any thread may hold it. Who may read it is asked before the
cache is, never by it.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from core.project import Project

CACHED_PROJECTS = 64


@dataclass
class ProjectCache:
    """Some projects by key and revision; the one unused for longest goes first."""

    size: int = CACHED_PROJECTS
    _kept: OrderedDict[tuple[str, int], Project] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, project: Project) -> Project:
        """Remember a project; return the value that is there already, if one is."""
        place = (project.key, project.revision)
        with self._lock:
            kept = self._kept.setdefault(place, project)
            self._kept.move_to_end(place)
            while len(self._kept) > self.size:
                self._kept.popitem(last=False)
        return kept

    def get(self, key: str, revision: int) -> Project | None:
        """Return a project at just this revision."""
        with self._lock:
            found = self._kept.get((key, revision))
            if found is not None:
                self._kept.move_to_end((key, revision))
        return found

    def before(self, key: str, revision: int) -> Project | None:
        """Return the newest revision that is older than this one."""
        return max(self._of(key, range(revision)), key=_revision, default=None)

    def after(self, key: str, revision: int, newest: int) -> Project | None:
        """Return the oldest revision that is newer than this one, up to `newest`."""
        wanted = range(revision + 1, newest + 1)
        return min(self._of(key, wanted), key=_revision, default=None)

    def _of(self, key: str, revisions: range) -> list[Project]:
        with self._lock:
            return [
                p for (k, n), p in self._kept.items() if k == key and n in revisions
            ]


def _revision(project: Project) -> int:
    return project.revision
