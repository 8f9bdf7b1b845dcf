"""Which kind of file it is, by its first bytes: names can be wrong (many systems export a web page called .xls)."""

from collections.abc import Callable

from shared.faults import UsageFault
from shared.sheets import delimited, workbook
from shared.sheets.table import Table

LARGEST = 10 * 1024 * 1024
_REMEDY = "Save it in Excel as XLSX, or as CSV."
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document (RTF)"),
)
_PAGES = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"mime-version")


def read(content: bytes, name: str, known: Callable[[str], bool]) -> Table:
    """The table in a file; UsageFault when there is none that can be read.

    ``known`` says whether a text is a heading that is looked for: it helps to find the separator of a text file.
    """
    if len(content) > LARGEST:
        raise UsageFault(f"{name} has {len(content) // 1024 // 1024} MB.", "A table of this kind has far less than 10.")
    if content.startswith(b"PK\x03\x04"):
        return workbook.read(content, name)
    for start, kind in _OTHERS:
        if content.startswith(start):
            raise UsageFault(f"{name} is {kind}, which cannot be read here.", _REMEDY)
    if content.lstrip()[:20].lower().startswith(_PAGES):
        raise UsageFault(f"{name} is a web page or XML, whatever its name says.", _REMEDY)
    return delimited.read(content, name, known)
