"""The display program: ``antrean display --hall DIR --display D1``."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication, QWindow

from display import desk_rating
from display.board.board_view import BoardView
from display.conductor import Conductor
from display.media import video_view  # noqa: F401 # pyright: ignore[reportUnusedImport] - gives QML its type
from display.media.copier import MediaCopier
from display.memory import Memory
from display.voice.loudspeaker import Loudspeaker
from shared.config import Options, local_folder
from shared.qt.named_device import need_device
from shared.qt.program import Program
from shared.sound import outputs
from shared.store.live.poll_schedule import PollPace
from shared.voice.clips import Clips

MAIN = Path(__file__).parent / "qml" / "Main.qml"


def run(options: Options) -> int:
    """Show and say the calls of a display's zones until asked to stop; answers the exit code."""
    program = Program(options, parts=("shared",), pace=PollPace.DISPLAY)
    view = BoardView(program.clock, options.lang)
    local = local_folder()
    asking = desk_rating.set_up(program.worker, options.device, local, options.hall, program.clock, program.at_end)
    window = program.load(MAIN, {"board": view, "rating": asking.model})
    window.installEventFilter(asking)
    if options.windowed:
        to_desk(window)
    loudspeaker = Loudspeaker(Clips()) if options.sound and outputs.wanted() else None
    need_device(program, "display", lambda hall: hall.display)
    conductor = Conductor(
        options.device,
        program.worker,
        view,
        Memory(local, options.device),
        program.clock,
        loudspeaker=loudspeaker,
        is_seen=lambda: window.isExposed() and window.visibility() is not QWindow.Visibility.Minimized,
    )
    media = MediaCopier(options.hall, local / f"media-{options.device}")
    media.copied.connect(conductor.use_media)
    for act in (media.close, *((loudspeaker.close,) if loudspeaker else ()), conductor.close):
        program.at_end(act)
    window.frameSwapped.connect(conductor.painted)
    program.show(window)
    conductor.start()
    media.start()
    return program.run()


def to_desk(window: QWindow) -> None:
    """In a window on somebody's desk: half the screen wide. Without a screen it keeps its 1920 by 1080."""
    if QGuiApplication.platformName() != "offscreen":
        width = window.screen().availableGeometry().width() // 2
        window.resize(width, width * 9 // 16)
