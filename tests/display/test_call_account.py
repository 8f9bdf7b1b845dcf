"""What became of each call on a screen."""

from display.call_account import LATEST, Accounted, CallAccount
from shared.domain.words import Instant


def test_the_first_frame_and_the_last_word_of_a_call_count():
    account = CallAccount()
    account.shown(1, Instant(10))
    account.spoken(1, Instant(20))
    account.shown(1, Instant(30))
    account.spoken(1, Instant(40))
    assert account.latest == account.batch() == (Accounted(1, None, Instant(10), Instant(40)),)


def test_a_batch_is_handed_out_until_the_file_has_it_and_what_came_meanwhile_stays():
    account = CallAccount()
    account.shown(1, Instant(10))
    account.shown(2, Instant(11))
    batch = account.batch()
    account.spoken(2, Instant(12))
    account.kept(batch)
    assert account.batch() == (Accounted(2, None, Instant(11), Instant(12)),)
    assert account.latest[0].call == 1


def test_only_the_latest_are_told_each_second():
    account = CallAccount()
    for call in range(1, 101):
        account.shown(call, Instant(call))
    assert [one.call for one in account.latest] == list(range(101 - LATEST, 101))
    assert len(account.batch()) == 100
