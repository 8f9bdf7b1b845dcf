"""Tables as offices keep them: text files of any spreadsheet program, and Excel's own workbooks.

Reads only: rows of cells with their line numbers; what they mean is for others to say.
"""

from shared.sheets.read import read
from shared.sheets.table import Cell, SheetRow, Table, column_letter

__all__ = ["Cell", "SheetRow", "Table", "column_letter", "read"]
