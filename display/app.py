"""The display program: ``antrean display --hall DIR --display D1``."""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QWindow

from display.board.board_view import BoardView
from display.conductor import Conductor
from display.media import MediaCopier
from display.memory import Memory
from display.voice.clips import Clips
from display.voice.loudspeaker import Loudspeaker
from shared import records
from shared.config import Options, local_folder
from shared.domain.hall_data.hall import Hall
from shared.qt.program import Program
from shared.store.live.poll_schedule import PollPace

MAIN = Path(__file__).parent / "qml" / "Main.qml"


def run(options: Options) -> int:
    """Show and say the calls of a display's zones until asked to stop; answers the exit code."""
    program = Program(options, parts=("shared",), pace=PollPace.DISPLAY)
    view = BoardView(program.clock, options.lang)
    window = program.load(MAIN, {"board": view})
    if options.windowed:
        to_desk(window)
    local = local_folder()
    loudspeaker = Loudspeaker(Clips()) if options.sound else None
    unknown: list[str] = []

    def no_such_display(hall: Hall) -> None:
        near = ", ".join(records.nearest(options.device, tuple(hall.display)) or tuple(hall.display))
        unknown.append(f"This hall has no display {options.device}. Use one that it has: {near}.")
        program.leave()

    conductor = Conductor(
        options.device,
        program.worker,
        view,
        Memory(local, options.device),
        program.clock,
        loudspeaker=loudspeaker,
        unknown=no_such_display,
    )
    media = MediaCopier(options.hall, local / f"media-{options.device}")
    media.copied.connect(conductor.use_media)
    for act in (media.close, *((loudspeaker.close,) if loudspeaker else ()), conductor.close):
        program.at_end(act)
    program.show(window)
    conductor.start()
    media.start()
    code = program.run()
    if unknown:
        sys.stderr.write(unknown[0] + "\n")
        return 2
    return code


def to_desk(window: QWindow) -> None:
    """In a window on somebody's desk: half the screen wide. Without a screen it keeps its 1920 by 1080."""
    if QGuiApplication.platformName() != "offscreen":
        width = window.screen().availableGeometry().width() // 2
        window.resize(width, width * 9 // 16)
