"""The command line under wine: a hall on a drive letter and on a network path, kept numbers, wrong names."""

import os
import shutil

from tests.helpers.cli import MORNING
from tests.wine import bed
from tests.wine.hall import antrean, around, make


def test_a_hall_is_made_and_used_on_a_drive(tmp_path):
    drive = bed.PREFIX / "dosdevices" / "h:"
    drive.unlink(missing_ok=True)
    drive.symlink_to(tmp_path)
    more = around(r"H:\hall with a blank", tmp_path / "local")
    antrean("init", "--sample", "sungai-rindang", more=more)
    assert antrean("issue", "AB.1", more=more)["label"] == "AB-001"
    assert antrean("next", "--counter", "1", more=more)["label"] == "AB-001"
    copied = antrean("backup", "--to", r"H:\copies", more=more)
    assert (tmp_path / "copies").is_dir(), copied
    checked = bed.run(["-m", "shared.cli", "check"], more)
    assert "safe for the programs of this PC" in checked.stdout, checked.stdout + checked.stderr
    assert list((tmp_path / "local").iterdir()), "a PC keeps its own files where it is told"


def test_a_hall_is_reached_by_its_network_path(tmp_path):
    make(tmp_path)
    server = bed.PREFIX / "dosdevices/unc/server"
    server.mkdir(parents=True, exist_ok=True)
    share = server / f"antrean-{os.getpid()}"
    share.symlink_to(tmp_path)
    try:
        more = around(rf"\\server\{share.name}\hall", tmp_path / "local")
        assert antrean("issue", "AB.1", more=more)["label"] == "AB-001"
    finally:
        share.unlink()


def test_a_hall_that_is_not_there_is_said_with_its_remedy():
    more = {"ANTREAN_HALL": r"\\server\nothing\hall", "ANTREAN_CLOCK": MORNING}
    done = bed.run(["-m", "shared.cli", "state"], more)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_pc_that_is_told_nothing_keeps_its_files_in_the_user_s_own_folder(tmp_path):
    with bed.fresh_prefix("own") as prefix:
        for before in prefix.glob("drive_c/users/*/AppData/Local/Antrean"):
            shutil.rmtree(before)
        more = {**around(make(tmp_path), tmp_path), "WINEPREFIX": str(prefix)}
        del more["ANTREAN_LOCAL"]
        antrean("issue", "AB.1", more=more)
        (local,) = prefix.glob("drive_c/users/*/AppData/Local/Antrean")
        assert list(local.iterdir())
