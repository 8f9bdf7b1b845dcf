"""Shares are found, named in any of the usual ways, and mounted with the options that a hall needs."""

import socket
from pathlib import Path

import pytest

from shared.setup import shares
from shared.setup.own_pc import OwnPc
from shared.setup.shares import ShareAddress
from shared.store.sqlite.share import mounts_linux, trust
from tests.helpers.machine.linux import linux


@pytest.mark.parametrize(
    ("typed", "kind", "server", "path"),
    [
        ("//server/antrean", "smb", "server", "antrean"),
        (r"\\192.168.1.9\antrean\aula besar", "smb", "192.168.1.9", "antrean/aula besar"),
        ("smb://server/antrean/", "smb", "server", "antrean"),
        ("server:/srv/antrean", "nfs", "server", "/srv/antrean"),
        ("nfs://server/srv", "nfs", "server", "/srv"),
    ],
)
def test_an_address_is_understood(typed: str, kind: str, server: str, path: str):
    assert shares.address(typed) == ShareAddress(kind, server, path)


@pytest.mark.parametrize(
    "typed", ["", "server", "/mnt/antrean", "C:/antrean", "//server", "//ser ver/x", "server:antrean"]
)
def test_what_is_no_address_is_refused(typed: str):
    assert shares.address(typed) is None


@pytest.mark.parametrize(
    "where", [ShareAddress("smb", "server", "antrean"), ShareAddress("nfs", "server", "/srv/antrean")]
)
def test_the_line_has_no_option_that_the_check_complains_of(where: ShareAddress, tmp_path: Path):
    line = shares.fstab_line(OwnPc(tmp_path), where, "/mnt/antrean")
    source, point, kind, options = line.split("  ")[:4]
    kept = ",".join(part for part in options.split(",") if part not in ("_netdev", "nofail"))
    mount = mounts_linux.parse(f"36 35 0:31 / {point} rw - {kind} {source} {kept.replace('uid=antrean', 'uid=0')}")
    assert mount is not None
    found = [finding for finding in trust.findings(mount, tmp_path) if finding.key != "smb_owner"]
    assert {finding.weight for finding in found} <= {trust.Severity.GOOD}


def test_our_line_replaces_our_line_and_no_other(tmp_path: Path):
    before = "UUID=1 / ext4 defaults 0 1\n//nas/films /films cifs guest 0 0\n"
    once = shares.with_line(before, "one")
    assert shares.with_line(once, "two") == f"{before}{shares.MARK}\ntwo\n"
    assert shares.with_line(shares.with_line(once, "two"), "two") == shares.with_line(once, "two")


def test_a_server_is_found_by_its_open_port():
    with socket.create_server(("127.0.0.3", 0)) as server:
        port = server.getsockname()[1]
        assert shares.listening(["127.0.0.0/29"], [port]) == [("127.0.0.3", port)]


def test_mounted_shares_are_offered(tmp_path: Path):
    table = tmp_path / "proc/self/mountinfo"
    table.parent.mkdir(parents=True)
    share = "36 35 0:31 / /mnt/antrean\\040a rw - cifs //server/antrean rw,vers=3.1.1"
    table.write_text(f"35 1 8:1 / / rw - ext4 /dev/sda1 rw\n{share}\n", "utf-8")
    assert shares.mounted(OwnPc(tmp_path)) == [("/mnt/antrean a", "//server/antrean")]


@linux("Windows has no table of mounts")
def test_a_share_that_cannot_be_mounted_leaves_the_table_of_mounts_as_it_was(tmp_path: Path):
    pc = OwnPc(tmp_path)
    pc.fstab.parent.mkdir()
    pc.fstab.write_text("UUID=1 / ext4 defaults 0 1\n", "utf-8")
    where = shares.ShareAddress("nfs", "server.example", "/antrean")
    assert shares.mount(pc, where, "/mnt/antrean", "", "") != ""
    assert pc.fstab.read_text("utf-8") == "UUID=1 / ext4 defaults 0 1\n"
