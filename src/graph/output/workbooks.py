"""Workbooks as they are written: closed whole, or given up without a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def closing(book: Any) -> Iterator[None]:
    """Close a workbook of XlsxWriter at the end; what the system refused is raised as its OSError."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
    except BaseException:
        for sheet in book.worksheets():
            sheet.row_data_fh.close()  # what it would close itself when it is closed
        book.fileclosed = 1
        raise
