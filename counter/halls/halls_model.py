"""What the window of several halls shows: each source is asked by a command of its own, so that none waits for another.

A hall that does not answer keeps its last figures, and they are marked as old.
"""

import time
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from counter import screen_text
from counter.editor.side_command import SideCommand
from counter.halls import halls_words
from counter.lists.table_model import CellsModel
from counter.localise import Localiser
from counter.style.style import colours
from counter.supervisor import now_words
from shared.clock import Clock
from shared.domain.words import Instant
from shared.store.summaries import STALE_MS

COLUMNS = (
    halls_words.COLUMN_HALL,
    halls_words.COLUMN_REMARK,
    screen_text.WAITING,
    now_words.COLUMN_LONGEST,
    now_words.COLUMN_KEPT,
    now_words.COLUMN_ENDS,
    now_words.COLUMN_OPEN,
    halls_words.COLUMN_PROGRAMS,
    halls_words.COLUMN_AS_OF,
)
_NUMBERS = frozenset({2, 3, 4, 5, 6, 7, 8})
ASK_MS = 30_000
LONGEST_SECONDS = 75.0
"""A command that takes longer is ended: its share, or its server, does not answer."""
_DRAW_MS = 5_000

Row = dict[str, Any]


class HallsModel(QObject):
    """The halls of all sources.

    Attributes:
        table: One row for each hall, those that need somebody first.

    Signals:
        changed: the totals are to be drawn again.
    """

    changed = Signal()

    def __init__(self, sources: Sequence[Sequence[str]], clock: Clock, parent: QObject | None = None) -> None:
        """``sources`` are each what ``antrean overview`` is told of one of them."""
        super().__init__(parent)
        self.table = CellsModel(COLUMNS, _NUMBERS, self)
        self.localiser = Localiser()
        self.clock = clock
        self._sources = tuple(tuple(source) for source in sources)
        self._found: dict[int, list[Row]] = {}
        self._asked: dict[int, tuple[SideCommand, float]] = {}
        self._asking, self._drawing = QTimer(self, interval=ASK_MS), QTimer(self, interval=_DRAW_MS)
        self._asking.timeout.connect(self._ask)
        self._drawing.timeout.connect(self._tick)

    def begin(self) -> None:
        """Ask now, and again and again."""
        self._ask()
        self._asking.start()
        self._drawing.start()

    def close(self) -> None:
        """Ask no more; nothing goes on without its window."""
        self._asking.stop()
        self._drawing.stop()
        for command, _ in self._asked.values():
            command.close()
        self._asked.clear()

    @property
    def rows(self) -> list[Row]:
        """All halls, as last told."""
        return [row for number in sorted(self._found) for row in self._found[number]]

    @property
    def is_waiting(self) -> bool:
        """Whether some source has told nothing yet."""
        return len(self._found) < len(self._sources)

    def remarks(self, row: Row) -> list[str]:
        """Why somebody has to look at a hall; nothing where all is well."""
        translate = self.localiser.translate
        if "hall_id" not in row:
            return [self.localiser.told(row["trouble"])]
        told = [translate(halls_words.OLD)] if self.is_old(row) else []
        told += [translate(halls_words.AFTER_CLOSING)] if row["beyond_closing"] else []
        alone = ", ".join(row["left_alone"])
        told += [translate(halls_words.LEFT_ALONE, services=alone)] if alone else []
        told += [translate(halls_words.NO_PROGRAM)] if row["programs"] == 0 and not row["day_closed"] else []
        return told + ([self.localiser.told(row["trouble"])] if row["trouble"] else [])

    def is_old(self, row: Row) -> bool:
        """Whether the figures say nothing of now."""
        return "hall_id" in row and abs(self.clock() - row["at"]) > STALE_MS

    def retranslate(self, lang: str) -> None:
        """Another language."""
        self.localiser = Localiser(lang, self.localiser.zone)
        self.table.retranslate(self.localiser)
        self.draw()

    def draw(self) -> None:
        """The rows as they stand; who needs somebody comes first."""
        every = [(row, self.remarks(row)) for row in self.rows]
        every.sort(key=lambda pair: (not pair[1], pair[0].get("name", pair[0]["place"])))
        self.table.set_rows(
            [row["place"] for row, _ in every],
            [self._cells(row, told) for row, told in every],
            [colours().danger if told else "" for _, told in every],
        )
        self.changed.emit()

    def came(self, number: int, answer: dict[str, Any], _code: int = 0) -> None:
        """What a source answered: its halls, or a fault."""
        before = {row["place"]: row for row in self._found.get(number, ())}
        halls = answer.get("halls")
        if halls is None:
            trouble = str(answer.get("sentence") or self.localiser.translate(halls_words.NO_ANSWER))
            place = self._sources[number][-1]
            halls = [{**row, "trouble": trouble} for row in before.values()] or [{"place": place, "trouble": trouble}]
        self._found[number] = [_with_the_last(row, before) for row in halls]
        self.draw()

    # ----- inside

    def _ask(self) -> None:
        now = time.monotonic()
        for number, source in enumerate(self._sources):
            running = self._asked.get(number)
            if running is not None and not running[0].is_over:
                if now - running[1] > LONGEST_SECONDS:
                    running[0].stop()
                    self.came(number, {"sentence": ""}, 3)
                continue
            command = SideCommand(["overview", *source], self)
            self._asked[number] = command, now
            command.done.connect(partial(self.came, number))

    def _tick(self) -> None:
        """Time passes: what nobody renews grows old."""
        self.draw()

    def _cells(self, row: Row, remarks: list[str]) -> tuple[str, ...]:
        said = "; ".join(remarks)
        if "hall_id" not in row:
            return (row["place"], said, *("–" for _ in _NUMBERS))
        here = Localiser(self.localiser.lang, row.get("time_zone") or self.localiser.zone)
        translate = here.translate
        percent = row["promise_percent"]
        return (
            row["name"],
            said or (translate(halls_words.DAY_CLOSED) if row["day_closed"] else ""),
            str(row["waiting"]),
            here.duration(row["longest_minutes"] * 60) if row["waiting"] else "–",
            "–" if percent is None else translate(now_words.PERCENT, n=percent),
            "–" if row["ends_at"] is None else here.time(row["ends_at"]),
            translate(now_words.OF_ALL, n=row["open_counters"], all=row["counters"]),
            "–" if row["programs"] is None else str(row["programs"]),
            here.time(Instant(row["at"])),
        )


def _with_the_last(row: Row, before: dict[str, Row]) -> Row:
    """A hall that tells nothing now keeps its last figures, with what is wrong."""
    last = before.get(row["place"])
    return {**last, "trouble": row["trouble"]} if "hall_id" not in row and last and "hall_id" in last else row
