"""Keys of projects: short names that a file name, an address and a person can carry."""

import hashlib
import re
import unicodedata
from collections.abc import Container

LONGEST_KEY = 40
KEY = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_KEY}}}")
ALLOWED_KEY = f"1 to {LONGEST_KEY} letters, digits, - or _"
DIGEST = 6  # characters that set apart two names with the same beginning


def is_key(text: str) -> bool:
    """Whether a project may have this key.

    >>> is_key("PAY-2"), is_key("a b"), is_key("")
    (True, False, False)
    """
    return KEY.fullmatch(text) is not None


def key_from_name(name: str) -> str:
    """Make a key of a project's name: always the same for the same name.

    >>> key_from_name("Größe & Umfang"), key_from_name("Crossrail")
    ('Grosse-Umfang', 'Crossrail')
    """
    folded = unicodedata.normalize("NFKD", name.replace("ß", "ss"))
    ascii_text = folded.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-")
    if slug and len(slug) <= LONGEST_KEY:
        return slug
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:DIGEST]
    start = slug[: LONGEST_KEY - DIGEST - 1].rstrip("-") or "project"
    return f"{start}-{digest}"


def free_key(name: str, taken: Container[str]) -> str:
    """Make a key of a project's name that no other project has.

    >>> free_key("A/B", {"A-B"})
    'A-B-2'
    """
    key, number = key_from_name(name), 1
    candidate = key
    while candidate in taken:
        number += 1
        ending = f"-{number}"
        candidate = key[: LONGEST_KEY - len(ending)] + ending
    return candidate
