"""Ways to the hall's file for the printing service, whose threads may not touch it themselves."""

import hashlib
import os
import queue
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from shared import config
from shared.clock import Clock
from shared.faults import EnvironmentFault, Kind
from shared.store.engine import Engine
from shared.store.live.thread import StoreThread
from shared.store.printing.jobs import Jobs
from shared.store.printing.stores import HallPlace, LocalPrintJobStore

T = TypeVar("T")
_STORE_SECONDS = 3.0


class StoreThreadRunner:
    """Runs job operations on a program's store thread and waits for them, at most three seconds."""

    def __init__(self, store: StoreThread) -> None:
        self._store = store
        self.folder = store.folder

    def __call__(self, operation: Callable[[Engine], T]) -> T:
        """Run it there; EnvironmentFault when the share does not answer in time."""
        done: queue.SimpleQueue[T | Exception] = queue.SimpleQueue()
        self._store.submit(operation, done.put, _STORE_SECONDS)
        try:
            answer = done.get(timeout=_STORE_SECONDS + 1.0)
        except queue.Empty:
            raise EnvironmentFault(Kind.SLOW, "The share does not answer.", "It is tried again by itself.") from None
        if isinstance(answer, Exception):
            raise answer
        return answer


class CallerRunner:
    """Runs job operations on the thread that owns an Engine: the one that calls :meth:`serve_until`."""

    def __init__(self, file: Engine) -> None:
        self._file = file
        self.folder = file.folder
        self._waiting: queue.SimpleQueue[tuple[Callable[[Engine], Any], Future[Any]]] = queue.SimpleQueue()

    def __call__(self, operation: Callable[[Engine], T]) -> T:
        """Run it there."""
        answer: Future[T] = Future()
        self._waiting.put((operation, answer))
        try:
            return answer.result(_STORE_SECONDS + 8.0)
        except TimeoutError:
            raise EnvironmentFault(Kind.SLOW, "The share does not answer.", "Try again.") from None

    def serve_until(self, done: Callable[[], bool], seconds: float) -> None:
        """Do what is asked for until ``done``."""
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            try:
                operation, answer = self._waiting.get(timeout=0.05)
            except queue.Empty:
                continue
            try:
                answer.set_result(operation(self._file))
            except Exception as error:  # noqa: BLE001 - any error is handed to the caller
                answer.set_exception(error)


def local_file(hall: Path | None) -> str:
    """The name of this PC's own file for a hall: two halls have two, for their tickets bear the same numbers."""
    if hall is None:
        return "print-jobs.db"
    place = os.path.abspath(hall)  # noqa: PTH100 - it asks nothing of a share that may not answer
    return f"print-jobs-{hashlib.sha256(place.encode(errors='surrogateescape')).hexdigest()[:12]}.db"


def jobs_for(run: Any, device: str, clock: Clock, local: Path | None = None) -> Jobs:
    """The jobs of a device: in the hall's file through ``run`` (None for no hall), else in this PC's own folder."""
    path = (local or config.local_folder()) / local_file(run.folder if run else None)
    hall = HallPlace(run, device) if run else None
    return Jobs(hall, LocalPrintJobStore(path, waits=hall is not None), device, clock)
