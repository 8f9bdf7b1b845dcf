"""A version travels over the share: signed, whole or not at all, taken at the right moment, left when it fails."""

import json
import shutil
from pathlib import Path

import pytest

from shared import launcher
from shared.domain.words import Instant
from shared.faults import EnvironmentFault, UsageFault
from shared.launcher import VersionChoice
from shared.store.device_key import DeviceKey
from shared.store.live_program import LiveProgram, this_pc, this_version
from shared.store.sqlite.migrations import KNOWN
from shared.updates import fetching, manifest, publishing, switching
from shared.updates.manifest import Manifest

KEY = DeviceKey(bytes(32))


class Hall:
    """A hall's folder, a PC that trusts KEY, and what lies on both."""

    def __init__(self, place: Path) -> None:
        self.folder, self.installed, self.fetched = place / "hall", place / "opt/versions", place / "fetched"
        self.folder.mkdir()
        self.tree(self.installed, "0.0.1")

    def tree(self, place: Path, version: str, **files: str) -> Path:
        folder = place / version
        for name, text in ({"lib/common/old": "the same in all", "pyvenv.cfg": "home = /usr/bin\n"} | files).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        made = manifest.of_tree(folder, version, "linux")
        (folder / manifest.MANIFEST).write_text(manifest.text_of(made), "utf-8")
        (folder / "bin").mkdir()
        (folder / "bin/python3").symlink_to("/usr/bin/python3")
        return folder

    def publish(self, version: str, key: DeviceKey = KEY, **files: str) -> Path:
        tree = self.tree(self.folder.parent / "made", version, **files)
        publishing.publish(tree, self.folder, key, version, "linux", lambda _at, _of: None)
        return self.folder / "updates" / version

    def fetch(self, version: str) -> Path:
        found = next(one for one in fetching.offered(self.folder) if one.version == version)
        if found.why_not is not None:
            raise found.why_not
        assert found.manifest is not None
        return fetching.fetch(self.folder, found.manifest, self.installed, lambda _at, _of: None)

    def left(self) -> list[str]:
        return sorted(path.name for path in self.fetched.iterdir()) if self.fetched.exists() else []


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setenv("ANTREAN_LOCAL", str(tmp_path / "state"))
    monkeypatch.setenv("ANTREAN_VERSIONS", str(tmp_path / "fetched"))
    monkeypatch.setenv("ANTREAN_LAUNCHER", str(tmp_path / "opt/bin/antrean"))
    keys = tmp_path / "update-keys"
    keys.write_text(f"# whom we trust\n{KEY.public.hex()}  # the maker\nnonsense\n", "utf-8")
    monkeypatch.setenv(manifest.KEYS_VARIABLE, str(keys))
    return Hall(tmp_path)


def test_a_version_is_copied_checked_and_started(hall: Hall):
    hall.publish("99.0", **{"lib/common/new.py": "x = 1\n"})
    place = hall.fetch("99.0")
    assert (place / "lib/common/new.py").read_text("utf-8") == "x = 1\n"
    assert (place / "bin/python3").exists()
    update = switching.candidate()
    assert update is not None
    assert switching.switch(update)
    started = launcher.choose(hall.installed, screen=True)
    assert started == place
    assert hall.fetch("99.0") == place


def test_what_this_pc_has_is_not_copied_again(hall: Hall):
    place = hall.publish("99.0", **{"lib/common/new": "new"})
    (place / "linux/lib/common/old").unlink()  # only the PC has it
    assert (hall.fetch("99.0") / "lib/common/old").read_text("utf-8") == "the same in all"


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda place: (place / "linux/lib/new").write_text("evil", "utf-8"), "changed after it was made"),
        (lambda place: (place / "linux/lib/new").unlink(), "not complete"),
        (lambda place: (place / "linux.json").write_text("{", "utf-8"), "does not fit its signature"),
        (lambda place: (place / "linux.sig").write_text("zz", "utf-8"), "is damaged"),
        (lambda place: (place / "linux.sig").unlink(), "not complete"),
        (lambda place: place.rename(place.with_name("100.0")), "not complete|says that it is 99.0"),
    ],
)
def test_a_broken_update_is_a_sentence_and_leaves_nothing(hall: Hall, harm: object, said: str):
    place = hall.publish("99.0", **{"lib/new": "new"})
    harm(place)  # type: ignore[operator]
    with pytest.raises(EnvironmentFault, match=said):
        hall.fetch(next(path.name for path in (hall.folder / "updates").iterdir()))
    assert hall.left() == []
    assert switching.candidate() is None
    assert launcher.choose(hall.installed, screen=True) == hall.installed / "0.0.1"


def test_a_stranger_s_version_and_paths_that_lead_away_are_refused(hall: Hall):
    hall.publish("99.0", DeviceKey(b"x" * 32))
    with pytest.raises(EnvironmentFault, match="a key that this PC does not know"):
        hall.fetch("99.0")
    for name in ("../../etc/x", "/etc/x", "a/../../x", "C:/x", "a\\..\\x"):
        text = manifest.text_of(Manifest("99.0", "linux", (), {name: ("0" * 64, 1)}))
        with pytest.raises(EnvironmentFault, match="outside of its folder"):
            manifest.parse(text)


def test_a_half_copied_update_is_begun_anew(hall: Hall):
    hall.publish("99.0", **{"lib/new": "new"})
    half = hall.fetched / ".99.0.part/lib"
    half.mkdir(parents=True)
    (half / "rest").write_text("of the day when the power went", "utf-8")
    assert "99.0" not in launcher.versions(hall.installed)
    assert not (hall.fetch("99.0") / "lib/rest").exists()
    assert hall.left() == ["99.0"]


def test_no_room_and_no_rights_are_sentences(hall: Hall, monkeypatch: pytest.MonkeyPatch):
    hall.publish("99.0")
    with monkeypatch.context() as small:
        small.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(1, 1, 1))  # type: ignore[attr-defined]
        with pytest.raises(EnvironmentFault, match="There is no room for the update"):
            hall.fetch("99.0")
    monkeypatch.setenv("ANTREAN_VERSIONS", "/proc/1/versions")
    with pytest.raises(EnvironmentFault, match=r"could not be copied|no room"):
        hall.fetch("99.0")


def test_it_waits_for_the_idle_moment_and_for_the_others_where_the_file_changes(hall: Hall):
    program = LiveProgram(0, "K1", "pc-1", 1, 1, Instant(0), 0, locked=True, version="0.1.0")
    same = Manifest("99.0", "linux", tuple(KNOWN), {})
    more = Manifest("99.0", "linux", (*KNOWN, "9999_new"), {})

    def may(update: Manifest, *, idle: bool = True, closed: bool = True, have: tuple[str, ...] = ()) -> bool:
        return switching.may_switch(
            update, idle=idle, closed=closed, refused_here=False, programs=[program], have={"pc-1": (have, "")}
        )

    assert may(same, closed=False)
    assert not may(same, idle=False)
    assert not may(more)
    assert may(more, have=("0.1.0", "99.0"))
    assert not may(more, closed=False, have=("99.0",))
    assert switching.may_switch(more, idle=False, closed=False, refused_here=True, programs=[program], have={})


def test_what_did_not_start_is_not_tried_again_and_what_works_stays(hall: Hall):
    hall.publish("99.0")
    hall.fetch("99.0")
    update = switching.candidate()
    assert update is not None
    switching.switch(update)
    started = [launcher.choose(hall.installed, screen=True) for _ in range(4)]
    assert [place.name for place in started if place] == ["99.0", "99.0", "99.0", "0.0.1"]
    assert switching.candidate() is None
    launcher.write_choice(VersionChoice(use=this_version(), before="0.0.1", trial=True, starts=2))
    switching.works()
    assert launcher.read_choice() == VersionChoice(use=this_version(), before="0.0.1")


def test_everybody_sees_who_has_what(hall: Hall):
    fetching.tell_ready(hall.folder, ("0.1.0", "99.0"), "There is no room.")
    (hall.folder / "updates/ready/other.json").write_text("{", "utf-8")
    assert fetching.ready(hall.folder) == {this_pc(): (("0.1.0", "99.0"), "There is no room.")}


def test_a_key_file_is_read_or_refused(tmp_path: Path):
    (tmp_path / "key").write_text("00" * 32 + "\n", "utf-8")
    assert manifest.key_of(tmp_path / "key").public == KEY.public
    for text in ("", "00", "no key at all"):
        (tmp_path / "key").write_text(text, "utf-8")
        with pytest.raises(UsageFault, match="holds no key"):
            manifest.key_of(tmp_path / "key")
    assert json.loads(manifest.text_of(Manifest("1.0", "linux", (), {"a": ("b", 1)})))["files"] == {"a": ["b", 1]}


def test_a_start_without_a_hall_does_not_count_against_the_version(hall: Hall):
    launcher.write_choice(VersionChoice(use=this_version(), before="0.0.1", trial=True, starts=2))
    switching.was_not_its_fault()
    assert launcher.read_choice().starts == 1
    launcher.write_choice(VersionChoice(use="99.0", before="0.0.1", trial=True, starts=2))
    switching.was_not_its_fault()  # this program is not the one on trial
    assert launcher.read_choice().starts == 2
