"""Hints that get through, and hints that are lost, late, doubled, forged and fuzzed: the file alone is believed."""

import os
import random
import select
import socket
import subprocess
import sys
import time

import pytest

from shared.clock import machine_clock
from shared.faults import UsageFault
from shared.store.sqlite import create
from shared.store.sqlite.connection import HallFile
from shared.store.sqlite.share import interfaces, udp_hint
from shared.store.sqlite.share.udp_hint import Hint, Reach
from tests.helpers.hall import small_hall
from tests.helpers.machine.cables import ROOT, cable, need_own_network, without_network
from tests.helpers.machine.linux import WINDOWS, WINE
from tests.helpers.machine.processes import python

HERE = Reach("lan" if WINE else "loopback")
"""A multicast reaches a Windows socket that is bound to its card, but under wine only one that is bound to none."""
LOOPBACK = (interfaces.Interface(0, "127.0.0.1", None),)
SECONDS = 20


@pytest.fixture
def port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def pair(port):
    one, two = (Hint("hall-1", HERE, listen=True, port=port, cards=lambda: LOOPBACK) for _ in range(2))
    if two.ears is None:
        pytest.skip("no loopback multicast here")
    yield one, two
    one.close()
    two.close()


@pytest.fixture
def folder(tmp_path):
    create.create(tmp_path / "hall", small_hall(), machine_clock)
    return tmp_path / "hall"


def arrives(one, seconds=2.0):
    ears = one.ears
    return ears is not None and bool(select.select([ears], [], [], seconds)[0]) and one.heard()


def forger():
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
    return made


def packet(hall_id, count=1, sender=b"evil"):
    return udp_hint._PACKET.pack(b"AQ", 1, 0, udp_hint.key_of(hall_id), sender, count)


class TestPackets:
    def test_a_hint_reaches_the_others_and_not_oneself(self, pair):
        one, two = pair
        one.announce()
        assert arrives(two)
        assert not one.heard()
        assert not two.heard()

    def test_another_halls_hint_wakes_nobody(self, pair, port):
        other = Hint("hall-2", HERE, listen=False, port=port, cards=lambda: LOOPBACK)
        other.announce()
        assert not arrives(pair[1], 0.2)
        other.close()

    def test_another_halls_hint_to_our_group_is_passed_over(self, pair, port):
        with forger() as out:
            out.sendto(packet("hall-2"), (udp_hint.group_of("hall-1"), port))
        assert not arrives(pair[1])

    def test_forged_and_fuzzed_packets_are_harmless(self, pair, port):
        one, two = pair
        good = packet("hall-1")
        noise = random.Random(7)
        wrong = [good[:-1], good + b"x", b"", b"AQ" + bytes(18), good[:2] + b"\x09" + good[3:]]
        with forger() as out:
            for junk in [*wrong, *(noise.randbytes(noise.randrange(1500)) for _ in range(20))]:
                out.sendto(junk, (udp_hint.group_of("hall-1"), port))
        assert not arrives(two)
        one.announce()
        assert arrives(two)

    def test_the_same_hint_by_two_ways_is_one(self, pair, port):
        with forger() as out:
            for count, is_news in ((1, True), (1, False), (2, True)):
                out.sendto(packet("hall-1", count), (udp_hint.group_of("hall-1"), port))
                assert arrives(pair[1]) is is_news

    def test_many_senders_are_forgotten_not_kept(self, pair, monkeypatch):
        monkeypatch.setattr(udp_hint, "_SENDERS", 3)
        two = pair[1]
        for number in range(10):
            assert two._is_news(packet("hall-1", 1, bytes([number] * 4)))
        assert len(two._last_counts) <= 3

    def test_sending_is_rationed(self, pair):
        for _ in range(500):
            pair[0].announce()
        assert pair[0]._count <= 60
        assert arrives(pair[1])
        assert not pair[1].heard()

    def test_a_flood_makes_it_deaf_for_a_moment_and_it_hears_again(self, pair, port, monkeypatch):
        two = pair[1]
        monkeypatch.setattr(udp_hint, "_DEAF_SECONDS", 3600)
        two._wakes = udp_hint.Bucket(rate=0.0, burst=40.0)  # all in one moment, however slow this PC is
        with forger() as out:
            for _ in range(60):
                out.sendto(b"noise", (udp_hint.group_of("hall-1"), port))
                if two.ears is not None and select.select([two.ears], [], [], 1)[0]:
                    two.heard()
            assert (two.ears, bool(two.deaf_until)) == (None, True)
            two._deaf_until, two._wakes = time.monotonic(), udp_hint.Bucket()  # the moment is over
            assert two.deaf_until == 0.0
            out.sendto(packet("hall-1"), (udp_hint.group_of("hall-1"), port))
            assert any(arrives(two) for _ in range(50))

    def test_a_full_mailbox_is_emptied_in_portions(self, pair, port, monkeypatch):
        monkeypatch.setattr(udp_hint, "_DRAIN", 2)
        with forger() as out:
            for count in range(3):
                out.sendto(packet("hall-1", count), (udp_hint.group_of("hall-1"), port))
        assert arrives(pair[1])
        assert arrives(pair[1])
        assert not pair[1].heard()

    def test_valid_hints_too_are_heeded_so_often_only(self, pair):
        two = pair[1]
        two._in = udp_hint.Bucket(rate=0.0, burst=2.0)
        looked = []
        for _ in range(5):
            pair[0].announce()
            looked.append(arrives(two))
        assert looked == [True, True, False, False, False]

    def test_each_hall_has_a_group_of_its_own(self):
        assert udp_hint.group_of("hall-1") != udp_hint.group_of("hall-2")


class TestWhereHintsGo:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("", Reach()),
            ("LAN", Reach("lan")),
            ("lan, 10.0.0.7,10.0.0.8", Reach("lan", ("10.0.0.7", "10.0.0.8"))),
            ("off", Reach("off")),
        ],
    )
    def test_it_is_read(self, written, expected):
        assert udp_hint.reach(written) == expected

    @pytest.mark.parametrize(
        "wrong", ["wifi", "lan,server", "lan,999.1.1.1", "loopback,10.0.0.7", ",10.0.0.7", "fe80::1"]
    )
    def test_anything_else_is_said_with_what_to_write(self, wrong):
        with pytest.raises(UsageFault) as caught:
            udp_hint.reach(wrong)
        assert wrong in caught.value.sentence
        assert "lan" in caught.value.remedy

    def test_unset_it_goes_by_the_kind_of_share(self, monkeypatch):
        monkeypatch.delenv(udp_hint.VARIABLE)
        assert udp_hint.reach().on(network=False).mode == "loopback"
        assert udp_hint.reach().on(network=True).mode == "lan"

    def test_each_network_card_is_told_and_the_single_addresses_once(self):
        cards = (interfaces.Interface(0, "127.0.0.1", "127.255.255.255"), interfaces.Interface(0, "127.0.0.2", None))
        one = Hint("h", Reach("lan", ("127.0.0.9",)), listen=False, cards=lambda: cards)
        told = [[address for address, _port in names] for _socket, names in one._ways]
        assert told == [[udp_hint.group_of("h"), "127.255.255.255", "127.0.0.9"], [udp_hint.group_of("h")]]
        one.close()

    def test_single_addresses_are_reached_without_a_card_that_is_known(self):
        one = Hint("h", Reach("lan", ("127.0.0.9",)), listen=False, cards=lambda: ())
        assert "127.0.0.9" in [address for address, _port in one._ways[0][1]]
        one.close()

    def test_off_is_off(self):
        silent = Hint("hall", Reach("off"), listen=True)
        silent.announce()
        assert silent.ears is None
        assert not silent.heard()
        silent.close()

    def test_the_cards_of_this_pc_can_be_asked(self):
        for card in interfaces.interfaces():
            assert socket.inet_aton(card.address)
            assert not card.address.startswith("127.")


class TestWithoutNetwork:
    """Whatever the network does, an act that is done is told as done."""

    def test_a_garbage_setting_is_refused_before_anything_is_done(self, folder):
        command = [sys.executable, "-m", "shared.cli", "issue", "AB.1", "--hall", str(folder)]
        ended = subprocess.run(
            command,
            env=os.environ | {udp_hint.VARIABLE: "wifi", "ANTREAN_LOCAL": str(folder.parent)},
            capture_output=True, text=True, cwd=ROOT, check=False,
        )  # fmt: skip
        assert ended.returncode == 2
        assert "ANTREAN_HINT=wifi" in ended.stderr
        assert "Traceback" not in ended.stderr
        with HallFile.open(folder, device="x", clock=machine_clock) as file, file.reading() as db:
            assert db.execute("SELECT count(*) FROM events").fetchone()[0] == 0

    def test_a_host_without_ipv4_or_with_no_socket_left_still_acts(self, folder, monkeypatch, caplog):
        caplog.set_level("INFO", "antrean.store")
        with HallFile.open(folder, device="x", clock=machine_clock) as file:

            def none(*_arguments, **_named):
                raise OSError(97, "Address family not supported by protocol")

            monkeypatch.setattr(udp_hint.socket, "socket", none)
            assert file.listen().ears is None
            with file.writing() as db:
                db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'x')")
            assert file.commits == 1
            assert "Address family" in caplog.text

    def test_cards_that_cannot_be_listed_leave_the_poll(self, caplog):
        caplog.set_level("INFO", "antrean.store")

        def none():
            raise OSError("network is down")

        one = Hint("h", Reach("lan"), listen=True, cards=none)
        one.announce()
        one.close()
        assert "network is down" in caplog.text

    def test_a_card_that_went_away_is_passed_over(self, caplog):
        caplog.set_level("INFO", "antrean.store")
        gone = (interfaces.Interface(4_000_000, "10.255.255.1", None),)
        one = Hint("h", Reach("lan"), listen=True, cards=lambda: gone)
        assert one._ways == []
        one.announce()
        one.close()
        assert "10.255.255.1" in caplog.text

    def test_a_port_that_others_have_leaves_the_poll_until_it_is_free(self, port, caplog):
        caplog.set_level("INFO", "antrean.store")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
            if WINDOWS:  # there a port goes to whoever asks to share it, but one that is kept
                taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            taken.bind(("127.0.0.1" if WINDOWS else udp_hint.group_of("hall"), port))
            one = Hint("hall", HERE, listen=True, port=port, cards=lambda: LOOPBACK)
            assert one.ears is None
            one.refresh()
            assert caplog.text.count(f"UDP port {port} is taken") == 1
        one.refresh()
        assert one.ears is not None
        one.close()

    def test_a_host_with_no_network_at_all_acts(self, folder):
        need_own_network()
        for mode in ("lan", "loopback"):
            command = [sys.executable, "-m", "shared.cli", "issue", "AB.1", "--hall", str(folder)]
            ended = subprocess.run(
                without_network(*command),
                env=os.environ
                | {udp_hint.VARIABLE: mode, "ANTREAN_LOCAL": str(folder), "ANTREAN_CLOCK": "2026-11-23T09:00:00+07:00"},
                capture_output=True, text=True, cwd=ROOT, check=False,
            )  # fmt: skip
            assert (ended.returncode, ended.stderr) == (0, "")


_HEAR = """
import select, sys
from shared.store.sqlite.share.udp_hint import Hint; from shared.store.sqlite.share.udp_hint import Reach
one = Hint(sys.argv[1], Reach("lan"), listen=True)
print("ready", flush=True)
for line in sys.stdin:
    if line == "refresh\\n":
        one.refresh()
        print("done", flush=True)
        continue
    heard = False
    while not heard and select.select([one.ears], [], [], 1.0)[0]:
        heard = one.heard()
    print(heard, flush=True)
"""
_TELL = """
import sys
from shared.store.sqlite.share.udp_hint import Hint; from shared.store.sqlite.share.udp_hint import Reach
one = Hint(sys.argv[1], Reach("lan"), listen=False)
for _ in sys.stdin:
    one.announce()
    print("told", flush=True)
"""


def ask(process, line=""):
    process.stdin.write(line + "\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


class TestOnALan:
    def test_hints_cross_a_lan_without_a_router_also_to_an_address_that_came_late_and_not_to_another_hall(self):
        with cable() as (one, two):
            ear, other = two.python(_HEAR, "hall-1"), two.python(_HEAR, "hall-2")
            mouth = one.python(_TELL, "hall-1")
            try:
                assert [ear.stdout.readline(), other.stdout.readline()] == ["ready\n"] * 2
                two.ip("addr", "add", "10.9.0.2/24", "brd", "+", "dev", "lan1")  # as DHCP does, after the program began
                assert [ask(ear, "refresh"), ask(other, "refresh")] == ["done", "done"]
                assert ask(mouth) == "told"
                assert ask(ear) == "True"
                assert ask(other) == "False"
                assert ask(ear) == "False"  # by multicast and by broadcast: one hint
            finally:
                for process in (ear, other, mouth):
                    process.kill()
                    process.communicate()


_FOLLOW = """
import sys, time
from pathlib import Path; from shared.clock import machine_clock
from shared.store.live.thread import PollPace, StoreThread
seen = []
thread = StoreThread(Path(sys.argv[1]), "D1", machine_clock, pace=PollPace.DISPLAY, cursor=0,
                     on_news=lambda news: seen.extend(event.sequence for event in news),
                     on_share=lambda state: print("open", state.ok, flush=True))
thread.start()
sys.stdin.readline()
end = time.monotonic() + 10
while len(seen) < int(sys.argv[2]) and time.monotonic() < end:
    time.sleep(0.02)
time.sleep(0.3)
print(*seen, flush=True)
thread.stop()
"""
_WRITE = """
import sys, time
from pathlib import Path; from shared.clock import machine_clock
from shared.store.sqlite.connection import HallFile
with HallFile.open(Path(sys.argv[1]), device="w", clock=machine_clock) as file:
    for _ in range(int(sys.argv[2])):
        with file.writing() as db:
            db.execute("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'w')")
        time.sleep(0.02)
"""
FUZZ = 100_000


class TestTheFeedUnderAttack:
    """A display in a process of its own, a writer in another, and a troublemaker: each event once, in order."""

    @pytest.mark.parametrize("trouble", ["blocked", "delayed", "doubled and forged", "fuzzed"])
    def test_nothing_is_skipped_and_nothing_comes_twice(self, folder, monkeypatch, trouble):
        count = 25
        with HallFile.open(folder, device="x", clock=machine_clock) as file:
            hall_id = file.hall_id
        follower = python(_FOLLOW, str(folder), str(count))
        assert follower.stdout.readline() == "open True\n"
        if trouble in ("blocked", "delayed"):
            monkeypatch.setenv(udp_hint.VARIABLE, "off")  # the writer's never arrive
        writer = python(_WRITE, str(folder), str(count))
        group = (udp_hint.group_of(hall_id), udp_hint.PORT)
        with forger() as out:
            if trouble == "delayed":
                writer.communicate(timeout=SECONDS)
                for number in range(count):
                    out.sendto(packet(hall_id, number, b"slow"), group)
            elif trouble == "doubled and forged":
                number = 0
                while writer.poll() is None:
                    number += 1
                    for _ in range(3):
                        out.sendto(packet(hall_id, number), group)
                    time.sleep(0.001)
            elif trouble == "fuzzed":
                noise = random.Random(1)
                good = packet(hall_id)
                for _ in range(FUZZ):
                    junk = bytearray(good)
                    junk[noise.randrange(len(junk))] = noise.randrange(256)
                    out.sendto(bytes(junk[: noise.randrange(1, 21)]), group)
        writer.communicate(timeout=SECONDS)
        told, _ = follower.communicate("\n", timeout=SECONDS)
        assert told.splitlines()[-1] == " ".join(map(str, range(1, count + 1)))
