"""Tables out of the files that people have: CSV, its kin, and Excel workbooks.

The content of a file decides how it is read; its name is only for messages.
"""

from core.exchange.csv_table import read_text_table
from core.exchange.recognise import Kind, recognise
from core.exchange.shape import Cell, Line, Source, Table, shown_name
from core.exchange.totals import without_totals
from core.exchange.xlsx_table import read_workbook_table, workbook_sheets

__all__ = ["Cell", "Line", "Source", "Table", "read_table", "sheet_names"]


def read_table(file_name: str, content: bytes, *, sheet: str | None = None) -> Table:
    r"""Read the headers and lines of a file.

    Parameters
    ----------
    file_name
        For messages.
    content
        The whole file; at most 50 MB, also unpacked.
    sheet
        Name of a workbook's sheet; None takes the first one with text. A text file
        has no sheets, and ignores it.

    Returns
    -------
    Table
        At most 100,000 lines and 200 columns. Cells of a text file are text; those of
        a workbook have its types. `problems` lists the lines that are left out because
        they have more cells than the header; `source.notes` says what else to know,
        such as the totals that are left out.

    Raises
    ------
    UnreadableFileError
        If there is no table to read; the text is one sentence that says what to do.

    Examples
    --------
    >>> table = read_table("risks.csv", b"id;title\n1;Crane late\n")
    >>> table.headers, table.lines[0]
    (('id', 'title'), Line(number=2, cells=('1', 'Crane late')))
    """
    name = shown_name(file_name)
    if recognise(name, content) is Kind.WORKBOOK:
        return without_totals(read_workbook_table(name, content, sheet))
    return without_totals(read_text_table(name, content))


def sheet_names(content: bytes, *, file_name: str = "The file") -> tuple[str, ...]:
    """Return the names of a workbook's sheets; none for a text file.

    Raises
    ------
    UnreadableFileError
        If the file is neither text nor a workbook that can be read.
    """
    name = shown_name(file_name)
    if recognise(name, content) is Kind.WORKBOOK:
        return workbook_sheets(name, content)
    return ()
