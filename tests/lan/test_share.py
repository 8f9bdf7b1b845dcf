"""A hall on a real share between hosts with kernels of their own: claims, outages, freezes, deaths."""

import json
import time

import pytest

from tests.lan import hold
from tests.lan.bed.bed import PYTHON, ROOT, RUN, wait_for

pytestmark = [pytest.mark.lan, pytest.mark.timeout(600)]
SOUND = {"lost": 0, "doubled": 0, "stuck": 0, "unseen": 0, "integrity": 0}
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
AWAY = 20.0  # seconds: longer than both servers keep a dead host's locks


def flags(name):
    """A flag in the run folder, that the hosts see under /mnt/ctl; fresh."""
    for path in (RUN / "out" / name, RUN / "out" / f"{name}.in"):
        path.unlink(missing_ok=True)
    return RUN / "out" / name, RUN / "out" / f"{name}.in"


def wait_until_inside(held, inside, seconds=150):
    """Until the program on the host has come to where it shall be caught."""
    deadline = time.monotonic() + seconds
    while not inside.exists():
        assert held.poll() is None, held.communicate()[0]
        assert time.monotonic() < deadline, "it did not come so far in time"
        time.sleep(0.05)


def last_line(process, seconds=120):
    """The object that a command on a host printed last."""
    told, _ = process.communicate(timeout=seconds)
    assert told.strip(), "it said nothing"
    return json.loads(told.splitlines()[-1])


def test_the_share_is_found_sound(bed):
    folder = bed.make_hall("check")
    told = json.loads(bed.antrean(2, f"check --hall {folder} --quick --json"))
    weights = {item["key"]: item["weight"] for item in told["items"]}
    assert weights["locks"] == "good"
    assert weights["share"] == "good", told
    assert weights["integrity"] == "good"


def test_two_hosts_prove_the_share_together(bed):
    folder = bed.make_hall("peers")
    command = f"{PYTHON} -m shared.cli check --hall {folder} --quick --with-peer --peer-seconds 6 --json"
    both = [bed.begin(host, command) for host in (1, 2)]
    for process in both:
        told, _ = process.communicate(timeout=200)
        items = json.loads(told[told.index("{") :])["items"]
        peer = next(item for item in items if item["key"] == "peer")
        assert peer["weight"] == "good", peer
        assert peer["numbers"]["acknowledged"] > 20


def test_claims_of_three_hosts_with_several_programs_on_one(bed):
    folder = bed.make_hall("claims")
    names = ["1", "2", "3", "a4", "a5", "a6"]
    hosts = dict(zip(names, (1, 2, 3, 1, 1, 1), strict=True))
    processes = [bed.client(hosts[name], folder, name, 10) for name in names]
    processes.append(bed.client(2, folder, "screen", 12, role="display"))
    wait_for(processes, 200)
    answers = [bed.answer(name) for name in [*names, "screen"]]
    assert bed.verdict(folder, [*names, "screen"]) == SOUND
    assert sum(len(answer["acts"]) for answer in answers) > 20
    assert not [answer["errors"] for answer in answers if answer["errors"]]


def test_a_cable_pulled_and_plugged(bed):
    folder = bed.make_hall("cable")
    processes = [bed.client(host, folder, str(host), 20, rate=2) for host in bed.hosts]
    time.sleep(6)
    bed.cut(3)
    time.sleep(6)
    bed.heal(3)
    wait_for(processes, 200)
    assert bed.verdict(folder, ["1", "2", "3"]) == SOUND
    assert all(bed.answer(name)["acts"] for name in ("1", "2", "3"))


def test_all_cables_pulled_and_plugged(bed):
    folder = bed.make_hall("cables")
    processes = [bed.client(host, folder, str(host), 22, rate=2) for host in bed.hosts]
    time.sleep(7)
    for host in bed.hosts:
        bed.cut(host)
    time.sleep(8)
    for host in bed.hosts:
        bed.heal(host)
    wait_for(processes, 200)
    assert bed.verdict(folder, ["1", "2", "3"]) == SOUND
    assert all(bed.answer(name)["acts"] for name in ("1", "2", "3"))


@pytest.mark.parametrize("cut", [False, True], ids=["frozen", "frozen and cut off"])
def test_a_host_that_freezes_inside_its_transaction_and_wakes(bed, cut):
    name = f"freeze{cut}"
    folder = bed.make_hall(name)
    flag, inside = flags(name)
    held = bed.begin(3, f"{PYTHON} -m tests.lan.hold hold {folder} /mnt/ctl/out/{name}")
    wait_until_inside(held, inside)
    if cut:
        bed.cut(3)
    bed.freeze(3)
    others = [bed.client(host, folder, str(host), AWAY + 2, rate=2) for host in (1, 2)]
    time.sleep(AWAY)
    bed.thaw(3)
    if cut:
        bed.heal(3)
    flag.touch()
    told = last_line(held)
    wait_for(others, 200)
    assert told["outcome"] in ("slow", "gone"), told  # nothing of a dead man's transaction is committed
    assert bed.verdict(folder, ["1", "2"]) == SOUND
    assert all(bed.answer(name)["acts"] for name in ("1", "2"))


def begin_overwriting(bed, name):
    """Host 3 is in the middle of a COMMIT: some of its pages are on the server, others are not."""
    folder = bed.make_hall(name)
    flag, inside = flags(name)
    bed.run(1, f"{PYTHON} -m tests.lan.hold ballast {folder}")
    held = bed.begin(3, f"{PYTHON} -m tests.lan.hold overwrite {folder} /mnt/ctl/out/{flag.name}")
    wait_until_inside(held, inside)
    return folder, flag, held


def what_the_ballast_says(bed, folder):
    """By the rows as a host reads them: how many say ``old``, how many ``new``."""
    code = (
        "import sys; from pathlib import Path; from shared.clock import process_clock; "
        "from shared.store.sqlite.connection import HallFile\n"
        "with HallFile(Path(sys.argv[1]), device='look', clock=process_clock()).reading() as db: "
        "print(dict(map(tuple, db.execute('SELECT says, count(*) FROM ballast GROUP BY says'))))"
    )
    return bed.run(2, f'{PYTHON} -c "{code}" {folder}').splitlines()[-1]


def journal_is_hot(bed, folder):
    """On the server's own disk: pages were written over, and the journal to undo it is there."""
    journal = bed.on_the_server(folder) / "hall.db-journal"
    return journal.exists() and journal.read_bytes()[:8] == JOURNAL_MAGIC


@pytest.mark.parametrize("freeze", [False, True], ids=["cut off", "frozen and cut off"])
def test_a_host_cut_off_in_the_middle_of_its_commit_that_comes_back(bed, freeze):
    folder, flag, held = begin_overwriting(bed, f"middle{freeze}")
    assert journal_is_hot(bed, folder)
    bed.cut(3)
    flag.touch()  # and on with the next page, which is on its way now
    if freeze:
        time.sleep(0.5)
        bed.freeze(3)
    others = [bed.client(host, folder, str(host), AWAY + 2, rate=2) for host in (1, 2)]
    time.sleep(AWAY)
    if freeze:
        bed.thaw(3)
    bed.heal(3)
    told = last_line(held)
    wait_for(others, 200)
    assert told["written"] == hold.FIRST, told  # it was in the middle
    assert told["outcome"] in ("slow", "gone"), told
    assert told["afterwards"] == "written", told  # and its next act goes on as if nothing had been
    assert what_the_ballast_says(bed, folder) == str({"old": hold.PAGES})
    assert bed.verdict(folder, ["1", "2"]) == SOUND
    assert all(bed.answer(name)["acts"] for name in ("1", "2"))


def test_commits_without_pause_while_the_cable_is_cut_again_and_again(bed):
    folder = bed.make_hall("hasty")
    out = "/mnt/ctl/out/hasty.json"
    hasty = bed.begin(3, f"{PYTHON} -m tests.lan.hold commit {folder} 55 {out}")
    others = [bed.client(host, folder, str(host), 50, rate=2) for host in (1, 2)]
    time.sleep(5)
    for seconds in (12, 3, 14):
        bed.cut(3)
        time.sleep(seconds)
        bed.heal(3)
        time.sleep(2.3)
    wait_for([hasty, *others], 300)
    assert bed.verdict(folder, ["1", "2", "hasty"]) == SOUND
    assert len(bed.answer("hasty")["acts"]) > 20


@pytest.mark.parametrize("place", ["inside its transaction", "in the middle of its commit"])
def test_a_dead_host_holds_nobody_up_for_long(bed, place):
    if place == "inside its transaction":
        folder = bed.make_hall("dead")
        flag, inside = flags("dead")
        held = bed.begin(3, f"{PYTHON} -m tests.lan.hold hold {folder} /mnt/ctl/out/{flag.name}")
        wait_until_inside(held, inside)
        bed.power_cut(3)
    else:
        folder, _, held = begin_overwriting(bed, "torn")
        assert journal_is_hot(bed, folder)
        bed.power_cut(3)
    bed.forget(held)
    others = [bed.client(host, folder, str(host), 20, rate=2) for host in (1, 2)]
    told = json.loads(bed.run(1, f"{PYTHON} -m tests.lan.hold write {folder}").splitlines()[-1])
    wait_for(others, 200)
    assert told["said"] == "written"  # within its minute
    if place == "in the middle of its commit":
        assert what_the_ballast_says(bed, folder) == str({"old": hold.PAGES})
    assert bed.verdict(folder, ["1", "2"]) == SOUND
    assert all(bed.answer(name)["acts"] for name in ("1", "2"))
    bed.boot(3)
    bed.mount(3)
    client = bed.client(3, folder, "3", 3)
    wait_for([client], 100)
    assert bed.verdict(folder, ["1", "2", "3"]) == SOUND
    assert bed.answer("3")["acts"]


def test_a_server_that_dies_and_comes_back(bed):
    folder = bed.make_hall("server")
    processes = [bed.client(host, folder, str(host), 20, rate=2) for host in bed.hosts]
    time.sleep(7)
    bed.kill_server()
    time.sleep(5)
    bed.serve()
    wait_for(processes, 300)
    assert bed.verdict(folder, ["1", "2", "3"]) == SOUND
    assert all(bed.answer(name)["acts"] for name in ("1", "2", "3"))


BAD = {
    "cifs": {"nobrl": "smb_nobrl", "cache=loose": "smb_cache", "closetimeo=5": "smb_closetimeo", "": "smb_actimeo"},
    "nfs": {"nolock": "nfs_nolock"},
}  # option: what is said of it; without one, what mount takes by itself


def other_mount(bed, place, option):
    """The command that mounts the share a second time, good but for that option; alone what mount does by itself."""
    if bed.kind == "nfs":  # version 4 has no such option
        options = f"vers=3,port=2049,mountport=20048,proto=tcp,mountproto=tcp,{option}"
        return f"modprobe nfsv3; mkdir -p {place}; mount -t nfs 10.77.0.1:/hall {place} -o {options}"
    good = "cache=none,actimeo=0,closetimeo=0,echo_interval=2," if option else ""
    options = f"vers=3.1.1,username=root,password=hall,nosharesock,{good}{option}"
    return f"mkdir -p {place}; mount -t cifs //10.77.0.1/hall {place} -o {options.rstrip(',')}"


def test_what_nobody_should_mount_is_refused_with_the_line_to_write(bed):
    hall = bed.make_hall("refused").rsplit("/", 1)[1]
    sums = bed.run(1, f"sha256sum /mnt/share/{hall}/*")
    place = "/mnt/local/wrong"
    for option, key in BAD[bed.kind].items():
        bed.run(2, other_mount(bed, place, option))
        told, code = bed.both(2, f"{PYTHON} -m shared.cli check --hall {place}/{hall} --quick --with-peer --json")
        found = {item["key"]: item for item in json.loads(told[told.index("{") :])["items"]}
        assert found[key]["weight"] == "refuse", (option, bed.run(2, f"grep {place} /proc/mounts"), found)
        assert f"mount -t {'cifs' if bed.kind == 'cifs' else 'nfs4'} -o vers=" in found[key]["remedy"]
        assert place in found[key]["remedy"]
        assert "peer" not in found  # nobody is asked to write there
        assert code == 3
        if option == next(iter(BAD[bed.kind])):
            told, code = bed.both(2, f"{PYTHON} -m shared.cli next --hall {place}/{hall} --counter 1 --json")
            assert '"unsafe_share"' in told, told
            assert code == 3
        bed.run(2, f"umount {place}")
    assert bed.run(1, f"sha256sum /mnt/share/{hall}/*") == sums  # nothing was written there


def test_the_canary_finds_locks_that_do_not_reach_the_server(bed):
    """Not from the mount's text: host 2 was told to let it pass, and hosts 1 and 3 cannot see its mount."""
    folder = bed.make_hall("canary")
    place = "/mnt/local/deaf"

    def beat(host, where, before="", after=""):
        name = f"canary{host}"
        flag, inside = flags(name)
        held = bed.begin(host, f"{before} {PYTHON} -m tests.lan.hold beat {where} /mnt/ctl/out/{name} {after}")
        wait_until_inside(held, inside)
        return flag, held

    good = [beat(host, folder) for host in bed.hosts]
    time.sleep(8)
    for flag, _ in good:
        flag.touch()
    assert [last_line(held)["said"] for _, held in good] == ["sound"] * 3
    bed.run(2, other_mount(bed, place, "nobrl" if bed.kind == "cifs" else "nolock"))
    # it stays, though it believes the others deaf: to hear nobody is what it is like to be heard by nobody
    flag, deaf = beat(2, f"{place}/{folder.rsplit('/', 1)[1]}", "ANTREAN_ONE_PC=1", "stay")
    for host in (1, 3):
        said = last_line(beat(host, folder)[1])["said"]
        assert said.startswith("unsafe_share: The locks of beating kiosk2 on kiosk2 do not reach the server."), said
    flag.touch()
    last_line(deaf)
    bed.run(2, f"umount {place}")


def test_the_checkout_is_what_the_hosts_run(bed):
    assert bed.run(1, f"ls {ROOT}/shared/store/sqlite/connection.py").strip().endswith("connection.py")


def test_reports_of_three_hosts_with_the_same_names_take_turns(bed):
    folder = f"/mnt/share/reports-{bed.kind}"
    bed.run(1, f"mkdir {folder}")
    writers = [bed.begin(host, f"{PYTHON} -m tests.lan.hold sets {folder} host{host}") for host in bed.hosts]
    assert [last_line(writer) for writer in writers] == [{"without": 0}] * len(writers)
    found = {path.name: path.read_bytes() for path in bed.on_the_server(folder).iterdir()}
    assert sorted(found) == ["month.csv", "month.pdf", "month.xlsx"]
    assert len(set(found.values())) == 1  # all of one
