"""A store's thread with a listener for all that it says, and a share that blocks it."""

import queue
import threading

from shared.store import acts
from shared.store.live.thread import PollPace, StoreThread
from tests.helpers.hall import StandingClock

SECONDS = 10


class Listener:
    """A running store thread and everything it said."""

    def __init__(self, folder, **named):
        self.news, self.share, self.halls = queue.Queue(), queue.Queue(), queue.Queue()
        self.thread = StoreThread(
            folder,
            "K1",
            StandingClock(),
            pace=named.pop("pace", PollPace.DISPLAY),
            on_news=self.news.put,
            on_share=self.share.put,
            on_hall=self.halls.put,
            **named,
        )

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.thread.stop(SECONDS)

    def do(self, operation, **named):
        ended = queue.Queue()
        self.thread.submit(operation, ended.put, **named)
        return ended.get(timeout=SECONDS)

    def later(self, operation, **named):
        ended = queue.Queue()
        self.thread.submit(operation, ended.put, **named)
        return ended

    def until(self, ok, kind=None):
        while True:
            state = self.share.get(timeout=SECONDS)
            if (state.ok, state.kind) == (ok, kind):
                return state


class Held:
    """A share that holds the store's thread fast inside one call."""

    def __init__(self):
        self.inside, self.release = threading.Event(), threading.Event()

    def __call__(self, _file):
        self.inside.set()
        self.release.wait(SECONDS)
        return "done after all"


def note(file):
    with file.writing() as db:
        db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'x')")


def issue(request):
    return lambda file: acts.issue(file, request, acts.Order(("AB.1",)))
