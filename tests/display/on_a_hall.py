"""A hall on the disk, and the display program without its window in it."""

from display.board.board_view import BoardView
from display.conductor import Conductor
from display.memory import Memory
from shared.clock import steady
from shared.qt.worker import StoreWorker
from shared.store.acts import Order, call_next, issue
from shared.store.live.poll_schedule import PollPace
from shared.store.record.events import newest
from shared.store.record.transaction import new_request
from tests.helpers.hall import StandingClock, open_hall, small_hall


class Hall:
    """A hall on the disk and the means to act in it."""

    def __init__(self, folder):
        self.folder = folder / "hall"
        self.local = folder / "local"
        self.folder.mkdir()
        self.local.mkdir()
        self.clock = StandingClock()
        with open_hall(self.folder, small_hall(), clock=self.clock):
            pass

    def act(self, *acts):
        """Acts of other PCs; their answers."""
        with open_hall(self.folder, clock=self.clock, device="C1") as file:
            return [act(file, new_request()) for act in acts]

    def take(self, count, service="AB.1"):
        self.act(*[lambda f, r: issue(f, r, Order((service,)))] * count)

    def call(self, *counters):
        return [answer.label for answer in self.act(*[lambda f, r, c=c: call_next(f, r, c) for c in counters])]


def newest_of(file, _request):
    with file.reading() as db:
        return newest(db)


class Display:
    """The display program without its window."""

    def __init__(self, hall, device="D1", loudspeaker=None):
        self.mouth = loudspeaker
        self.slept = 0.0
        self.worker = StoreWorker(hall.folder, device, hall.clock, PollPace.DISPLAY)
        self.view = BoardView(hall.clock)
        self.halls = []
        self.conductor = Conductor(
            device,
            self.worker,
            self.view,
            Memory(hall.local, device),
            hall.clock,
            loudspeaker=loudspeaker,
            monotonic=lambda: steady() + self.slept,
        )
        self.worker.hall.connect(self.halls.append)
        self.worker.start()

    def labels(self):
        return [row.label for row in self.view.lines.rows]

    def close(self):
        self.conductor.close()
        self.worker.stop()

    def kill(self):
        """Power cut: nothing is written any more."""
        self.worker.stop()
