"""What the supervisor's dialogs offer to choose from, as the hall stands now."""

from counter.dialogs.choice_list import ListChoice
from counter.localise import Localiser
from counter.supervisor.acts.today_choices import TodayChoice, today_choices
from counter.supervisor.alarms import alarm_words
from counter.supervisor.hall_model import HallModel
from counter.supervisor.now_rows import status_words
from shared.domain.hall_data.hall import Hall
from shared.domain.words import CounterStatus, Refusal
from shared.store.questions.overview import Overview
from shared.store.questions.state import CounterState


class HallChoices:
    """Asked when a dialog opens; empty before the hall was seen."""

    def __init__(self, model: HallModel) -> None:
        self._model = model

    def _now(self) -> tuple[Hall, Overview, Localiser] | None:
        hall, seen = self._model.hall, self._model.seen
        return None if hall is None or seen is None else (hall, seen, self._model.localiser)

    def services(self, *, disturbed: bool) -> list[ListChoice]:
        """Those that are disturbed, or those that are not."""
        if (now := self._now()) is None:
            return []
        hall, seen, localiser = now
        return [
            ListChoice(
                s.code,
                f"{s.code}  {localiser.text(hall.service[s.code].name)}",
                localiser.text(hall.agency[hall.agency_of(s.code)].name),
            )
            for s in seen.state.services
            if s.code in hall.service and (s.why is Refusal.DISTURBED) is disturbed
        ]

    def open_counters(self) -> list[ListChoice]:
        """Those that are not closed, with whoever is there."""
        return [choice for counter, choice in self._counters() if counter.status is not CounterStatus.CLOSED]

    def free_counters(self) -> list[ListChoice]:
        """Those where nobody serves."""
        return [choice for counter, choice in self._counters() if counter.status is CounterStatus.CLOSED]

    def officers(self) -> list[ListChoice]:
        """Who is at a counter, by the counter's code."""
        return [
            ListChoice(counter.code, counter.officer or choice.name, f"{choice.name}  ·  {choice.note}")
            for counter, choice in self._counters()
            if counter.status is not CounterStatus.CLOSED
        ]

    def _counters(self) -> list[tuple[CounterState, ListChoice]]:
        if (now := self._now()) is None:
            return []
        hall, seen, localiser = now
        found: list[tuple[CounterState, ListChoice]] = []
        for counter in seen.state.counters:
            if counter.code in hall.counter:
                visitor = counter.current.label if counter.current is not None else ""
                agency = hall.agency[hall.counter[counter.code].agency]
                parts = (status_words(localiser, counter), counter.officer or "", visitor, localiser.text(agency.name))
                note = "  ·  ".join(filter(None, parts))
                found.append((counter, ListChoice(counter.code, localiser.counter(counter.code), note)))
        return found

    def printers(self) -> list[ListChoice]:
        """All, as their table shows them."""
        rows = self._model.printers
        found: list[ListChoice] = []
        for row in range(rows.rowCount()):
            cells = [str(rows.index(row, column).data()) for column in range(rows.columnCount())]
            found.append(ListChoice(cells[0], f"{cells[0]}  {cells[1]}", cells[-1]))
        return found

    def alarms(self) -> list[ListChoice]:
        """What nobody has seen to yet."""
        localiser = self._model.localiser
        return [ListChoice(row.key, alarm_words(row, localiser)) for row in self._model.alarms.open]

    def today(self) -> list[TodayChoice]:
        """Hours and quotas."""
        if (now := self._now()) is None:
            return []
        hall, seen, localiser = now
        return today_choices(hall, seen.state, localiser)
