"""The counter program: ``antrean counter --hall DIR --counter 1 [--officer NAME]``, or ``--supervisor``."""

from counter.bar.bar import Bar
from counter.bar.held_keys import HeldKeys
from counter.bar.outside_presses import PressDoor, by_word
from counter.bar.wake import QueueWake, SoftSound, Tray
from counter.desk.desk_model import DeskModel
from counter.desk.door import SignIn
from counter.desk.guarded_desk import guard
from counter.desk.paper_news import PaperNews
from counter.desk.supervisor_line import SupervisorLine
from counter.desk.unsent import UnsentActs
from counter.dialogs.bar_keys import BarKeys
from counter.dialogs.controller import DialogController
from counter.dialogs.sign_in import Doorkeeper
from counter.hotkeys.desktop_keys import DesktopKeys
from counter.preferences import Preferences
from counter.supervisor.acts.hall_controller import HallController
from counter.supervisor.hall_model import HallModel
from counter.supervisor.help_strip import HelpBell
from counter.supervisor.supervisor_window import HallWindow
from shared.config import Options, local_folder
from shared.qt.named_device import need_device
from shared.qt.program import Program
from shared.sound.speaker import Speaker
from shared.store.live.thread import PollPace


def run(options: Options) -> int:
    """Show the officer's bar until it is left; answers the exit code (2: no such counter, 3: no usable hall)."""
    program = Program(options, parts=("shared", "counter"), pace=PollPace.COUNTER, widgets=True)
    return _hall(program, options) if options.supervisor else _bar(program, options)


def _hall(program: Program, options: Options) -> int:
    """The supervisor's window."""
    habits = Preferences.of(local_folder(), "supervisor")
    habits.apply_theme()
    program.language.use(options.lang or habits.language() or program.language.code)
    desk = HallModel(program.worker, program.clock)
    desk.retranslate(program.language.code)
    program.language.changed.connect(lambda: desk.retranslate(program.language.code))
    window = HallWindow(desk, program.language)
    door = SignIn(program.worker, "supervisor", local_folder(), program)
    controller = HallController(desk, program.worker, window, options.officer or "", options.hall, door=door)
    program.at_end(controller.close)
    keeper = Doorkeeper(window, door, lambda: desk.localiser, options.officer or "")
    controller.sign_in_wanted.connect(keeper.ask)
    window.offer(controller)
    _watch_idleness(program, door)
    speaker = Speaker(program)
    program.at_end(speaker.close)
    HelpBell(desk, speaker, program)
    program.add_window(window)
    program.at_end(lambda: habits.keep(window, program.language.code))
    habits.place(window)
    window.showMaximized()
    return program.run()


def _no_held_keys(program: Program) -> None:
    """A held key is one press."""
    guard = HeldKeys(program)
    program.app.installEventFilter(guard)
    program.at_end(lambda: program.app.removeEventFilter(guard))


def _watch_idleness(program: Program, door: SignIn) -> None:
    """Whoever signed in is signed out when nobody touches the program for long."""
    program.app.installEventFilter(door)
    program.slumber.over.connect(door.look)
    program.at_end(lambda: program.app.removeEventFilter(door))


def _wake(program: Program, desk: DeskModel, bar: Bar, dialogs: DialogController, habits: Preferences) -> None:
    """Somebody waits again: a soft sound, and the icon in the tray."""
    wake = QueueWake(desk, bar)
    speaker = Speaker(program)
    program.at_end(speaker.close)
    sound = SoftSound(wake, speaker, on=habits.wake_sound())
    program.at_end(lambda: habits.keep_wake_sound(sound.on))
    tray = Tray(desk, wake, bar.come_forward)
    program.at_end(tray.close)
    dialogs.offer_sound(sound)


def _bar(program: Program, options: Options) -> int:
    """The officer's bar."""
    folder = local_folder()
    habits = Preferences.of(folder, options.device)
    habits.apply_theme()
    program.language.use(options.lang or habits.language() or program.language.code)
    unsent_acts = UnsentActs(folder, options.device)
    desk = DeskModel(program.worker, unsent_acts, options.device, options.officer or "", program.clock)
    desk.retranslate(program.language.code)
    program.language.changed.connect(lambda: desk.retranslate(program.language.code))
    hall = desk.recall(options.hall)
    if hall is not None:
        program.survives = True
        program.admit(hall)
    door = SignIn(program.worker, options.device, folder, program)
    guard(desk, door)
    _watch_idleness(program, door)
    bar = Bar(desk, framed=options.windowed)
    dialogs = DialogController(desk, bar, program.language, program.leave)
    _no_held_keys(program)
    press = by_word(bar.act, desk.undo)
    outside = PressDoor(folder, options.device, press, parent=bar)
    program.at_end(outside.close)
    keys = BarKeys(desk, habits, DesktopKeys(press, parent=bar))
    program.at_end(keys.close)
    dialogs.offer_keys(keys)
    _wake(program, desk, bar, dialogs, habits)
    PaperNews(program.worker, options.device, desk.notices, bar)
    SupervisorLine(program.worker, options.device, desk.notices, bar)
    need_device(program, "counter", lambda hall: hall.counter)
    program.add_window(bar)
    program.add_window(dialogs.lists_window)
    program.at_end(unsent_acts.close)
    program.at_end(lambda: habits.keep(bar, program.language.code, compact=bar.compact))
    habits.place(bar)
    bar.show()
    bar.set_compact(habits.compact())
    return program.run()
