"""The start-up that kiosk, display and counter share: one Qt program around one store thread.

A program's ``run(options)`` makes a :class:`Program`, builds its windows on it and answers ``program.run()``::

    program = Program(options, parts=("shared", "display"), pace=Pace.DISPLAY)
    model = BoardModel(program.worker, program.language)
    window = program.load(QML / "Main.qml", {"board": model})
    return program.run()

Everything is closed in the order that Qt needs: engine and windows before the view models they show.
"""

import logging
import sys
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickWindow
from PySide6.QtQuickControls2 import QQuickStyle
from PySide6.QtWidgets import QApplication, QWidget

from shared import launcher, log
from shared.clock import process_clock
from shared.config import Options, local_folder
from shared.domain.hall_data.hall import Hall
from shared.faults import EnvironmentFault, Fault, Kind, UsageFault
from shared.qt import fonts, messages, screen
from shared.qt.caretaker import Caretaker
from shared.qt.garbage import GuiGarbage
from shared.qt.language import Language
from shared.qt.signals import EndSignals
from shared.qt.theme import Theme
from shared.qt.updating import Updater
from shared.qt.watchdog import Slumber, Watchdog
from shared.qt.worker import StoreWorker
from shared.store.live.thread import PollPace, ShareState
from shared.store.record.clock_guard import refuse_pretended
from shared.text.languages import pick
from shared.text.plain_sentences import at_terminal
from shared.updates import switching

QML = Path(__file__).parent.parent / "qml"
_log = logging.getLogger("antrean.program")

_HOPELESS = frozenset({Kind.NO_HALL, Kind.WRONG_HALL, Kind.NEWER_SCHEMA, Kind.UNSAFE_SHARE, Kind.CORRUPT})
"""Faults that waiting does not end. Before the hall was ever opened they end the program (exit 3)."""


def to_log(kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
    """An uncaught exception (a bug in a slot) is logged, and the program goes on."""
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    _log.error("a bug: %s", error, exc_info=(kind, error, trace))


class Program(QObject):
    """One running program: application, clock, store worker, theme, language, watchdog.

    Attributes:
        survives: whether the program can begin without its hall (a kiosk that has numbers leased).
    """

    def __init__(
        self,
        options: Options,
        *,
        parts: tuple[str, ...],
        pace: PollPace,
        widgets: bool = False,
        cursor: int | None = None,
    ) -> None:
        """Make ready.

        ``parts`` are the translation catalogues; ``widgets`` makes a QApplication; the events
        after ``cursor`` come as news. A clock that cannot be understood raises UsageFault, missing fonts and a
        folder that cannot be written EnvironmentFault.
        """
        log.start(pace.name.lower(), local_folder() / "log")
        self.clock = process_clock()
        screen.choose_renderer(options.renderer)
        self.app: QGuiApplication = _application(widgets)
        super().__init__()
        self._garbage = GuiGarbage(self)
        self.options = options
        self.survives = False
        messages.bridge()
        self._hook = sys.excepthook
        sys.excepthook = to_log
        fonts.use(self.app)
        self.theme = Theme.instance()
        self.language = Language(parts, options.lang or "id")
        self.worker = StoreWorker(options.hall, options.device, self.clock, pace, cursor=cursor)
        self._caretaker = Caretaker(self.worker, options.hall, self)
        self.updater = Updater(self.worker, options.hall, self._start_again, self)
        self.app.installEventFilter(self.updater)
        self._known = False
        self._fault: Fault | None = None
        self.worker.share.connect(self._share_told)
        self.worker.hall.connect(self._hall_told)
        self._engine: QQmlApplicationEngine | None = None
        self._windows: list[QWindow | QWidget] = []
        self._guard: screen.Guard | None = None
        self._watchdog = Watchdog(self)
        self.slumber = Slumber(self)
        self._signals = EndSignals(self.leave, self)
        self._at_end: list[Callable[[], None]] = []

    # ----- building

    def load(
        self,
        main: Path,
        initial: Mapping[str, QObject],
        imports: tuple[Path, ...] = (),
        images: Mapping[str, QQuickImageProvider] = MappingProxyType({}),
    ) -> QQuickWindow:
        """Load a QML window; the language switches it live.

        ``initial`` fills its required properties, ``images`` paint what ``image://NAME/`` asks for.
        """
        QQuickStyle.setStyle("Basic")
        engine = QQmlApplicationEngine()
        self._engine = engine
        for folder in (QML, *imports):
            engine.addImportPath(str(folder))
        for name, provider in images.items():
            engine.addImageProvider(name, provider)
        engine.setInitialProperties(dict(initial))
        engine.load(QUrl.fromLocalFile(str(main)))
        roots = engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise EnvironmentFault(Kind.BUG, f"{main.name} could not be shown.", "See the log; install Antrean again.")
        self.language.changed.connect(engine.retranslate)
        self._windows.append(roots[0])
        return roots[0]

    def add_window(self, window: QWindow | QWidget) -> None:
        """A window that the program made by itself (Widgets): known to the driver, closed at the end."""
        self._windows.append(window)

    def windows(self) -> list[QWindow | QWidget]:
        """The windows that exist."""
        return list(self._windows)

    def show(self, window: QWindow | QWidget, *, public: bool = True, own_keys: bool = False) -> None:
        """Show a window, full screen unless ``--windowed``; a public one has no pointer and cannot be closed.

        ``own_keys``: the window takes every key itself.
        """
        at = self.options.at
        there = QGuiApplication.screenAt(QPoint(*at)) if at is not None else None
        if there is not None:
            window.setScreen(there)
        if self.options.windowed:
            window.show()
            return
        if public:
            self._guard = screen.Guard(self, keys=not own_keys)
            self.app.installEventFilter(self._guard)
            screen.hide_pointer()
        screen.cover_screen(window)

    def at_end(self, act: Callable[[], None]) -> None:
        """Run something when the program ends; the last one added runs first."""
        self._at_end.append(act)

    # ----- running

    def run(self) -> int:
        """Start the store thread, run the event loop, clean up. Answers the exit code."""
        drive = self.options.drive
        if drive is not None:
            from shared.qt import remote_control  # noqa: PLC0415 - only the demo and the tests are driven

            remote_control.install(self.app, self.windows, drive)
        if self.options.at is not None and self.options.windowed and self._windows:
            window = self._windows[0]
            (window.move if isinstance(window, QWidget) else window.setPosition)(*self.options.at)
        self.worker.start()
        self._caretaker.begin()
        self.updater.begin()
        self._watchdog.start()
        self.slumber.start()
        code = self.app.exec()
        self._tidy()
        if self._fault is None:
            return code
        if isinstance(self._fault, EnvironmentFault) and self._fault.kind is Kind.NO_HALL:
            switching.was_not_its_fault()
        sentence, remedy = map(at_terminal, (self._fault.sentence, self._fault.remedy))
        sys.stderr.write(f"antrean: {sentence}\n" + (f"  {remedy}\n" if remedy else ""))
        return 2 if isinstance(self._fault, UsageFault) else 3

    def leave(self, code: int = 0) -> None:
        """End the program normally."""
        if self._guard is not None:
            self._guard.leaving = True
        self.app.exit(code)

    def _start_again(self) -> None:
        """End so that the launcher starts another version."""
        _log.info("a newer version takes over")
        self._fault = None
        self.leave(launcher.RESTART)

    def end_with(self, fault: Fault) -> None:
        """End the program with a sentence: exit 2 for a usage fault, 3 for one of the environment."""
        self._fault = self._fault or fault
        self.leave()

    @Slot(object)
    def admit(self, hall: Hall) -> None:
        """A hall that is remembered while its share is gone: end where a pretended clock may not be used."""
        try:
            refuse_pretended(hall, self.clock)
        except EnvironmentFault as fault:
            self.end_with(fault)

    def _share_told(self, state: ShareState) -> None:
        if self.updater.refused(state):
            return
        begun = self._known or self.survives
        if not state.ok and (state.kind is Kind.PRETENDED or (state.kind in _HOPELESS and not begun)):
            self.end_with(EnvironmentFault(state.kind or Kind.NO_HALL, pick(state.sentence, self.language.code)))

    def _hall_told(self, _hall: object) -> None:
        self._known = True

    def _tidy(self) -> None:
        self._watchdog.stop()
        self.slumber.stop()
        self._caretaker.end()
        self.updater.end()
        self.app.removeEventFilter(self.updater)
        for act in reversed(self._at_end):
            act()
        self.worker.stop()
        if self._guard is not None:
            self.app.removeEventFilter(self._guard)
            QGuiApplication.restoreOverrideCursor()
        if self._engine is not None:
            shiboken6.delete(self._engine)
            self._engine = None
        for window in self._windows:
            if isinstance(window, QWidget) and shiboken6.isValid(window):
                window.close()
        self._windows = []
        self.language.close()
        self._signals.close()
        self._garbage.stop()
        sys.excepthook = self._hook
        messages.unbridge()


def _application(widgets: bool) -> QGuiApplication:
    """The process's application, made once."""
    there = QCoreApplication.instance()
    if isinstance(there, QGuiApplication):
        return there
    screen.need_screen()
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    kind: Any = QApplication if widgets else QGuiApplication
    app: QGuiApplication = kind(["antrean"])
    app.setApplicationName("antrean")
    app.setQuitOnLastWindowClosed(True)
    return app
