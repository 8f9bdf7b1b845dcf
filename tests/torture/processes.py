"""Processes that are forked from this one, so that hundreds cost little; many at once, where they mostly sleep."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from multiprocessing.util import Finalize
from typing import Any, TypeVar

from shared import tether

_context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
T = TypeVar("T")
_watched: set[int] = set()
"""The processes, of all that were forked here, that have been told to end their children when they end."""


def _end_children() -> None:
    """Whoever fails or is interrupted would wait for them at its end, for ever."""
    for child in multiprocessing.active_children():
        child.kill()


def start(target: Callable[..., None], *arguments: Any) -> Any:
    """A forked process that runs ``target``."""
    process = _context.Process(target=_tied, args=(os.getpid(), target, arguments))
    process.start()
    if os.getpid() not in _watched:
        _watched.add(os.getpid())
        Finalize(None, _end_children, exitpriority=10)
    return process


def _tied(leader: int, target: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    tether.end_with_parent(leader)
    target(*arguments)


def pipe() -> tuple[Connection, Connection]:
    """Two ends; the second is for a child."""
    return _context.Pipe()


def _answer(out: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        answer = work(*arguments)
    except BaseException as error:  # noqa: BLE001 - told to the parent
        answer = error
    out.send(answer)


def each(work: Callable[..., T], cases: Iterable[tuple[Any, ...]], at_once: int, patience: float) -> list[T]:
    """Do the work for each case in a process of its own; the answers in the order of the cases.

    A case that raised, died or did not answer within ``patience`` seconds answers its exception.
    """
    todo = list(enumerate(cases))[::-1]
    answers: dict[int, Any] = {}
    running: dict[Connection, tuple[int, Any, float]] = {}
    while todo or running:
        while todo and len(running) < at_once:
            number, arguments = todo.pop()
            ours, theirs = pipe()
            process = start(_answer, theirs, work, arguments)
            theirs.close()
            running[ours] = number, process, time.monotonic() + patience
        ready = wait(list(running), timeout=1)
        for end in [one for one in running if one in ready or time.monotonic() > running[one][2]]:
            number, process, _until = running.pop(end)
            try:
                answers[number] = end.recv() if end in ready else TimeoutError("never answered")
            except EOFError:
                answers[number] = RuntimeError("died without an answer")
            end.close()
            process.join(5)
            process.kill()
            process.join()
    return [answers[number] for number in sorted(answers)]
