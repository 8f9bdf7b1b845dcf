"""The quick card that lies at a counter, A5, to print: ``python -m shared.tools.guides.quick_card docs/guides``.

Its keys and words are the bar's own, so the card says what the officer sees.
"""

import html
import os
import sys
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from counter import screen_text
from counter.desk.acts import BUTTONS, LISTS_KEY, UNDO_KEY, WHY_KEY
from counter.localise import Localiser
from shared.qt import fonts
from shared.qt.language import Language
from shared.qt.theme import Theme

NAMES = {"id": "kartu-loket.pdf", "en": "counter-card.pdf"}
MARGIN_MM = 9
_DPI = 300
_WORDS = {
    "id": {
        "title": "Antrean di loket",
        "loop": "Setiap pengunjung: F1 memanggil, F3 mulai melayani, lalu F1 lagi.",
        "undo": "Salah tekan? Batalkan dalam sepuluh detik",
        "out": "Folder bersama tidak menjawab: layani yang sedang di loket; F4 dan F5 tetap tersimpan di PC ini. "
        "Memanggil lagi bisa setelah tersambung kembali.",
        "who": "Teknisi: ____________________   Pengelola: ____________________",
        "lists": "Yang menunggu, yang ditunda, yang tidak hadir.",
        "why": "Alasan nomor ini dipanggil.",
    },
    "en": {
        "title": "The queue at your counter",
        "loop": "Every visitor: F1 calls, F3 starts serving, then F1 again.",
        "undo": "Pressed the wrong key? Take it back within ten seconds",
        "out": "The share does not answer: serve whoever is at the counter; F4 and F5 are kept on this PC. "
        "Calling works again once it is back.",
        "who": "Technician: ____________________   Supervisor: ____________________",
        "lists": "Who waits, who is held, who did not come.",
        "why": "The reason why this number was called.",
    },
}


def make(folder: Path) -> list[Path]:
    """Both cards."""
    app = QApplication.instance() or QApplication(["antrean"])
    assert isinstance(app, QApplication)
    fonts.use(app)
    folder.mkdir(parents=True, exist_ok=True)
    return [card(folder / name, lang) for lang, name in NAMES.items()]


def card(path: Path, lang: str) -> Path:
    """One card. It is one page: AssertionError when the words do not fit any more."""
    language = Language(("shared", "counter"), lang)
    try:
        page = _html(lang)
    finally:
        language.close()
    writer = QPdfWriter(str(path))
    writer.setTitle(_WORDS[lang]["title"])
    writer.setCreator("Antrean")
    writer.setResolution(_DPI)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A5),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setHtml(page)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    assert document.pageCount() == 1, f"{path.name} has {document.pageCount()} pages"
    document.print_(writer)
    return path


def _html(lang: str) -> str:
    say, words, colours = Localiser(lang).translate, _WORDS[lang], Theme.instance().palette
    rows = [(look.key, say(look.word), say(look.hint)) for look in BUTTONS.values()]
    rows += [(LISTS_KEY, say(screen_text.LISTS), words["lists"]), (WHY_KEY, say(screen_text.WHY), words["why"])]
    style = f"font-family: '{fonts.FAMILY}'; font-size: 11pt; color: {colours.ink};"
    dark = f"background-color: {colours.accent}; color: {colours.on_accent};"
    body = "".join(
        f"<tr><td width='14%' valign='middle' align='center' style='{dark}'><b>{key}</b></td>"
        f"<td width='34%' valign='middle'><b>{html.escape(name)}</b></td>"
        f"<td valign='middle' style='font-size: 9.5pt;'>{html.escape(hint)}</td></tr>"
        for key, name, hint in rows
    )
    return (
        f"<div style=\"{style}\"><p style='font-size: 17pt; margin: 0;'><b>{words['title']}</b></p>"
        f"<p style='margin: 4pt 0 6pt 0;'>{words['loop']}</p>"
        f"<table width='100%' cellspacing='2' cellpadding='6'>{body}</table>"
        f"<p style='margin: 12pt 0 0 0;'><b>{UNDO_KEY}</b>&nbsp; {words['undo']}</p>"
        f"<p style='margin: 8pt 0 0 0;'>{words['out']}</p>"
        f"<p style='margin: 16pt 0 0 0; font-size: 10pt;'>{words['who']}</p></div>"
    )


def main() -> int:
    """The command."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for path in make(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())


__all__ = ["NAMES", "card", "make"]
