"""Where a visitor can be sent: services, counters and officers, with the wait there and whether anybody serves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counter import screen_text, visit_text
from counter.dialogs.choice_list import ListChoice
from counter.localise import Localiser
from shared.domain.hall_data.hall import Hall
from shared.store.questions.counter import CounterView
from shared.store.questions.counter_queue import ServiceGoal

SERVICE, COUNTER, OFFICER = "service", "counter", "officer"


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of the hall when somebody is to be sent on. ``waits`` are empty until the file has answered."""

    hall: Hall
    localiser: Localiser
    view: CounterView
    waits: Mapping[str, ServiceGoal] = field(default_factory=dict[str, ServiceGoal])

    def services(self, without: Sequence[str] = (), only: Sequence[str] | None = None) -> tuple[ListChoice, ...]:
        """The services, those of this agency first."""
        here = self._agency()
        order = sorted(self.hall.service, key=lambda code: self.hall.agency_of(code) != here)
        return tuple(
            self._service(code)
            for code in order
            if code not in without and not self.hall.service[code].closed and (only is None or code in only)
        )

    def cashiers(self, without: Sequence[str]) -> tuple[ListChoice, ...]:
        """The services for a way and back: first those that others have to come after, as a cashier's are."""
        first = {code for service in self.hall.service.values() for code in service.after}
        found = self.services(without)
        return tuple(sorted(found, key=lambda one: one.code not in first))

    def goals(self, service: str) -> tuple[ListChoice, ...]:
        """Everything that a visitor of a service can be sent to; its code says the kind as well."""
        found = [ListChoice(f"{SERVICE} {one.code}", one.name, one.note, one.also) for one in self.services((service,))]
        found += [self._officer(one) for one in self._officers()]
        found += [self._counter(one) for one in self.hall.counter if one != self.view.counter]
        return tuple(found)

    def _agency(self) -> str:
        return self.hall.counter[self.view.counter].agency if self.view.counter in self.hall.counter else ""

    def _service(self, code: str) -> ListChoice:
        hall, localiser, view = self.hall, self.localiser, self.view
        service, agency = hall.service[code], hall.agency[hall.agency_of(code)]
        booth, name = localiser.text(agency.short or agency.name), localiser.text(service.name)
        note, known = f"{code}  ·  {booth}", self.waits.get(code)
        waiting = known.waiting if known is not None else view.waiting.get(code)
        if waiting is not None:
            note += f"  ·  {localiser.translate(screen_text.TOTAL_WAITING, n=waiting)}"
        if known is not None and known.wait_minutes is not None:
            least, most = known.wait_minutes
            note += f"  ·  {localiser.translate(visit_text.WAITS, least=least, most=most)}"
        serving = sum(code in hall.services_of(one) for one in view.open_counters if one in hall.counter)
        manned = localiser.translate(visit_text.MANNED, n=serving)
        note += f"  ·  {manned if serving else localiser.translate(screen_text.NO_COUNTER_OPEN)}"
        return ListChoice(code, name, note, f"{booth} {localiser.text(agency.name)}")

    def _counter(self, code: str) -> ListChoice:
        agency = self.hall.agency[self.hall.counter[code].agency]
        booth = self.localiser.text(agency.short or agency.name)
        note = booth
        if code not in self.view.open_counters:
            note += f"  ·  {self.localiser.translate(screen_text.NOT_OPEN)}"
        also = f"{booth} {self.localiser.text(agency.name)}"
        return ListChoice(f"{COUNTER} {code}", self.localiser.counter(code), note, also)

    def _officers(self) -> list[str]:
        """Whoever sits somewhere, and whom the hall knows; not who sits here."""
        known = {**dict.fromkeys(self.view.officers), **dict.fromkeys(self.hall.officer)}
        return [one for one in known if one != self.view.officer]

    def _officer(self, code: str) -> ListChoice:
        counter = self.view.officers.get(code)
        if counter is None:
            note = self.localiser.translate(visit_text.OFFICER_AWAY)
        else:
            at = self.localiser.counter(counter, within=True)
            note = self.localiser.translate(visit_text.OFFICER_AT, counter=at)
            if counter not in self.view.open_counters:
                note += f"  ·  {self.localiser.translate(screen_text.NOT_OPEN)}"
        return ListChoice(f"{OFFICER} {code}", code, note)
