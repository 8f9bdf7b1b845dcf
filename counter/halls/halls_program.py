"""``antrean overview --window``: the program around the window of several halls."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from counter.halls.halls_model import HallsModel
from counter.halls.halls_window import HallsWindow
from counter.preferences import Preferences
from shared import log
from shared.clock import process_clock
from shared.config import local_folder
from shared.qt import fonts, messages, screen
from shared.qt.language import Language
from shared.qt.signals import EndSignals

NAME = "overview"
"""Under which this PC remembers the window's language and place."""


def run(sources: Sequence[Sequence[str]], lang: str | None) -> int:
    """Show the window until it is closed."""
    log.start(NAME, local_folder() / "log")
    screen.need_screen()
    app = QApplication.instance() or QApplication(["antrean"])
    assert isinstance(app, QApplication)
    messages.bridge()
    fonts.use(app)
    habits = Preferences.of(local_folder(), NAME)
    habits.apply_theme()
    language = Language(("shared", "counter"), lang or habits.language() or "id")
    model = HallsModel(sources, process_clock(), app)
    window = HallsWindow(model, language)
    signals = EndSignals(app.quit, app)
    habits.place(window)
    window.show()
    model.begin()
    code = app.exec()
    habits.keep(window, language.code)
    window.close()
    signals.close()
    language.close()
    messages.unbridge()
    return code
