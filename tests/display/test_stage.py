"""One event drives picture and voice; zones, order, catching up."""

import dataclasses

import pytest

from display.board.calls import Stand
from display.stage import Stage, Standing
from display.voice.announcer import Fate
from shared.domain.speech import Form, sentence
from shared.domain.words import Instant
from shared.store.record.events import What
from tests.display.test_picture import call
from tests.helpers.hall import MORNING, small_hall
from tests.helpers.screens.calls import Events


class Show:
    """A stage with its fates."""

    def __init__(self, zones=("A",), **changes):
        self.hall = small_hall(**changes)
        self.fates = []
        self.stage = Stage(self.hall, zones, lambda hearing, fate: self.fates.append((hearing.spoken.label, fate)))
        self.events = Events(self.hall)

    def labels(self):
        return [line.call.label for line in self.stage.lines.visible]

    def large(self):
        return [card.call.label for card in self.stage.panel.cards]


def test_what_is_said_is_what_is_shown():
    show = Show()
    show.stage.news(
        [
            show.events.called("AB-001", "1"),
            show.events.called("AB-002", "2", priority=True),
        ],
        0,
    )
    show.stage.news([show.events.recalled("AB-001", "1")], 1)
    shown = {line.call.call: line.call for line in show.stage.lines.visible}
    said = 0
    while (utterance := show.stage.announcer.next(2)) is not None and not utterance.repeat:
        picture = shown[utterance.call]
        assert utterance.parts[0] == ("id", sentence(picture.spoken(), utterance.form))
        assert picture.label in [card.call.label for card in show.stage.panel.cards]
        said += 1
    assert said == 2
    assert show.fates[0] == ("AB-001", Fate.MERGED)


def test_who_is_served_without_a_number_is_listed_and_neither_large_nor_said():
    show = Show()
    event = show.events.called("AB-001", "1")
    show.stage.news([dataclasses.replace(event, data={**event.data, "quiet": True})], 0)
    assert (show.labels(), show.large(), show.stage.announcer.next(0)) == (["AB-001"], [], None)


def test_a_display_shows_and_says_its_own_zones_only():
    show = Show(zones=("B",))
    show.stage.news([show.events.called("AB-001", "1"), show.events.called("BA-001", "3")], 0)
    assert show.labels() == ["BA-001"]
    assert show.stage.announcer.next(0).words().startswith("nomor-antrean , be a")
    everything = Show(zones=())
    everything.stage.news([everything.events.called("AB-001", "1"), everything.events.called("BA-001", "3")], 0)
    assert everything.labels() == ["BA-001", "AB-001"]


def test_a_silent_display_shows_everything_and_says_nothing():
    show = Show()
    show.stage.voice = False
    show.stage.news([show.events.called("AB-001", "1")], 0)
    assert show.labels() == ["AB-001"]
    assert show.stage.announcer.next(0) is None


def test_a_burst_of_calls_is_all_in_the_list_and_all_large_in_turn():
    show = Show(zones=("A",))
    show.stage.voice = False
    calls = [show.events.called(f"AB-{n:03d}", "1" if n % 2 else "2") for n in range(1, 26)]
    now, large, listed = 0.0, set(), set()
    for one in calls:
        show.stage.news([one], now)
        assert show.labels()[0] == one.label
        large.update(show.large())
        listed.update(show.labels())
        now += 0.2
    while now < 100:
        show.stage.refresh(now)
        large.update(show.large())
        listed.update(show.labels())
        now += 0.5
    assert len(large) == len(listed) == 25
    assert show.large() == ["AB-025"]


def test_what_is_said_is_large_from_its_first_word_to_its_last():
    show = Show()
    show.stage.news([show.events.called(f"AB-{n:03d}", "1" if n % 2 else "2") for n in range(1, 9)], 0)
    now, said = 0.0, []
    while (utterance := show.stage.next_sentence(now)) is not None and not utterance.repeat:
        said.append(utterance.call)
        for tenth in range(50):
            show.stage.refresh(now + tenth / 10)
            assert utterance.call in [card.call.call for card in show.stage.panel.cards]
        now += 5
    assert len(said) == show.hall.voice.keep


def test_a_display_that_does_not_speak_itself_shows_large_what_another_one_says():
    show = Show()
    show.stage.speaks = False
    show.stage.news([show.events.called(f"AB-{n:03d}", "1" if n % 2 else "2") for n in range(1, 7)], 0)
    waiting = show.stage.panel.waiting[0]
    assert show.stage.next_sentence(0) is None
    show.stage.follow(waiting.call, 0.5)
    assert waiting.label in show.large()
    assert waiting.step not in [one.step for one in show.stage.announcer.waiting], "it is said already"
    show.stage.follow(None, 30)
    assert show.stage.panel.spoken is None


def test_an_event_is_taken_once_even_when_it_comes_twice_at_the_start():
    show = Show()
    first = show.events.called("AB-001", "1")
    show.stage.begin([], first.sequence, 0)
    show.stage.news([first], 0)
    assert show.labels() == []


def test_what_stood_before_is_shown_calmly_and_not_said():
    show = Show()
    standing = [Standing(call(-2), Stand.OVER), Standing(call(-1), Stand.CALLED), Standing(call(-3), Stand.SERVING)]
    show.stage.begin(standing, 40, 0)
    assert show.labels() == ["AB--01", "AB--02", "AB--03"]
    assert show.large() == ["AB--01"]
    assert show.stage.announcer.next(0) is None
    assert show.stage.next_change(0) is None, "nothing is within a minimum"


def test_a_display_that_was_off_lists_what_it_missed_and_says_only_what_is_fresh():
    show = Show()
    minute = 60_000
    old = show.events.called("AB-001", "1", at=Instant(MORNING - 30 * minute))
    missed = show.events.called("AB-002", "1", at=Instant(MORNING - 3 * minute))
    fresh = show.events.called("AB-003", "2", at=Instant(MORNING - 5_000))
    show.stage.missed([old, missed, fresh], MORNING, 0)
    assert show.labels() == ["AB-003", "AB-002"]
    assert show.large() == ["AB-003"]
    assert show.stage.announcer.next(0).words().endswith("silakan-menuju loket dua")
    assert show.fates == [("AB-002", Fate.SHOWN_STALE), ("AB-003", Fate.FULL)]
    show.stage.refresh(show.hall.board.line_seconds - 1)
    assert show.labels() == ["AB-003", "AB-002"], "the missed one has its whole minimum too"


def test_live_news_is_fresh_whatever_the_other_pcs_clock_says():
    show = Show()
    show.stage.news([show.events.called("AB-001", "1", at=Instant(MORNING - 3_600_000))], 0)
    assert show.large() == ["AB-001"]
    assert show.stage.announcer.next(0) is not None


def test_a_visitor_at_the_counter_is_not_called_by_voice_any_more():
    show = Show()
    show.stage.news([show.events.called("AB-001", "1"), show.events.moved(What.STARTED, "AB-001")], 0)
    assert show.stage.announcer.next(0) is None
    assert show.fates == [("AB-001", Fate.WITHDRAWN)]
    assert show.labels() == ["AB-001"]


@pytest.mark.parametrize("what", [What.RETURNED, What.HELD, What.TRANSFERRED, What.CANCELLED])
def test_a_call_that_was_taken_back_stands_no_longer_large(what):
    show = Show()
    show.stage.news([show.events.called("AB-001", "1"), show.events.moved(what, "AB-001")], 0)
    assert show.large() == []


def test_a_new_day_begins_with_an_empty_board():
    show = Show()
    show.stage.news([show.events.called("AB-001", "1"), show.events.plain(What.DAY_OPENED)], 0)
    assert show.labels() == []
    assert show.large() == []


def test_closing_the_day_is_said_by_displays_that_are_on_and_not_when_they_come_back():
    show = Show()
    show.stage.news([show.events.plain(What.DAY_CLOSED)], 0)
    assert show.stage.announcer.next(0).parts[0][1] == ("layanan-berakhir",)
    show.stage.missed([show.events.plain(What.DAY_CLOSED, at=Instant(MORNING - 600_000))], MORNING, 0)
    assert show.stage.announcer.next(0) is None


def test_after_a_restored_backup_the_board_follows_the_earlier_numbers():
    show = Show()
    show.stage.begin([], 900, 0)
    restored = show.events.plain(What.RESTORED)
    show.stage.news([restored, show.events.called("AB-007", "1")], 0)
    assert show.labels() == ["AB-007"]
    assert show.stage.cursor == 2


def test_an_agencys_own_clip_is_said_unless_the_agency_is_private():
    hall = small_hall()
    agencies = {**hall.agency, "BA": dataclasses.replace(hall.agency["BA"], private=True)}
    show = Show(zones=(), agency=agencies)
    show.stage._say_agency = lambda _code: True
    show.stage.news([show.events.called("AB-001", "1")], 0)
    assert show.stage.announcer.next(0).words().endswith("loket satu , gerai-ab")
    show.stage.news([show.events.called("BA-001", "3")], 100)
    said = show.stage.announcer.next(100)
    assert said.form is Form.FULL
    assert "gerai" not in said.words()


def test_new_rules_hold_from_the_next_call_on():
    show = Show()
    quick = dataclasses.replace(show.hall, board=dataclasses.replace(show.hall.board, large_seconds=1))
    show.stage.use(quick, ("A",))
    show.stage.news([show.events.called("AB-001", "1")], 0)
    show.stage.news([show.events.called("AB-002", "2")], 2)
    assert show.large() == ["AB-002"]
