import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from display.voice.announcer import CHIME, CROWDED_SECONDS, TING, Announcer, Fate, Hearing, with_pauses
from shared.domain.hall_data.spoken_rules import Voice
from shared.domain.speech import Form, Spoken
from shared.tools.rehearsal import rehearse

RULES = Voice()


class Ear:
    """Notes the fates; makes hearings with growing sequences."""

    def __init__(self, rules: Voice = RULES, languages: tuple[str, ...] = ("id", "en")) -> None:
        self.fates: list[tuple[int, Fate]] = []
        self.announcer = Announcer(rules, languages, lambda call, fate: self.fates.append((call.call, fate)))
        self.number = 0

    def hear(self, now: float, *, since: float | None = None, step: int | None = None, **more: object) -> int:
        self.number += 1
        spoken = {k: more.pop(k) for k in ("priority", "again") if k in more}
        call = Spoken(f"AB-{self.number:03d}", str((self.number - 1) % 150 + 1), **spoken)
        self.announcer.hear(
            Hearing(self.number, self.number, step or self.number, call, now if since is None else since, **more), now
        )
        return self.number


def test_a_lone_call_is_said_in_full_with_the_chime_and_once_more():
    ear = Ear()
    ear.hear(0)
    first = ear.announcer.next(0)
    assert first.form is Form.FULL
    assert first.chime == CHIME
    again = ear.announcer.next(8)
    assert again.parts == first.parts
    assert again.chime is None
    assert again.repeat
    assert ear.announcer.next(16) is None
    assert ear.fates == [(1, Fate.FULL)]


def test_no_repeat_after_the_pc_slept():
    ear = Ear()
    ear.hear(0)
    ear.announcer.next(0)
    assert ear.announcer.next(RULES.stale_seconds + 60) is None


def test_no_repeat_when_another_call_came_in_the_meantime():
    ear = Ear()
    ear.hear(0)
    ear.announcer.next(0)
    ear.hear(3)
    assert ear.announcer.next(8).call == 2
    assert ear.fates == [(1, Fate.FULL), (2, Fate.FULL)]


def test_short_wording_and_a_short_chime_when_several_wait():
    ear = Ear()
    for _ in range(4):
        ear.hear(0)
    forms = [ear.announcer.next(t) for t in range(4)]
    assert [u.form for u in forms] == [Form.SHORT] * 4
    assert [u.chime for u in forms] == [TING] * 4
    assert forms[0].words() == "a be nol nol satu , loket satu"


def test_the_wording_stays_short_for_half_a_minute_after_somebody_had_to_wait():
    ear = Ear()
    ear.hear(0)
    ear.hear(0)
    assert ear.announcer.next(0).form is Form.SHORT
    assert ear.announcer.next(4).form is Form.SHORT
    again = ear.announcer.next(8)
    assert again.repeat, "nobody waits: the second is said again"
    assert again.form is Form.SHORT
    ear.hear(CROWDED_SECONDS - 1)
    assert ear.announcer.next(CROWDED_SECONDS - 1).form is Form.SHORT
    ear.hear(CROWDED_SECONDS)
    assert ear.announcer.next(CROWDED_SECONDS).form is Form.FULL


def test_a_hall_says_with_how_many_waiting_the_wording_becomes_short():
    ear = Ear(dataclasses.replace(RULES, short_from=2))
    ear.hear(0)
    ear.hear(0)
    assert ear.announcer.next(0).form is Form.FULL
    for _ in range(2):
        ear.hear(5)
    assert ear.announcer.next(5).form is Form.SHORT


def test_what_waited_long_is_left_to_the_picture_when_somebody_was_called_a_moment_ago():
    ear = Ear()
    ear.hear(0)
    ear.hear(2 * RULES.prompt_seconds + 1)
    assert ear.announcer.next(2 * RULES.prompt_seconds + 1).call == 2
    assert ear.fates[0] == (1, Fate.SHOWN_BUSY)


def test_more_than_may_be_kept_are_shown_only_the_oldest_first():
    ear = Ear()
    for _ in range(RULES.keep + 3):
        ear.hear(0)
    assert ear.fates == [(1, Fate.SHOWN_BUSY), (2, Fate.SHOWN_BUSY), (3, Fate.SHOWN_BUSY)]
    assert [call.call for call in ear.announcer.waiting] == list(range(4, RULES.keep + 4))


def test_a_recall_and_a_priority_call_are_the_last_to_lose_their_voice():
    ear = Ear(dataclasses.replace(RULES, keep=4))
    ear.hear(0, again=True)
    ear.hear(0, priority=True)
    for _ in range(4):
        ear.hear(0)
    assert [call.call for call in ear.announcer.waiting] == [1, 2, 5, 6]


def test_a_call_that_is_too_old_is_shown_only_before_and_while_it_waits():
    ear = Ear()
    ear.hear(100, since=100 - RULES.stale_seconds - 1)
    assert ear.fates == [(1, Fate.SHOWN_STALE)]
    ear.hear(100)
    assert ear.announcer.next(101 + RULES.stale_seconds) is None
    assert ear.fates[-1] == (2, Fate.SHOWN_STALE)


def test_a_recall_of_a_call_that_still_waits_is_said_once_in_its_place():
    ear = Ear()
    ear.hear(0, step=7)
    ear.hear(0, step=8)
    ear.hear(1, step=7, again=True)
    assert ear.fates == [(1, Fate.MERGED)]
    assert ear.announcer.next(1).call == 3
    assert ear.announcer.next(5).call == 2


def test_a_visitor_who_is_there_already_is_not_called_any_more():
    ear = Ear()
    ear.hear(0, step=7)
    ear.announcer.withdraw(7)
    assert ear.announcer.next(0) is None
    assert ear.fates == [(1, Fate.WITHDRAWN)]
    ear.hear(1, step=8)
    ear.announcer.next(1)
    ear.announcer.withdraw(8)
    assert ear.announcer.next(9) is None, "no repeat either"


def test_indonesian_first_then_the_visitors_language_if_the_hall_speaks_it():
    ear = Ear()
    ear.hear(0, lang="en")
    assert [lang for lang, _ in ear.announcer.next(0).parts] == ["id", "en"]
    only_indonesian = Ear(languages=("id",))
    only_indonesian.hear(0, lang="en")
    assert [lang for lang, _ in only_indonesian.announcer.next(0).parts] == ["id"]


def test_closing_is_said_once_after_the_calls_that_wait():
    ear = Ear(dataclasses.replace(RULES, times=1))
    ear.hear(0)
    ear.announcer.close(0)
    assert ear.announcer.next(0).call == 1
    closing = ear.announcer.next(8)
    assert closing.call is None
    assert closing.parts[0] == ("id", ("layanan-berakhir",))
    assert ear.announcer.next(16) is None


def test_a_counter_without_words_is_announced_without_it_and_its_fate_says_so():
    ear = Ear()
    ear.announcer.hear(Hearing(1, 1, 1, Spoken("AB-001", "Ж 3"), 0.0), 0.0)
    utterance = ear.announcer.next(0)
    assert utterance.chime == CHIME
    assert utterance.words() == "nomor-antrean , a be nol nol satu , silakan-menuju loket"
    assert ear.fates == [(1, Fate.UNNAMED)]


def test_each_sentence_has_one_without_the_counter_for_a_loudspeaker_that_lacks_a_clip():
    ear = Ear()
    ear.announcer.hear(Hearing(1, 1, 1, Spoken("AB-001", "Loket Khusus 3"), 0.0), 0.0)
    utterance = ear.announcer.next(0)
    assert utterance.words().endswith("silakan-menuju loket khusus tiga")
    assert utterance.without[0][1][-2:] == ("silakan-menuju", "loket")


def test_a_label_without_words_is_shown_and_its_fate_says_so():
    ear = Ear()
    ear.announcer.hear(Hearing(1, 1, 1, Spoken("Ж-001", "3"), 0.0), 0.0)
    assert ear.announcer.next(0) is None
    assert ear.fates == [(1, Fate.UNSPEAKABLE)]


def test_a_pause_stands_between_two_languages():
    ear = Ear()
    ear.hear(0, lang="en")
    flat = with_pauses(ear.announcer.next(0).parts)
    first_english = next(i for i, (lang, _) in enumerate(flat) if lang == "en")
    assert flat[first_english] == ("en", ",")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["hear", "hear", "hear", "recall", "withdraw", "next", "wait"]),
        st.integers(1, 12),
        st.booleans(),
    ),
    max_size=80,
)


@settings(max_examples=150, deadline=None)
@given(ACTS)
def test_each_call_has_exactly_one_fate_or_still_waits_and_the_queue_is_bounded(acts):
    ear, now = Ear(), 0.0
    for act, step, priority in acts:
        match act:
            case "hear":
                ear.hear(now, step=step, priority=priority)
            case "recall":
                ear.hear(now, step=step, again=True)
            case "withdraw":
                ear.announcer.withdraw(step)
            case "next":
                ear.announcer.next(now)
            case _:
                now += 20.0
        assert len(ear.announcer.waiting) <= RULES.keep
        ended = [call for call, _ in ear.fates]
        assert len(ended) == len(set(ended))
        assert sorted([*ended, *(call.call for call in ear.announcer.waiting)]) == list(range(1, ear.number + 1))


HOUR = (pytest.mark.soak, pytest.mark.timeout(600))


@pytest.mark.parametrize(
    ("per_minute", "minutes", "least_full", "most_shown_only"),
    [
        pytest.param(4, 60, 0.6, 0.01, marks=HOUR),
        pytest.param(9, 60, 0.1, 0.08, marks=HOUR),
        pytest.param(12, 60, 0.05, 0.15, marks=HOUR),
        pytest.param(18, 60, 0.0, 0.32, marks=HOUR),
        pytest.param(25, 60, 0.0, 0.5, marks=HOUR),
        (25, 10, 0.0, 0.5),
    ],
)
def test_a_loudspeaker_keeps_up_with_the_hall(per_minute, minutes, least_full, most_shown_only):
    """25 a minute is a 150-counter hall on one loudspeaker: what is said is said soon, the rest is shown."""
    heard = rehearse(per_minute, minutes)
    assert heard.fates.total() == heard.calls == per_minute * minutes
    assert heard.part(Fate.FULL) >= least_full
    assert heard.part(Fate.SHOWN_BUSY, Fate.SHOWN_STALE) <= most_shown_only
    assert heard.delay(1) <= RULES.stale_seconds
    assert heard.delay(0.9) <= 8
