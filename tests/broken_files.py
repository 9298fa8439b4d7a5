"""Files that cannot be read, and what a person must be told of each.

Made here and nowhere stored; each is built only when a test asks for it.
"""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.exchange.tables import Cell
from core.exchange.writing import Sheet, to_xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file by name, how to make its content, and words of the message it gets."""

    file_name: str
    make: Callable[[], bytes]
    says: str

    @property
    def content(self) -> bytes:
        return self.make()


def noise(seed: bytes) -> bytes:
    """Return bytes without order and without zeros."""
    return hashlib.shake_128(seed).digest(9999).replace(b"\0", b"")


def workbook_parts() -> dict[str, bytes]:
    """Return the parts of a small workbook that is whole."""
    rows: list[list[Cell]] = [["R-1", "Crane late", 4], ["R-2", "Steel dearer", 3]]
    content = to_xlsx({"Risks": Sheet(["id", "title", "likelihood"], rows)})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Return parts as a ZIP archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def workbook_with(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a small workbook with some parts replaced or added."""
    return packed({**workbook_parts(), **parts})


def sheet_xml(rows: str, *, before: str = "") -> str:
    """Return a worksheet with these rows; `before` goes above its root."""
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def workbook_of(rows: str, *, before: str = "") -> bytes:
    """Return a small workbook whose only sheet has these rows."""
    return workbook_with({SHEET: sheet_xml(rows, before=before)})


def inline(reference: str, text: str) -> str:
    """Return a cell with text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER_ROW = f'<row r="1">{inline("A1", "id")}{inline("B1", "title")}</row>'
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;">]>'
)
FILE_OF_SERVER = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def _missing(part: str) -> bytes:
    parts = workbook_parts()
    del parts[part]
    return packed(parts)


def _flipped() -> bytes:
    content = bytearray(packed(workbook_parts()))
    start = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[start : start + 20] = bytes(
        255 - byte for byte in content[start : start + 20]
    )
    return bytes(content)


def _locked() -> bytes:
    """Return a ZIP archive whose parts claim to be encrypted."""
    content = bytearray(packed(workbook_parts()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    return bytes(content)


def _lying() -> bytes:
    """Return an archive that says its sheet unpacks to 10 bytes."""
    content = bytearray(packed(workbook_parts()))
    at = content.rindex(SHEET.encode()) - 46
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(content)


def _strings(before: str, text: str) -> str:
    return (
        f'<?xml version="1.0"?>{before}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    )


def _many_rows() -> bytes:
    return workbook_of(HEADER_ROW + "<row><c><v>1</v></c></row>" * 100_001)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = b"<html><body><table><tr><td>id</td></tr></table></body></html>"
XML = '<?xml version="1.0"?>'
UNTIDY = b"Plan of 2026,final\n1,2,3,4\n2,3,4,5\n3,4,5,6\n"
EMPTY, TEXT, DAMAGED = "is empty", "is not a text file", "is damaged or was cut off"
PACKED, PICTURE, PASSWORD = "is compressed", "is a picture", "by a password"
BIG, WIDE, LONG = "unpacks to more than 50 MB", "At most 200 columns", "At most 100,000"

TEXT_FILES: Mapping[str, BrokenFile] = {
    "no byte": BrokenFile("a.csv", lambda: b"", EMPTY),
    "only blank lines": BrokenFile("a.csv", lambda: b"\r\n \n\t\n", EMPTY),
    "only a byte order mark": BrokenFile("a.csv", lambda: b"\xef\xbb\xbf", EMPTY),
    "only delimiters": BrokenFile("a.csv", lambda: b",,,\n,,,\n", EMPTY),
    "only spaces in cells": BrokenFile("a.csv", lambda: b" ; \n ; \n", EMPTY),
    "zero bytes": BrokenFile("a.csv", lambda: b"id,title\n1,\x00\n", TEXT),
    "random bytes": BrokenFile("a.csv", lambda: noise(b"1"), TEXT),
    "random bytes called xlsx": BrokenFile("a.xlsx", lambda: noise(b"2"), TEXT),
    "control characters": BrokenFile("a.csv", lambda: b"\x01\x02,\x03\n\x04,5\n", TEXT),
    "utf-16 without mark": BrokenFile(
        "a.csv", lambda: "id,title\n1,x\n".encode("utf-16-le"), TEXT
    ),
    "utf-16 cut off": BrokenFile(
        "a.csv",
        lambda: "id,title\n1,x\n".encode("utf-16")[:-1],
        "middle of a character",
    ),
    "utf-32": BrokenFile("a.csv", lambda: "id,title\n1,x\n".encode("utf-32"), TEXT),
    "utf-8 cut off": BrokenFile(
        "a.csv", lambda: "id,title\n1,é\n2,é".encode()[:-1], "middle of a character"
    ),
    "two encodings": BrokenFile(
        "a.csv", lambda: "id,é\n1,üö\n2,".encode() + b"\xe9 \n", "Line 3 of"
    ),
    "open quote": BrokenFile(
        "a.csv", lambda: b'id,title\n1,"Crane\n2,Steel\n', "Line 2 of a.csv opens"
    ),
    "open quote in the header": BrokenFile(
        "a.csv", lambda: b'"id,title\n1,Crane\n', "Line 1 of a.csv opens"
    ),
    "endless cell": BrokenFile(
        "a.csv", lambda: b"id,title\n1," + b"x" * 200_000, "131,072 characters"
    ),
    "too many lines": BrokenFile(
        "a.csv", lambda: b"id,title\n" + b"1,x\n" * 100_001, LONG
    ),
    "far too many lines": BrokenFile(
        "a.csv", lambda: b"id,title\n" + b"1,x\n" * 300_000, LONG
    ),
    "too many columns": BrokenFile(
        "a.csv", lambda: b",".join([b"h"] * 201) + b"\n", WIDE
    ),
    "title of two cells": BrokenFile("a.csv", lambda: UNTIDY, "the header in line 1"),
    "too many bytes": BrokenFile(
        "a.csv", lambda: b"id,title\n" + b"x" * 50_000_000, "more than 50 MB"
    ),
}

OTHER_KINDS: Mapping[str, BrokenFile] = {
    "pdf": BrokenFile("a.csv", lambda: b"%PDF-1.7\n", "is a PDF document"),
    "png": BrokenFile("a.csv", lambda: b"\x89PNG\r\n\x1a\n", PICTURE),
    "jpeg": BrokenFile("a.xlsx", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", PICTURE),
    "gif": BrokenFile("a.csv", lambda: b"GIF89a\x01\x00", PICTURE),
    "rich text": BrokenFile("a.csv", lambda: b"{\\rtf1\\ansi id}", "a text document"),
    "database": BrokenFile("a.csv", lambda: b"SQLite format 3\x00", "is a database"),
    "gzip": BrokenFile("a.csv.gz", lambda: gzip.compress(b"id,title\n"), PACKED),
    "7z": BrokenFile("a.7z", lambda: b"7z\xbc\xaf\x27\x1c", PACKED),
    "rar": BrokenFile("a.rar", lambda: b"Rar!\x1a\x07", PACKED),
    "bzip2": BrokenFile("a.bz2", lambda: b"BZh91AY&SY", PACKED),
    "xz": BrokenFile("a.xz", lambda: b"\xfd7zXZ\x00", PACKED),
    "web page called xls": BrokenFile("a.xls", lambda: HTML, "is a web page"),
    "web page with doctype": BrokenFile(
        "a.xls", lambda: b"\xef\xbb\xbf\n<!DOCTYPE HTML>" + HTML, "is a web page"
    ),
    "table of a web page": BrokenFile(
        "a.xls", lambda: b"<TABLE border=1><tr><td>1", "is a web page"
    ),
    "web page in utf-16": BrokenFile(
        "a.xls", lambda: HTML.decode().encode("utf-16"), "is a web page"
    ),
    "xml spreadsheet of 2003": BrokenFile(
        "a.xls",
        f'{XML}<Workbook xmlns="urn:schemas-microsoft-com:office"/>'.encode,
        "is an XML file",
    ),
    "project plan": BrokenFile(
        "a.xml", f"{XML}<Project><Tasks/></Project>".encode, "is an XML file"
    ),
    "json object": BrokenFile(
        "a.csv", lambda: json.dumps({"id": 1}, indent=1).encode(), "is a JSON file"
    ),
    "json list": BrokenFile(
        "a.csv", lambda: json.dumps([{"id": 1}], indent=1).encode(), "is a JSON file"
    ),
    "old xls": BrokenFile("a.xls", lambda: OLE, "in an old Office format (.xls)"),
    "old xls called xlsx": BrokenFile("a.xlsx", lambda: OLE, "save it as .xlsx or CSV"),
    "protected workbook": BrokenFile(
        "a.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), PASSWORD
    ),
    "word document": BrokenFile(
        "a.docx", lambda: packed({"word/document.xml": XML}), "is a text document"
    ),
    "presentation": BrokenFile(
        "a.pptx", lambda: packed({"ppt/presentation.xml": XML}), "is a presentation"
    ),
    "opendocument": BrokenFile(
        "a.ods", lambda: packed({"mimetype": "x", "content.xml": XML}), "OpenDocument"
    ),
    "binary workbook": BrokenFile(
        "a.xlsb", lambda: packed({"xl/workbook.bin": b"\x83"}), "is a binary workbook"
    ),
    "apple numbers": BrokenFile(
        "a.numbers", lambda: packed({"Index/Document.iwa": b"\x00"}), "Apple Numbers"
    ),
    "archive of tables": BrokenFile(
        "a.zip", lambda: packed({"a.csv": "id,title\n"}), "is a ZIP archive"
    ),
    "empty archive": BrokenFile("a.xlsx", lambda: packed({}), "is a ZIP archive"),
}

WORKBOOKS: Mapping[str, BrokenFile] = {
    "cut off": BrokenFile("a.xlsx", lambda: packed(workbook_parts())[:3000], DAMAGED),
    "first bytes only": BrokenFile("a.xlsx", lambda: b"PK\x03\x04\x14\x00", DAMAGED),
    "flipped bytes": BrokenFile("a.xlsx", _flipped, DAMAGED),
    "encrypted parts": BrokenFile("a.xlsx", _locked, PASSWORD),
    "zip bomb": BrokenFile(
        "a.xlsx", lambda: workbook_with({"xl/media/a.bin": bytes(50_000_001)}), BIG
    ),
    "bomb of styles": BrokenFile(
        "a.xlsx", lambda: workbook_with({"xl/styles.xml": b" " * 5_000_001}), BIG
    ),
    "bomb of parts": BrokenFile(
        "a.xlsx", lambda: workbook_with({f"xl/x{n}": b"" for n in range(5001)}), BIG
    ),
    "size that lies": BrokenFile("a.xlsx", _lying, DAMAGED),
    "far cell": BrokenFile(
        "a.xlsx",
        lambda: workbook_of(
            HEADER_ROW + f'<row r="1048576">{inline("XFD1048576", "x")}</row>'
        ),
        WIDE,
    ),
    "far column": BrokenFile(
        "a.xlsx", lambda: workbook_of(f'<row r="1">{inline("GS1", "x")}</row>'), WIDE
    ),
    "too many rows": BrokenFile("a.xlsx", _many_rows, LONG),
    "title of two cells in a sheet": BrokenFile(
        "a.xlsx",
        lambda: workbook_of(
            HEADER_ROW
            + "".join(
                f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="C{n}"><v>2</v></c></row>'
                for n in range(2, 6)
            )
        ),
        "the header in line 1",
    ),
    "entity bomb in the sheet": BrokenFile(
        "a.xlsx", lambda: workbook_of(inline("A1", "&c;"), before=BOMB), DAMAGED
    ),
    "entity bomb in the strings": BrokenFile(
        "a.xlsx", lambda: workbook_with({STRINGS: _strings(BOMB, "&c;")}), DAMAGED
    ),
    "entity bomb in the workbook": BrokenFile(
        "a.xlsx",
        lambda: workbook_with({"xl/workbook.xml": f"{XML}{BOMB}<x>&c;</x>"}),
        DAMAGED,
    ),
    "entity bomb in the styles": BrokenFile(
        "a.xlsx",
        lambda: workbook_with({"xl/styles.xml": f"{XML}{BOMB}<x>&c;</x>"}),
        DAMAGED,
    ),
    "entity bomb in the contents": BrokenFile(
        "a.xlsx",
        lambda: workbook_with({"[Content_Types].xml": f"{XML}{BOMB}<x>&c;</x>"}),
        DAMAGED,
    ),
    "file of the server": BrokenFile(
        "a.xlsx",
        lambda: workbook_with({STRINGS: _strings(FILE_OF_SERVER, "&a;")}),
        DAMAGED,
    ),
    "document type": BrokenFile(
        "a.xlsx", lambda: workbook_of(HEADER_ROW, before="<!DOCTYPE x>"), DAMAGED
    ),
    "no workbook part": BrokenFile(
        "a.xlsx", lambda: _missing("xl/workbook.xml"), DAMAGED
    ),
    "no list of contents": BrokenFile(
        "a.xlsx", lambda: _missing("[Content_Types].xml"), "is a ZIP archive"
    ),
    "no strings": BrokenFile("a.xlsx", lambda: _missing(STRINGS), DAMAGED),
    "no sheet": BrokenFile("a.xlsx", lambda: _missing(SHEET), "has no sheet with text"),
    "empty sheet": BrokenFile(
        "a.xlsx", lambda: workbook_of(""), "has no sheet with text"
    ),
    "sheet of blanks": BrokenFile(
        "a.xlsx",
        lambda: workbook_of(f'<row r="1">{inline("A1", " ")}</row>'),
        "has no sheet with text",
    ),
    "string that is not there": BrokenFile(
        "a.xlsx",
        lambda: workbook_of('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'),
        DAMAGED,
    ),
    "number that is none": BrokenFile(
        "a.xlsx",
        lambda: workbook_of('<row r="1"><c r="A1"><v>seven</v></c></row>'),
        DAMAGED,
    ),
    "place that is none": BrokenFile(
        "a.xlsx", lambda: workbook_of(f'<row r="1">{inline("11", "x")}</row>'), DAMAGED
    ),
    "row that is none": BrokenFile(
        "a.xlsx", lambda: workbook_of(f'<row r="x">{inline("A1", "x")}</row>'), DAMAGED
    ),
    "sheet that is no xml": BrokenFile(
        "a.xlsx", lambda: workbook_with({SHEET: "id,title"}), DAMAGED
    ),
    "sheet that breaks off": BrokenFile(
        "a.xlsx", lambda: workbook_with({SHEET: sheet_xml(HEADER_ROW)[:-20]}), DAMAGED
    ),
}

BROKEN_FILES: Mapping[str, BrokenFile] = {**TEXT_FILES, **OTHER_KINDS, **WORKBOOKS}
