"""Text that a spreadsheet would run as a formula, kept from it and given back.

A spreadsheet that opens a CSV file runs a cell that begins with one of these marks.
A leading apostrophe stops it. Text that already looks guarded gets one more, so that
what is read back is what was written, always.

References
----------
OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
"""

import re

# The wide forms are those that an East Asian spreadsheet takes for the plain ones.
MARKS = "=+\\-@\t\r\n＝＋－＠"  # noqa: RUF001
NEEDS_GUARD = re.compile(f"'*[{MARKS}]")
IS_GUARDED = re.compile(f"'+[{MARKS}]")


def guarded(text: str) -> str:
    """Return text that no spreadsheet runs.

    Examples
    --------
    >>> guarded("=1+1"), guarded("'=1+1"), guarded("it's")
    ("'=1+1", "''=1+1", "it's")
    """
    return f"'{text}" if NEEDS_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return text[1:] if IS_GUARDED.match(text) else text
