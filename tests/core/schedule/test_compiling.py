"""What is compiled is kept beside its sources, whoever compiles at the same time."""

from pathlib import Path
from threading import Event, Thread

import pytest

from core.schedule import compiling
from core.schedule.kernels import forward, worktime
from core.simulation.kernels import walking

numba = pytest.importorskip("numba")


def folder(*modules: object) -> str:
    with compiling._kept(modules):  # type: ignore[arg-type]
        found: str = numba.config.CACHE_DIR
    return found


def test_each_set_of_sources_has_a_folder_beside_the_first_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", "")
    for module in (worktime, walking):
        found = Path(folder(module))
        assert found.parent == Path(str(module.__file__)).parent / "__pycache__"
    assert folder(worktime) != folder(worktime, forward)
    assert numba.config.CACHE_DIR == ""


def test_two_threads_never_take_the_folder_from_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", "")
    alone, seen = folder(walking), []
    is_in, may_go = Event(), Event()

    def first() -> None:
        with compiling._kept([worktime]):
            is_in.set()
            may_go.wait(10)
            seen.append(numba.config.CACHE_DIR)

    def second() -> None:
        seen.append(folder(walking))

    threads = [Thread(target=first), Thread(target=second)]
    threads[0].start()
    assert is_in.wait(10)
    threads[1].start()
    threads[1].join(0.1)
    assert seen == [], "the second waits for the first"
    may_go.set()
    for thread in threads:
        thread.join(10)
    assert seen == [folder(worktime), alone]
    assert numba.config.CACHE_DIR == ""
