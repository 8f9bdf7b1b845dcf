"""What may differ today: the hours of the hall and of each agency, the quota of each service, as they are now."""

import datetime
from dataclasses import dataclass

from counter.localise import Localiser
from counter.supervisor.acts import day_words
from shared.domain.calendar import hours_on
from shared.domain.hall_data.hall import DayHours, Hall
from shared.store.questions.state import State
from shared.text.dates import time_of_day_words


@dataclass(frozen=True, slots=True)
class TodayChoice:
    """One of them. ``service`` for a quota; else hours of ``agency``, or of the hall where that is None."""

    code: str
    name: str
    note: str
    service: str | None = None
    agency: str | None = None
    quota: int | None = None
    hours: DayHours | None = None


def today_choices(hall: Hall, state: State, localiser: Localiser) -> list[TodayChoice]:
    """The hall first, then services, then agencies."""
    day = datetime.date.fromisoformat(state.day)
    whole = hours_on(hall, day)
    note = _noted(_hours(whole, localiser), day in hall.hours_on, localiser)
    found = [TodayChoice("", localiser.translate(day_words.HOURS_OF_ALL), note, hours=whole)]
    for one in state.services:
        if one.code in hall.service:
            found.append(_quota(hall, one.code, one.taken, day, localiser))
    for code, agency in hall.agency.items():
        name = localiser.translate(day_words.HOURS_OF, name=f"{code}  {localiser.text(agency.short or agency.name)}")
        hours = hours_on(hall, day, code)
        note = _noted(_hours(hours, localiser), day in agency.hours_on, localiser)
        found.append(TodayChoice(code, name, note, agency=code, hours=hours))
    return found


def _quota(hall: Hall, code: str, taken: int, day: datetime.date, localiser: Localiser) -> TodayChoice:
    service = hall.service[code]
    quota = service.quota_on.get(day, service.quota)
    word = day_words.NOW_NO_QUOTA if quota is None else day_words.NOW_QUOTA
    note = _noted(localiser.translate(word, quota=quota, taken=taken), day in service.quota_on, localiser)
    name = localiser.translate(day_words.QUOTA_OF, name=f"{code}  {localiser.text(service.name)}")
    return TodayChoice(code, name, note, service=code, quota=quota)


def _hours(hours: DayHours | None, localiser: Localiser) -> str:
    if hours is None:
        return localiser.translate(day_words.NOW_CLOSED)
    opens, closes = time_of_day_words(hours.open), time_of_day_words(hours.close)
    return localiser.translate(day_words.NOW_HOURS, opens=opens, closes=closes)


def _noted(note: str, changed: bool, localiser: Localiser) -> str:
    return f"{note}  ·  {localiser.translate(day_words.CHANGED_TODAY)}" if changed else note
