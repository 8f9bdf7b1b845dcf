"""``antrean kiosk``: the touch screen with its printer."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from kiosk.hall_client import HallFileClient
from kiosk.kiosk_model import KioskModel
from kiosk.opinion.exit_opinions import ExitOpinions
from kiosk.printing import PrinterPrinting, Printing
from kiosk.reader.set_up import set_up_reading
from kiosk.staff_papers import StaffPapers
from kiosk.start.icon import Icons
from kiosk.unattended.idle_limits import CHOOSING_MS, WARN_MS, Patience
from kiosk.unattended.leaving import LeaveModel, leave_pin
from shared.config import Options, local_folder
from shared.qt.added_languages import AddedLanguages
from shared.qt.ballot_box import BallotBox
from shared.qt.idle import IdleWatch
from shared.qt.named_device import need_device
from shared.qt.program import Program
from shared.store.live.thread import PollPace
from shared.text import language_files

QML = Path(__file__).parent / "qml"
PANEL = (1080, 1920)


def windowed_size(window: QQuickWindow) -> tuple[int, int]:
    """A window on a desktop: the usual portrait panel, smaller on a small screen; full size without a screen."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return PANEL
    room = window.screen().availableGeometry()
    part = min(1.0, 0.88 * room.height() / PANEL[1], 0.9 * room.width() / PANEL[0])
    return round(PANEL[0] * part), round(PANEL[1] * part)


def run(options: Options) -> int:
    """Run the kiosk until it is ended; answers the exit code."""
    program = Program(options, parts=("shared", "kiosk"), pace=PollPace.KIOSK)
    local = local_folder()
    worker = program.worker
    box = BallotBox(worker, options.device, local, options.hall, program.clock, program) if options.rating else None
    numbers = box is None
    hall_client = HallFileClient(worker, options.device, local, options.hall, program.clock, numbers=numbers)
    printing = PrinterPrinting(options.device, options.hall, worker, program.clock) if numbers else Printing()
    leaving = LeaveModel(leave_pin(local), program.leave)
    model = KioskModel(
        options.device,
        hall_client,
        printing,
        leaving,
        clock=program.clock,
        language=program.language,
        theme=program.theme,
        opinions=ExitOpinions(options.device, box, program.clock, program.language) if box else None,
    )

    need_device(program, "kiosk", lambda hall: hall.kiosk, for_good=True)
    hall_client.hall_known.connect(program.admit)
    worker.share.connect(hall_client.share_told)
    worker.share.connect(model.share_told)
    worker.hall.connect(model.hall_told)
    worker.news.connect(model.news_told)
    StaffPapers(options.device, worker, printing, program.clock, program)
    hall_client.hall_known.connect(model.hall_told)
    hall_client.changed.connect(model.ask_offers)
    model.welcome.look_in(options.hall)
    program.survives = hall_client.start()
    if box is not None:
        box.hall_known.connect(program.admit)
        box.hall_known.connect(model.hall_told)
        program.survives = box.start()
        program.at_end(box.close)
    program.at_end(hall_client.close)
    program.at_end(printing.close)
    idle = IdleWatch(CHOOSING_MS, WARN_MS, program)
    program.app.installEventFilter(idle)
    Patience(model, idle, program)
    program.slumber.over.connect(idle.look)
    program.slumber.over.connect(model.screen.look)
    window = program.load(QML / "Main.qml", {"kiosk": model}, images={"icon": Icons()})
    set_up_reading(program, model, window, local)
    added = AddedLanguages(options.hall / language_files.FOLDER, local / language_files.FOLDER, program)
    added.found.connect(model.languages_told)
    worker.hall.connect(added.look)
    added.look()
    if options.windowed:
        window.resize(*windowed_size(window))
    program.show(window, own_keys=True)
    model.start()
    if not options.windowed:
        model.screen.start()
    return program.run()
