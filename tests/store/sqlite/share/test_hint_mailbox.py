"""What the operating system does to packets on their way into the mailbox."""

import types

from shared.store.sqlite.share import interfaces, udp_hint
from shared.store.sqlite.share.udp_hint import Hint, Reach

LOOPBACK = (interfaces.Interface(0, "127.0.0.1", None),)


def test_a_packet_that_it_took_away_is_passed_over_and_the_next_one_heard(monkeypatch):
    """As Windows does with one that is longer than ours are."""
    news = udp_hint._PACKET.pack(b"AQ", 1, 0, udp_hint.key_of("hall-1"), b"else", 1)
    mailbox = [OSError(10040, "too long"), news, BlockingIOError()]

    def recv(_size):
        found = mailbox.pop(0)
        if isinstance(found, OSError):
            raise found
        return found

    hint = Hint("hall-1", Reach("loopback"), listen=False, cards=lambda: LOOPBACK)
    with monkeypatch.context() as mail:
        mail.setattr(hint, "_hearing", types.SimpleNamespace(recv=recv))
        assert hint.heard()
    hint.close()
    assert mailbox == []
