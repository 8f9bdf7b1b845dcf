"""Who speaks in a zone: one display of those that can, found out by all of them alone from each other's reports.

Each display writes its report every second and reads those of the others that could speak for its zones. The one that
speaks says so in its report. When that report stands still, or says that it cannot speak any more, the best placed of
the others claims the zone, and speaks when it has seen once more that nobody else does. Nobody speaks whose own last
round is older than a few seconds: a display that was frozen looks round first. Time is passed in, in seconds that go on
while the PC sleeps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.speakers import speakers
from shared.store.health_report import HealthReport

LEASE_SECONDS = 5.0
"""A report that stood still for so long is of a display that does not run."""
FENCE_SECONDS = 3.5
"""Whose own last round is older than this does not speak: well before the others would take over."""
SETTLED_SECONDS = 10.0
"""A better placed display that has run for so long is given its zone."""
ABLE, LEADS, SURE = "able", "leads", "sure"
"""Keys in a report: whether it can speak, the zones it claims, those that it has claimed for a whole round."""


@dataclass(slots=True)
class _Mate:
    """Another display, as its reports tell. ``moved``: when a report of it was new the last time."""

    report: HealthReport
    since: float
    moved: float


@dataclass(slots=True)
class Election:
    """One display's part in it.

    Attributes:
        device, pc, pid: who this is; another program of the same device is somebody else.
        able: whether this display can speak now: it has a loudspeaker that is heard.
    """

    device: str
    zones: Sequence[str] = ()
    able: bool = False
    _mates: dict[str, _Mate] = field(default_factory=dict[str, _Mate])
    _order: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    _claims: dict[str, bool] = field(default_factory=dict[str, bool])  # zone -> whether it is sure
    _round: float | None = None

    def use(self, hall: Hall, zones: Sequence[str]) -> None:
        """The hall's data: for which zones this display may speak, and who else may."""
        self.zones = tuple(zones) or tuple(hall.zone)
        self._order = {zone: order for zone in self.zones if self.device in (order := speakers(hall, zone))}
        self._claims = {zone: sure for zone, sure in self._claims.items() if zone in self._order}

    @property
    def mates(self) -> tuple[str, ...]:
        """The devices whose reports are to be read: the others that may speak for these zones."""
        return tuple(dict.fromkeys(code for order in self._order.values() for code in order if code != self.device))

    def claims(self, now: float) -> Mapping[str, bool]:
        """The zones that this display claims, and whether it is sure of each; for the report of this round."""
        if self._round is not None and now - self._round > FENCE_SECONDS:
            self._claims.clear()  # this display was away: others may speak by now
        return dict(self._claims)

    def see(self, reports: Mapping[str, HealthReport], now: float, twin: bool = False, wrote: bool = True) -> None:
        """A round: this display's report was written, and then these were read.

        ``twin``: another running program has this display's name; it was there first. Without ``wrote`` it was a look
        between two rounds: it may end a claim and begin none.
        """
        self.claims(now)
        self._round = now if wrote else self._round
        for code, report in reports.items():
            known = self._mates.get(code)
            back = known is not None and known.report.beat != report.beat and now - known.moved > LEASE_SECONDS
            if known is None or known.report.who != report.who or back:
                self._mates[code] = _Mate(report, now, now)
            elif known.report.beat != report.beat:
                known.report, known.moved = report, now
        for zone, order in self._order.items():
            if twin or not self.able or not self._may_have(zone, order, now):
                self._claims.pop(zone, None)
            elif wrote:  # sure once a report of this claim was written, and then nobody else was found to claim it
                told = zone in self._claims
                sure = self._claims.get(zone, False) or (told and not self._is_claimed(zone, now))
                self._claims[zone] = sure or len(order) == 1

    def led(self, now: float) -> frozenset[str]:
        """The zones for which this display speaks now."""
        if not self.able:
            return frozenset()
        alone = {zone for zone, order in self._order.items() if len(order) == 1}
        if self._round is None or now - self._round > FENCE_SECONDS:
            return frozenset(alone)
        return frozenset(alone | {zone for zone, sure in self._claims.items() if sure})

    def leader(self, zone: str, now: float) -> HealthReport | None:
        """The report of the other display that speaks for a zone now; None when there is none."""
        for code in self._order.get(zone, ()):
            mate = self._living(code, now)
            if mate is not None and zone in mate.report.data.get(SURE, ()):
                return mate.report
        return None

    def age(self, report: HealthReport, now: float) -> float:
        """For how many seconds a report has been the last of its device."""
        mate = self._mates.get(report.device)
        return 0.0 if mate is None else now - mate.moved

    def _may_have(self, zone: str, order: tuple[str, ...], now: float) -> bool:
        """Whether this display may claim the zone, or keep it."""
        mine = order.index(self.device)
        for place, code in enumerate(order):
            mate = self._living(code, now)
            if code == self.device or mate is None or not mate.report.data.get(ABLE):
                continue
            better = place < mine
            if zone in mate.report.data.get(LEADS, ()):
                surer = zone in mate.report.data.get(SURE, ())
                if (better or surer) and not (self._claims.get(zone) and not surer):
                    return False
            elif better and (zone not in self._claims or now - mate.since >= SETTLED_SECONDS):
                return False
        return True

    def _is_claimed(self, zone: str, now: float) -> bool:
        living = (self._living(code, now) for code in self._order[zone] if code != self.device)
        return any(mate is not None and zone in mate.report.data.get(LEADS, ()) for mate in living)

    def _living(self, code: str, now: float) -> _Mate | None:
        mate = self._mates.get(code)
        return mate if mate is not None and now - mate.moved <= LEASE_SECONDS else None
