"""Streams of random numbers, one for each thing that is uncertain.

The stream of a thing follows from the seed and from what the thing is called, and
nothing else: whatever else is added or left out, and however the work is cut up, its
trial 17 draws the same number. Within a stream, numbers are those of SplitMix64
(Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014),
whose n-th number needs none of those before it.
"""

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray


def states(seed: int, names: Sequence[str]) -> NDArray[np.uint64]:
    """Return where the stream of each name begins.

    Examples
    --------
    >>> first, again = states(1, ["T-001"]), states(1, ["R-002", "T-001"])
    >>> bool(first[0] == again[1])
    True
    """
    key = str(seed).encode()
    digests = (blake2b(n.encode(), digest_size=8, salt=_salt(key)) for n in names)
    return np.frombuffer(b"".join(d.digest() for d in digests), dtype="<u8").copy()


def _salt(key: bytes) -> bytes:
    return blake2b(key, digest_size=blake2b.SALT_SIZE).digest()
