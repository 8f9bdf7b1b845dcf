import dataclasses
import datetime

import pytest

from shared.domain.hall_data.hall import (
    CallRule,
    Counter,
    DayHours,
    Display,
    Hall,
    Holiday,
    Identity,
    Kiosk,
    Printer,
    PriorityRule,
    RecordRule,
    Season,
    Service,
    Span,
    TakingRule,
    Ticket,
    Voice,
    Weekday,
)
from shared.domain.hall_data.hall_check import problems
from shared.domain.hall_data.screens import least_text
from shared.domain.words import TimeOfDay
from shared.samples import NAMES, load
from tests.helpers.hall import small_hall

DAY = datetime.date(2026, 12, 25)


def hours(start: float, end: float, **more) -> DayHours:
    return DayHours(TimeOfDay(round(start * 60)), TimeOfDay(round(end * 60)), **more)


def span(start: float, end: float) -> Span:
    return Span(TimeOfDay(round(start * 60)), TimeOfDay(round(end * 60)))


def week(**more):
    return {"week": {Weekday.MONDAY: hours(8, 16, **more)}}


def service(code: str = "AB.1", **changes):
    hall = small_hall()
    return {"service": {**hall.service, code: dataclasses.replace(hall.service["AB.1"], **changes)}}


def counter(**changes):
    return {"counter": {**small_hall().counter, "1": dataclasses.replace(Counter("AB"), **changes)}}


def agency(**changes):
    hall = small_hall()
    return {"agency": {**hall.agency, "AB": dataclasses.replace(hall.agency["AB"], **changes)}}


def keys(hall: Hall) -> set[str]:
    found = problems(hall)
    for problem in found:
        assert problem.reason.endswith(".")
        assert problem.remedy.endswith(".")
    return {problem.key for problem in found}


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_are_sound(name: str) -> None:
    assert problems(load(name)) == ()


def test_the_small_hall_is_sound() -> None:
    hall = small_hall(words={"quota_used_up": {"id": "Habis."}}, **service(quota=10, quota_priority=2))
    assert problems(hall) == ()


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"hall": Identity({"id": "X"}, "Asia/Nowhere")}, "hall.time_zone"),
        ({"hall": Identity({"id": "X"}, languages=("en", "id"))}, "hall.languages"),
        ({"hall": Identity({"id": "X"}, day_tail_minutes=999)}, "hall.day_tail_minutes"),
        ({"week": {}}, "week"),
        ({"week": {Weekday.MONDAY: hours(16, 8)}}, "week.monday.close"),
        ({"week": {Weekday.MONDAY: hours(8, 8)}}, "week.monday.close"),
        ({"week": {Weekday.MONDAY: hours(20, 37)}}, "week.monday.close"),
        (week(take_from=TimeOfDay(960)), "week.monday.take_from"),
        (week(take_until=TimeOfDay(480)), "week.monday.take_until"),
        (week(take_from=TimeOfDay(450), take_until=TimeOfDay(961)), "week.monday.take_until"),
        (week(breaks=(span(12, 13), span(12.5, 14))), "week.monday.breaks"),
        (week(breaks=(span(13, 12),)), "week.monday.breaks"),
        (week(breaks=(span(7, 9),)), "week.monday.breaks"),
        (week(breaks=(span(15, 17),)), "week.monday.breaks"),
        ({"season": {"r": Season({"id": "R"}, DAY, DAY - datetime.timedelta(1))}}, "season.r.last"),
        (
            {"season": {"r": Season({"id": "R"}, DAY, DAY, {Weekday.MONDAY: hours(9, 8)})}},
            "season.r.week.monday.close",
        ),
        ({"holiday": {DAY: Holiday({"id": "N"}, hours=hours(9, 8))}}, "holiday.2026-12-25.hours.close"),
        ({"holiday": {DAY: Holiday({"id": "N"}, ("XX",))}}, "holiday.2026-12-25.agencies"),
        (agency(zone="Q"), "agency.AB.zone"),
        (agency(share=-1.0), "agency.AB.share"),
        (agency(week={Weekday.MONDAY: hours(9, 8)}), "agency.AB.week.monday.close"),
        (service(minutes=0.0), "service.AB.1.minutes"),
        (service(share=-1.0), "service.AB.1.share"),
        (service(quota=-1), "service.AB.1.quota"),
        (service(quota_priority=1), "service.AB.1.quota_priority"),
        (service(quota=1, quota_priority=2), "service.AB.1.quota_priority"),
        (service(hours=(span(9, 11), span(10, 12))), "service.AB.1.hours"),
        (service(after=("XX.1",)), "service.AB.1.after"),
        (service(after=("AB.1",)), "service.AB.1.after"),
        (service("XX.1"), "service.XX.1"),
        (service("AB.1.2"), "service.AB.1.2"),
        ({"counter": {"1": Counter("AB")}}, "service.BA.1"),
        (counter(agency="XX"), "counter.1.agency"),
        (counter(services=("XX.1",)), "counter.1.services"),
        (counter(zone="Q"), "counter.1.zone"),
        (counter(weights={"XX.1": 1}), "counter.1.weights"),
        (counter(weights={"AB.1": 0}), "counter.1.weights"),
        ({"kiosk": {"K1": Kiosk("Q")}}, "kiosk.K1.zone"),
        ({"kiosk": {"K1": Kiosk("A", printers=("P9",))}}, "kiosk.K1.printers"),
        ({"kiosk": {"K1": Kiosk("A", agencies=("XX",))}}, "kiosk.K1.agencies"),
        ({"display": {"D1": Display(("Q",))}}, "display.D1.zones"),
        ({"priority": PriorityRule(ordinary=0, priority=0)}, "rules.priority.ordinary"),
        ({"priority": PriorityRule(ordinary=-1)}, "rules.priority.ordinary"),
        ({"priority": PriorityRule(cap=0)}, "rules.priority.cap"),
        ({"priority": PriorityRule(priority=3, cap=2)}, "rules.priority.cap"),
        ({"priority": PriorityRule(ageing_minutes=-1)}, "rules.priority.ageing_minutes"),
        ({"priority": PriorityRule(bound_minutes=-1)}, "rules.priority.bound_minutes"),
        ({"priority": PriorityRule(reserve=0.5)}, "rules.priority.reserve"),
        ({"calls": CallRule(recall_gap_seconds=-1)}, "rules.calls.recall_gap_seconds"),
        ({"calls": CallRule(calls_before_no_show=0)}, "rules.calls.calls_before_no_show"),
        ({"calls": CallRule(recall_limit=2, calls_before_no_show=3)}, "rules.calls.calls_before_no_show"),
        ({"taking": TakingRule(cut_off_minutes=-1)}, "rules.taking.cut_off_minutes"),
        ({"records": RecordRule(wait_target_minutes=0)}, "rules.records.wait_target_minutes"),
        ({"records": RecordRule(keep_days=1)}, "rules.records.keep_days"),
        ({"records": RecordRule(outage_minutes=0)}, "rules.records.outage_minutes"),
        ({"words": {"sold_out": {"id": "habis"}}}, "words.sold_out"),
        ({"ticket": Ticket(show=("number", "horoscope"))}, "ticket.show"),
        ({"printer": {"P1": Printer("tcp:1.2.3.4", render="colour")}}, "printer.P1.render"),
        ({"printer": {"P1": Printer("tcp:1.2.3.4", width_mm=210)}}, "printer.P1.width_mm"),
        ({"printer": {"P1": Printer("tcp:1.2.3.4", roll_mm=50)}}, "printer.P1.roll_mm"),
    ],
)  # fmt: skip
def test_a_bad_value_is_told_with_its_key(changes: dict, key: str) -> None:
    assert key in keys(small_hall(**changes))


def test_an_agencys_code_is_what_is_printed() -> None:
    hall = small_hall()
    assert "agency.ab" in keys(dataclasses.replace(hall, agency={**hall.agency, "ab": hall.agency["AB"]}))


def test_a_circle_of_services_is_told_once_with_the_way_round() -> None:
    hall = small_hall()
    after = {"AB.1": ("BA.1",), "BA.1": ("AB.2",), "AB.2": ("AB.1", "XX.1"), "BA.2": ("AB.1",)}
    services = {c: dataclasses.replace(s, after=after.get(c, ())) for c, s in hall.service.items()}
    circles = [p for p in problems(dataclasses.replace(hall, service=services)) if "circle" in p.reason]
    assert len(circles) == 1
    assert circles[0].reason == "goes in a circle: AB.1 after BA.1 after AB.2 after AB.1."


def test_a_service_that_is_not_offered_needs_no_counter() -> None:
    hall = small_hall(counter={"1": Counter("AB")})
    closed = {c: dataclasses.replace(s, closed=c.startswith("BA")) for c, s in hall.service.items()}
    assert problems(dataclasses.replace(hall, service=closed)) == ()
    assert isinstance(hall.service["AB.1"], Service)


def board(**changes):
    return {"board": dataclasses.replace(small_hall().board, **changes)}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        (board(poster_after_seconds=5), "board.poster_after_seconds"),
        (board(poster_after_seconds=17), "board.poster_after_seconds"),
        (board(poster_after_seconds=24), "board.poster_after_seconds"),
        (board(poster_after_seconds=-1), "board.poster_after_seconds"),
        (board(large_seconds=0), "board.large_seconds"),
        (board(visual_seconds=5), "board.visual_seconds"),
        (board(missed_minutes=-1), "board.missed_minutes"),
        ({"voice": Voice(times=0)}, "voice.times"),
        ({"voice": Voice(stale_seconds=0)}, "voice.stale_seconds"),
        ({"ticket": Ticket(copies=-1)}, "ticket.copies"),
        ({"ticket": Ticket(show=("agency",))}, "ticket.show"),
        ({"ticket": Ticket(show=("number", "number"))}, "ticket.show"),
        ({"taking": TakingRule(cut_off_minutes=8 * 60)}, "rules.taking.cut_off_minutes"),
        (week(breaks=(span(8, 16),)), "week.monday.breaks"),
        ({"week": {Weekday.MONDAY: hours(8, 33), Weekday.TUESDAY: hours(8, 16)}}, "week.monday.close"),
        ({"week": {Weekday.SUNDAY: hours(8, 33), Weekday.MONDAY: hours(8, 16)}}, "week.sunday.close"),
        (agency(week={Weekday.MONDAY: hours(8, 33)}), "agency.AB.week.monday.close"),
        (agency(week={Weekday.MONDAY: hours(9, 12)}, closed_days=(Weekday.MONDAY,)), "agency.AB.closed_days"),
        ({**agency(closed_days=(Weekday.MONDAY,)), **service(days=(Weekday.MONDAY,))}, "service.AB.1"),
        (service(hours=(span(17, 18),)), "service.AB.1"),
        (counter(weights={"BA.1": 2}), "counter.1.weights"),
        (counter(services=("AB.1", "AB.1")), "counter.1.services"),
        ({"hall": Identity({"id": "X"}, "Asia/Makassar", languages=("id", "en", "id"))}, "hall.languages"),
        ({"kiosk": {"K1": Kiosk("A", agencies=("AB", "AB"))}}, "kiosk.K1.agencies"),
        (service(minutes=float("inf")), "service.AB.1.minutes"),
        ({"priority": PriorityRule(reserve=float("nan"))}, "rules.priority.reserve"),
        ({"words": {"quota_used_up": {"id": "Habis {tme}."}}}, "words.quota_used_up.id"),
        ({"words": {"quota_used_up": {"id": "Habis.", "en": "Gone {"}}}, "words.quota_used_up.en"),
        ({"words": {"quota_used_up": {"id": "Habis {}."}}}, "words.quota_used_up.id"),
    ],
)
def test_keys_that_contradict_each_other_are_told(changes: dict, key: str) -> None:
    assert key in keys(small_hall(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        board(poster_after_seconds=0),
        board(poster_after_seconds=25),
        {"week": dict.fromkeys(Weekday, hours(0, 24))},
        {"week": dict.fromkeys(Weekday, hours(8, 25))},
        {"taking": TakingRule(cut_off_minutes=8 * 60 - 1)},
        week(take_from=TimeOfDay(450)),
        service(closed=True, hours=(span(17, 18),)),
        {"words": {"not_yet_open": {"id": "Mulai {time}. {{x}}", "en": "From {moment}."}}},
    ],
)
def test_what_only_looks_like_a_contradiction_may_stand(changes: dict) -> None:
    assert problems(small_hall(**changes)) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("KTP\u202eelektronik", '"KTP\\u202Eelektronik" holds an invisible character, U+202E RIGHT-TO-LEFT OVERRIDE.'),
        ("KTP\nelektronik", '"KTP\\u000Aelektronik" holds a line break, U+000A LINE FEED.'),
        ("KTP\x07", '"KTP\\u0007" holds an invisible character, U+0007 a control character.'),
    ],
)
def test_a_name_that_holds_what_nobody_sees_is_told_with_what_it_is(text: str, told: str) -> None:
    hall = small_hall(services={"AB.1": Service({"id": text}, 6.0)})
    assert [(one.key, one.reason) for one in problems(hall) if "holds" in one.reason] == [
        ("service.AB.1.name.id", told)
    ]


def test_words_on_a_display_are_larger_the_smaller_it_is_and_the_farther_away_people_sit() -> None:
    near, far, large = (Display(("A",), inches=i, metres=m) for i, m in ((43, 4), (43, 8), (86, 8)))
    assert least_text(far) == pytest.approx(2 * least_text(near))
    assert least_text(large) == pytest.approx(least_text(near))
    assert 0 < least_text(near) < 0.2
