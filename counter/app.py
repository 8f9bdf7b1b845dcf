"""The counter program: ``antrean counter --hall DIR --counter 1 [--officer NAME]``."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from counter.bar import Bar
from counter.desk import Desk
from counter.keep import Keeper
from counter.office import Office
from shared.config import Options, local_folder
from shared.qt.program import Program
from shared.store.thread import Pace


def run(options: Options) -> int:
    """Show the officer's bar until it is left; answers the exit code (3: the hall cannot be used)."""
    program = Program(options, parts=("shared", "counter"), pace=Pace.COUNTER, widgets=True)
    keeper = Keeper(local_folder(), options.device)
    desk = Desk(program.worker, keeper, options.device, options.officer or "", program.clock)
    desk.speak(program.language.code)
    program.language.changed.connect(lambda: desk.speak(program.language.code))
    bar = Bar(desk, framed=options.windowed)
    office = Office(desk, bar, program.language, program.leave)
    program.add_window(bar)
    program.add_window(office.book)
    program.at_end(keeper.close)
    _to_the_edge(bar)
    bar.show()
    return program.run()


def _to_the_edge(bar: QWidget) -> None:
    """The bar lies along the top of the screen, in the middle, as wide as there is room."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    bar.resize(min(bar.width(), screen.width()), bar.height())
    bar.move(screen.left() + (screen.width() - bar.width()) // 2, screen.top())
