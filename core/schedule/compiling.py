"""Compiling the kernels: once a machine, kept beside them."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Lock
from types import FunctionType, ModuleType
from typing import Any

from core.schedule import rows

Function = Callable[..., Any]
_lock = Lock()  # the folder below is one setting for the whole process
OPTIONS: dict[str, Any] = {"cache": True, "nogil": True}


def compile_modules(
    modules: Sequence[ModuleType], *, allocates: bool = False
) -> dict[str, ModuleType]:
    """Return copies of modules in which every function is compiled.

    A copy, because the plain functions stay in use for small networks. Whatever one
    module takes from another it gets compiled, so each comes after those that it uses.

    Parameters
    ----------
    allocates
        Whether functions make arrays of their own. Where all come from the caller and
        outlive the call, counting references to them would take longer than the passes.
    """
    from numba import njit

    compiled = njit(**{**OPTIONS, "_nrt": allocates})
    with _kept(modules):
        known: dict[Function, Function] = {
            bisect_left: compiled(first_not_below),
            bisect_right: compiled(first_above),
        }
        return {module.__name__: _copy(module, known, compiled) for module in modules}


def _copy(
    module: ModuleType, known: dict[Function, Function], compiled: Function
) -> ModuleType:
    name, path = f"{module.__name__}_compiled", str(module.__file__)
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    copy = module_from_spec(spec)
    sys.modules[name] = copy  # where the cache looks up what it loads
    spec.loader.exec_module(copy)
    for key, value in list(vars(copy).items()):
        if callable(value) and value in known:
            setattr(copy, key, known[value])
        elif isinstance(value, FunctionType) and value.__module__ == name:
            done = compiled(value)
            setattr(copy, key, done)
            known[getattr(module, key)] = done
    return copy


@contextmanager
def _kept(modules: Sequence[ModuleType]) -> Iterator[None]:
    """Keep what is compiled in a folder named after the sources.

    The compiler's own cache looks only at the file of each function, and would keep
    calling an older version of what the function uses from another file. One thread at
    a time: else one takes the folder away from another, whose functions are then kept
    in the working directory.
    """
    config = import_module("numba").config  # its types know nothing of the settings
    paths = [Path(str(module.__file__)) for module in (*modules, rows)]
    stamp = blake2b(b"".join(path.read_bytes() for path in paths), digest_size=8)
    with _lock:
        before = config.CACHE_DIR
        folder = Path(before) if before else paths[0].parent / "__pycache__"
        config.CACHE_DIR = str(folder / stamp.hexdigest())
        try:
            yield
        finally:
            config.CACHE_DIR = before


def first_above(values: Any, sought: int, low: int, high: int) -> int:
    """Return the first place whose value is above one sought, as bisect_right does.

    >>> first_above([1, 3, 3, 5], 3, 0, 4)
    3
    """
    while low < high:
        middle = (low + high) // 2
        if values[middle] > sought:
            high = middle
        else:
            low = middle + 1
    return low


def first_not_below(values: Any, sought: int, low: int, high: int) -> int:
    """Return the first place whose value is not below one sought, as bisect_left does.

    >>> first_not_below([1, 3, 3, 5], 3, 0, 4)
    1
    """
    while low < high:
        middle = (low + high) // 2
        if values[middle] < sought:
            low = middle + 1
        else:
            high = middle
    return low
