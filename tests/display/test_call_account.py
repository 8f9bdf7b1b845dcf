"""What became of each call on a screen."""

from display.call_account import LATEST, MOST, Accounted, CallAccount
from shared.domain.words import Instant


def test_the_first_frame_and_the_last_word_of_a_call_count():
    account = CallAccount()
    account.shown(1, Instant(10), 10)
    account.spoken(1, Instant(20), 20)
    account.shown(1, Instant(30), 30)
    account.spoken(1, Instant(40), 40)
    assert account.latest == account.batch() == (Accounted(1, None, Instant(10), Instant(40)),)


def test_a_batch_is_handed_out_until_the_file_has_it_and_what_came_meanwhile_stays():
    account = CallAccount()
    account.shown(1, Instant(10), 10)
    account.shown(2, Instant(11), 11)
    batch = account.batch()
    account.spoken(2, Instant(12), 12)
    account.kept(batch)
    assert account.batch() == (Accounted(2, None, Instant(11), Instant(12)),)
    assert account.latest[0].call == 1


def test_only_the_latest_are_told_each_second():
    account = CallAccount()
    for call in range(1, 101):
        account.shown(call, Instant(call), call)
    assert [one.call for one in account.latest] == list(range(101 - LATEST, 101))
    assert len(account.batch()) == 100


def test_how_late_counts_from_before_the_call_and_the_voice_answers_the_last_one():
    account = CallAccount()
    account.called(1, 1000)
    account.shown(1, Instant(-7), 1030)
    account.spoken(1, Instant(-6), 2500)
    account.spoken(1, Instant(-5), 9000)  # said twice by the hall's plan
    assert (account.latest[0].shown_ms, account.latest[0].spoken_ms) == (30, 1500)
    account.called(1, 60_000)  # called out again
    account.shown(1, Instant(-4), 60_020)
    account.spoken(1, Instant(-3), 61_000)
    assert (account.latest[0].shown_ms, account.latest[0].spoken_ms) == (30, 1000)


def test_nobody_says_how_late_a_call_of_before_the_start_is():
    account = CallAccount()
    account.called(1, None)
    account.shown(1, Instant(10), 5000)
    account.spoken(1, Instant(10), 5000)
    assert account.latest == (Accounted(1, None, Instant(10), Instant(10)),)
    account.called(1, 6000)
    account.spoken(1, Instant(10), 7000)
    assert (account.latest[0].shown_ms, account.latest[0].spoken_ms) == (None, 1000)


def test_calls_that_were_called_out_are_forgotten_one_day_later():
    account = CallAccount()
    for call in range(MOST + 1):
        account.called(call, 1)
    account.shown(0, Instant(10), 10)
    account.shown(1, Instant(10), 10)
    assert [one.shown_ms for one in account.latest] == [None, 9]
