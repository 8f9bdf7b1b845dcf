"""A transfer's goal: any service or counter of the hall, found by typing a few letters of its name, code or agency."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from counter import screen_text
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.localise import Localiser
from counter.screen_text import Word
from shared.domain.hall_data.hall import Hall
from shared.store.questions.counter import CounterView

_SERVICE, _COUNTER = "service", "counter"


def goals(hall: Hall, localiser: Localiser, view: CounterView, service: str) -> tuple[ListChoice, ...]:
    """All services but the present one, those of this agency first; then all counters but this one.

    Where nobody serves now, the goal says so.
    """
    counter, waiting, serving = view.counter, view.waiting, view.open_counters
    here = hall.counter[counter].agency if counter in hall.counter else ""
    services = sorted(hall.service, key=lambda code: hall.agency_of(code) != here)
    found = [
        _service(hall, localiser, code, waiting, manned=any(code in hall.services_of(one) for one in serving))
        for code in services
        if code != service and not hall.service[code].closed
    ]
    found += [_counter(hall, localiser, code, manned=code in serving) for code in hall.counter if code != counter]
    return tuple(found)


def _service(hall: Hall, localiser: Localiser, code: str, waiting: Mapping[str, int], *, manned: bool) -> ListChoice:
    service, agency = hall.service[code], hall.agency[hall.agency_of(code)]
    booth, name = localiser.text(agency.short or agency.name), localiser.text(service.name)
    note = f"{code}  ·  {booth}"
    if code in waiting:
        note += f"  ·  {localiser.translate(screen_text.TOTAL_WAITING, n=waiting[code])}"
    if not manned:
        note += f"  ·  {localiser.translate(screen_text.NO_COUNTER_OPEN)}"
    return ListChoice(f"{_SERVICE} {code}", name, note, f"{booth} {localiser.text(agency.name)}")


def _counter(hall: Hall, localiser: Localiser, code: str, *, manned: bool) -> ListChoice:
    agency = hall.agency[hall.counter[code].agency]
    booth = localiser.text(agency.short or agency.name)
    name = localiser.counter(code)
    note = booth if manned else f"{booth}  ·  {localiser.translate(screen_text.NOT_OPEN)}"
    return ListChoice(f"{_COUNTER} {code}", name, note, f"{booth} {localiser.text(agency.name)}")


class TransferAsk(ActDialog):
    """Type, arrow down, Enter."""

    def __init__(self, parent: QWidget, localiser: Localiser, label: str, found: tuple[ListChoice, ...]) -> None:
        super().__init__(
            parent, localiser, localiser.translate(screen_text.TRANSFER_TITLE, label=label), screen_text.ACCEPT_TRANSFER
        )
        self._label = label
        self.choice = ChoiceList(localiser, screen_text.TRANSFER_SEARCH, found, self)
        self.choice.list.setMinimumHeight(260)
        self.line(screen_text.TRANSFER_SEARCH, self.choice)
        self.choice.chosen.connect(self.accept_button.click)
        self.setMinimumWidth(560)
        self.choice.setFocus()

    def details(self) -> Details | Word:
        """The goal."""
        goal = self.choice.value()
        if goal is None:
            return screen_text.TARGET_FIRST
        kind, _, code = goal.code.partition(" ")
        to_service, to_counter = (code if kind == each else None for each in (_SERVICE, _COUNTER))
        return Details(label=self._label, to_service=to_service, to_counter=to_counter, target=goal.name)
