"""``antrean kiosk``: the touch screen with its printer."""

from pathlib import Path

from PySide6.QtCore import QTimer

from kiosk.desk import StoreDesk
from kiosk.kiosk_model import KioskModel
from kiosk.leaving import LeaveModel, leave_pin
from kiosk.patience import Patience
from kiosk.printing import Printing
from shared.config import Options, local_folder
from shared.qt.idle import IdleWatch
from shared.qt.program import Program
from shared.store.thread import Pace

QML = Path(__file__).parent / "qml"


def run(options: Options) -> int:
    """Run the kiosk until it is ended; answers the exit code."""
    program = Program(options, parts=("shared", "kiosk"), pace=Pace.KIOSK)
    leaving = LeaveModel(leave_pin(local_folder()), program.leave)
    model = KioskModel(
        options.device,
        StoreDesk(program.worker),
        Printing(),
        leaving,
        clock=program.clock,
        language=program.language,
        theme=program.theme,
    )
    program.worker.hall.connect(model.hall_told)
    program.worker.share.connect(model.share_told)
    program.worker.news.connect(model.news_told)
    idle = IdleWatch(60_000, 15_000, program)
    program.app.installEventFilter(idle)
    patience = Patience(model, idle, program)
    window = program.load(QML / "Main.qml", {"kiosk": model})
    if options.windowed:
        window.resize(540, 960)
    program.show(window)
    QTimer.singleShot(0, patience.begin)
    model.start()
    return program.run()
