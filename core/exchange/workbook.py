"""Excel workbooks, opened within fixed bounds.

A workbook of a few kilobytes can unpack to gigabytes, so its unpacked size is asked
first; and whatever a damaged one makes the libraries raise becomes one plain sentence.
"""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from core.errors import UnreadableFileError

MAX_UNPACKED = 50_000_000  # bytes
MAX_STYLES = 5_000_000  # bytes; read slowly
MAX_PARTS = 5_000
PROLOG = 65_536  # bytes in which a document type would stand

# What openpyxl, zipfile and the XML parser raise over files that are not whole.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,  # of XML, by whichever parser openpyxl found
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The parts of an open workbook that its cells refer to."""

    archive: zipfile.ZipFile
    paths: Mapping[str, str]  # of every sheet, by its name
    hidden: frozenset[str]
    strings: tuple[str, ...]
    percent_styles: frozenset[int]
    inner: Any  # openpyxl's workbook: epoch and date formats

    def visible_names(self) -> list[str]:
        """Return the sheets that can be seen; all of them where none can."""
        return [name for name in self.paths if name not in self.hidden] or [*self.paths]


@contextmanager
def open_workbook(file_name: str, content: bytes) -> Iterator[Workbook]:
    """Open a workbook; while it is open, damage that shows is said in one sentence.

    Raises
    ------
    UnreadableFileError
        If the workbook is damaged, protected or too big.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bombs(file_name, archive)
            _refuse_document_types(archive)
            with warnings.catch_warnings(action="ignore"):
                yield _open(content)
    except DAMAGE:
        raise UnreadableFileError(
            f"{file_name} is damaged or was cut off; open it in your spreadsheet "
            "program and save it as .xlsx again."
        ) from None


def _refuse_bombs(file_name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError(
            f"{file_name} is protected by a password; save a copy without a password."
        )
    styles = sum(part.file_size for part in parts if part.filename == "xl/styles.xml")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or styles > MAX_STYLES or len(parts) > MAX_PARTS:
        raise UnreadableFileError(
            f"{file_name} unpacks to more than {MAX_UNPACKED // 1_000_000} MB; copy "
            "the table alone into a new workbook, or save it as CSV."
        )


def _refuse_document_types(archive: zipfile.ZipFile) -> None:
    """Take a part that declares its own entities for damage: no workbook has one.

    With lxml installed openpyxl reads such a part and leaves its entities out.
    """
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as source:
                if b"<!DOCTYPE" in source.read(PROLOG).replace(b"\0", b""):
                    raise ValueError(part.filename)


def _open(content: bytes) -> Workbook:
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    # Step by step, because load_workbook reads more than the table needs: a fault in
    # the theme or a chart would refuse a table that is whole.
    reader: Any = ExcelReader(io.BytesIO(content), True, False, True, False)  # noqa: FBT003
    reader.read_manifest()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    sheets = [
        (sheet, rel.target)
        for sheet, rel in reader.parser.find_sheets()
        if rel.target in reader.valid_files and "chartsheet" not in rel.Type
    ]
    return Workbook(
        reader.archive,
        {sheet.name: target for sheet, target in sheets},
        frozenset(sheet.name for sheet, _ in sheets if sheet.state != "visible"),
        tuple(_shared_strings(reader)),
        _percent_styles(reader.wb),
        reader.wb,
    )


def _shared_strings(reader: Any) -> Iterator[str]:
    """Yield the workbook's strings as they are, control characters included.

    openpyxl leaves `_x000D_` standing where Excel means a carriage return.
    """
    from defusedxml.ElementTree import iterparse
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return
    item, text, phonetic = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("si", "t", "rPh"))
    with reader.archive.open(part.PartName.removeprefix("/")) as source:
        for _, element in iterparse(source, forbid_dtd=True):
            if element.tag == phonetic:
                element.clear()  # how to pronounce it is no part of the text
            elif element.tag == item:
                yield unescaped("".join(t.text or "" for t in element.iter(text)))
                element.clear()


def _percent_styles(inner: Any) -> frozenset[int]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

    own = enumerate(inner._number_formats, BUILTIN_FORMATS_MAX_SIZE)  # noqa: SLF001
    formats = BUILTIN_FORMATS | dict(own)
    return frozenset(
        index
        for index, style in enumerate(inner._cell_styles)  # noqa: SLF001
        if "%" in formats.get(style.numFmtId, "")
    )


def unescaped(text: str) -> str:
    """Turn Excel's `_x000D_` into the character it stands for."""
    from openpyxl.utils.escape import unescape

    if "_x" not in text:
        return text
    # Halves of a pair become one character, and a half without its other none.
    units = unescape(text).encode("utf-16", "surrogatepass")
    return units.decode("utf-16", "replace")
