"""Tables as offices keep them: text files of any spreadsheet program, and Excel's own workbooks.

It only reads: rows of cells with their line numbers; other modules decide what they mean.
"""

from shared.sheets.read import read
from shared.sheets.table import Cell, SheetRow, Table, column_letter

__all__ = ["Cell", "SheetRow", "Table", "column_letter", "read"]
