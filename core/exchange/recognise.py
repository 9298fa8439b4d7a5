"""What kind of file this is: its content says so, whatever it is called."""

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum

from core.errors import UnreadableFileError

MAX_BYTES = 50_000_000
HEAD = 4096

SAVE_AS = "open it in your spreadsheet program and save it as .xlsx or CSV"
EXPORT_AS = "export the table as .xlsx or CSV"

# First bytes of files that people pick by mistake, and what to say of them.
FIRST_BYTES: Mapping[bytes, str] = {
    b"%PDF": f"is a PDF document; {EXPORT_AS}",
    b"\x89PNG": f"is a picture; {EXPORT_AS}",
    b"\xff\xd8\xff": f"is a picture; {EXPORT_AS}",
    b"GIF8": f"is a picture; {EXPORT_AS}",
    b"{\\rtf": f"is a text document; {EXPORT_AS}",
    b"SQLite format 3": f"is a database; {EXPORT_AS}",
    b"\x1f\x8b": "is compressed; unpack it and choose the file inside",
    b"7z\xbc\xaf": "is compressed; unpack it and choose the file inside",
    b"Rar!": "is compressed; unpack it and choose the file inside",
    b"BZh": "is compressed; unpack it and choose the file inside",
    b"\xfd7zXZ": "is compressed; unpack it and choose the file inside",
}
FIRST_WORDS: Mapping[str, str] = {
    "<!doctype html": f"is a web page; {SAVE_AS}",
    "<html": f"is a web page; {SAVE_AS}",
    "<table": f"is a web page; {SAVE_AS}",
    "<?xml": f"is an XML file, and not one of Microsoft Project; {SAVE_AS}",
    "<!doctype": f"is an XML file, and not one of Microsoft Project; {SAVE_AS}",
    '{"': f"is a JSON file, not a table; {EXPORT_AS}",
    '[{"': f"is a JSON file, not a table; {EXPORT_AS}",
}
ZIP_PARTS: Mapping[str, str] = {
    "xl/workbook.bin": f"is a binary workbook (.xlsb); {SAVE_AS}",
    "word/document.xml": f"is a text document; {EXPORT_AS}",
    "ppt/presentation.xml": f"is a presentation; {EXPORT_AS}",
    "Index/Document.iwa": f"is an Apple Numbers document; {EXPORT_AS}",
}
ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """Kinds of files that hold a table."""

    TEXT = "text"
    WORKBOOK = "workbook"


def recognise(file_name: str, content: bytes) -> Kind:
    """Tell text from workbooks, and refuse what is neither.

    Raises
    ------
    UnreadableFileError
        If the file is empty, too big, or of a kind that holds no table.
    """
    if not content.strip():
        raise UnreadableFileError(
            f"{file_name} is empty; choose a file with a header line."
        )
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(
            f"{file_name} has more than {MAX_BYTES // 1_000_000} MB; split it."
        )
    if content.startswith(ZIP_STARTS):
        _refuse_other_archives(file_name, content)
        return Kind.WORKBOOK
    if said := _other_kind(content):
        raise UnreadableFileError(f"{file_name} {said}.")
    return Kind.TEXT


def _other_kind(content: bytes) -> str:
    """Say what a file is that is neither text nor workbook; empty if it may be text."""
    if content.startswith(OLE_START):
        return _ole_kind(content)
    for start, said in FIRST_BYTES.items():
        if content.startswith(start):
            return said
    head = _head(content)
    for words, said in FIRST_WORDS.items():
        if head.startswith(words):
            return said
    return ""


def _head(content: bytes) -> str:
    """Return how the text begins, in small letters and without space between."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = content[:HEAD].decode(encoding, "ignore").removeprefix("\ufeff").lstrip()
    if text.startswith(("{", "[")):
        text = "".join(text.split())
    return text.lower()


def _ole_kind(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "is protected by a password; save a copy without a password"
    return f"is in an old Office format (.xls); {SAVE_AS}"


def _refuse_other_archives(file_name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableFileError(
            f"{file_name} is damaged or was cut off; save or download it again."
        ) from None
    for part, said in ZIP_PARTS.items():
        if part in names:
            raise UnreadableFileError(f"{file_name} {said}.")
    if "content.xml" in names and "mimetype" in names:
        raise UnreadableFileError(f"{file_name} is an OpenDocument file; {SAVE_AS}.")
    if "[Content_Types].xml" not in names:
        raise UnreadableFileError(
            f"{file_name} is a ZIP archive; unpack it and choose the file inside."
        )
