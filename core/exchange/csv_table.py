"""Tables in text files: CSV and its kin, whatever their encoding and delimiter."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from core.errors import UnreadableFileError
from core.exchange.guard import unguarded
from core.exchange.shape import Cell, Line, Source, Table, build_table

# In the order of trust where two fit equally well: commas also stand within amounts.
DELIMITERS = ("\t", ";", "|", ",")
NO_DELIMITER = "\x1f"  # the csv module needs one; text never holds this
SAMPLE_RECORDS = 200
SAMPLE_CHARACTERS = 200_000
END_MARK = "\0"  # no text that comes this far holds it
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_text_table(file_name: str, content: bytes) -> Table:
    """Read a table from a text file.

    Parameters
    ----------
    file_name
        As messages show it.

    Raises
    ------
    UnreadableFileError
        If it is no text, no table, or too big.
    """
    text, encoding = _decode(file_name, content)
    delimiter = guess_delimiter(text)
    source = Source(
        file_name,
        "csv",
        encoding,
        delimiter,
        notes=_encoding_notes(encoding),
    )
    try:
        table = build_table(_lines(text, delimiter, file_name), source)
    except csv.Error:
        raise UnreadableFileError(
            f"{file_name} has a cell of more than {csv.field_size_limit():,} "
            "characters; look for a quotation mark that is never closed."
        ) from None
    if any(unicodedata.category(c) == "Cc" for c in "".join(table.headers)):
        raise _no_text(file_name)
    return table


def guess_delimiter(text: str) -> str:
    r"""Return the character that splits most lines into equally many cells.

    Returns
    -------
    str
        Tab, semicolon, bar or comma; empty where the text has one column.

    Examples
    --------
    >>> guess_delimiter("name;cost\nCrane, big;1,5\n")
    ';'
    """
    for is_strict in (True, False):  # files with loose quotes fit no mark strictly
        scores = {m: _consistency(text, m, is_strict=is_strict) for m in DELIMITERS}
        best = max(DELIMITERS, key=lambda mark: scores[mark])
        if scores[best] > 0:
            return best
    return ""


def _decode(file_name: str, content: bytes) -> tuple[str, str]:
    text, encoding = _decoded(file_name, content)
    if "\0" in text:
        raise _no_text(file_name)
    return text, encoding


def _no_text(file_name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{file_name} is not a text file; save it as .xlsx or as “CSV UTF-8”."
    )


def _decoded(file_name: str, content: bytes) -> tuple[str, str]:
    if content.startswith(UTF_16_MARKS):
        try:
            return content.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise _cut_off(file_name) from None
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf_8(file_name, content, error)
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


def _refuse_damaged_utf_8(
    file_name: str, content: bytes, error: UnicodeDecodeError
) -> None:
    """Tell UTF-8 with a fault from another encoding: its other letters are whole."""
    letters = [c for c in content.decode("utf-8", "replace") if not c.isascii()]
    whole = sum(c != "\N{REPLACEMENT CHARACTER}" for c in letters)
    if not whole or whole < len(letters) - whole:
        return
    if error.reason == "unexpected end of data":
        raise _cut_off(file_name)
    line = content.count(b"\n", 0, error.start) + 1
    raise UnreadableFileError(
        f"Line {line:,} of {file_name} has a character in another encoding than the "
        "rest; save the file as “CSV UTF-8” and try again."
    )


def _cut_off(file_name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{file_name} ends in the middle of a character; export or download it again."
    )


def _encoding_notes(encoding: str) -> tuple[str, ...]:
    if encoding not in {"cp1252", "latin-1"}:
        return ()
    name = "Windows-1252" if encoding == "cp1252" else "Latin-1"
    return (f"The file is not in UTF-8; it was read as {name}.",)


def _consistency(text: str, mark: str, *, is_strict: bool) -> float:
    """Return the share of lines as wide as most are; 0 if those have one cell."""
    widths = _widths(text[:SAMPLE_CHARACTERS], mark, is_strict=is_strict)
    if len(text) > SAMPLE_CHARACTERS and len(widths) > 1:
        widths.pop()  # the sample ends in the middle of it
    if not widths:
        return 0
    width, count = Counter(widths).most_common(1)[0]
    return count / len(widths) if width > 1 else 0


def _widths(sample: str, mark: str, *, is_strict: bool) -> list[int]:
    """Count the cells of each record; of none if quotes stand where none may."""
    lines = io.StringIO(sample, newline="")
    reader = csv.reader(lines, delimiter=mark, strict=is_strict)
    widths: list[int] = []
    try:
        for record in islice(filter(None, reader), SAMPLE_RECORDS):
            widths.append(len(record))  # noqa: PERF401 - what came before an error counts
    except csv.Error as error:
        if "unexpected end of data" not in str(error):  # a quote that is still open
            return []
    return widths


def _lines(text: str, delimiter: str, file_name: str) -> Iterator[Line]:
    for number, record in _records(text, delimiter, file_name):
        texts = map(unguarded, record)
        cells: tuple[Cell, ...] = tuple(
            text if text.strip() else None for text in texts
        )
        yield Line(number, cells)


def _records(
    text: str, delimiter: str, file_name: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records, each with the line of the file where it begins."""
    # A quote that is never closed swallows the rest of the file, and this mark with
    # it; the csv module itself says nothing.
    source = chain(io.StringIO(text, newline=""), [END_MARK])
    reader = csv.reader(source, delimiter=delimiter or NO_DELIMITER)
    start = 1
    for record in reader:
        if record == [END_MARK]:
            return
        if record and record[-1].endswith(END_MARK):
            raise UnreadableFileError(
                f"Line {start:,} of {file_name} opens a quotation mark that is never "
                "closed; close it or remove it."
            )
        yield start, record
        start = reader.line_num + 1
