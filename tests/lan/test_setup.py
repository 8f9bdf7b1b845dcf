"""`antrean setup` on a PC of its own: the server is found, its share mounted as it must be, also at each boot."""

import pytest

from tests.lan.bed.bed import OPTIONS, PYTHON

pytestmark = [pytest.mark.lan, pytest.mark.timeout(900)]
# as the Debian package leaves a PC: a table of mounts that can be written, and a user of the units
PC = (
    "umount -l /mnt/share; mkdir -p /run/etc && cp -a /etc/. /run/etc && mount --bind /run/etc /etc && "
    "echo 'antrean:x:990:990::/:/usr/sbin/nologin' >>/etc/passwd && echo 'antrean:x:990:' >>/etc/group && "
    ": >/etc/fstab"
)
NETWORK = "export ANTREAN_CONF=/run/antrean.conf"


def lead(bed, *answers: str) -> str:
    typed = "\\n".join(answers) + "\\n" * 20
    return bed.run(2, f"{NETWORK}; printf '{typed}' | {PYTHON} -m shared.cli setup --terminal 2>&1", 800)


def test_a_share_is_found_mounted_and_safe(bed):
    if "vers=4.0" in OPTIONS[bed.kind]:
        pytest.skip("this bed's NFS server and kernel speak 4.0 alone, and the guide mounts 4.2")
    bed.run(2, PC)
    way = ["1", "1"]
    if bed.kind == "cifs":  # a wrong password first
        way = ["1", "1", "hall", "root", "wrong", "1", "1", "hall", "root", "hall"]
    said = lead(bed, "2", *way, "1", "1", "new hall", "2", "1", "1")
    assert "mounted as it must be" in said, said
    if bed.kind == "cifs":
        assert said.count("The share could not be mounted.") == 1, said
    assert "Finished" in said, said
    mounts = bed.run(2, "cat /proc/mounts")
    assert " /mnt/antrean " in mounts, mounts
    table = bed.run(2, "cat /etc/fstab")
    assert "/mnt/antrean" in table, table
    assert "hall" not in table.partition("credentials=")[2], "the password stands in a file of its own"
    if bed.kind == "cifs":
        assert bed.run(2, "stat -c %a /etc/antrean/share.credentials").strip() == "600"
    # as at the next start of the PC
    bed.run(2, "umount /mnt/antrean && mount -a")
    assert "AB-001" in bed.antrean(2, "issue AB.1 --hall '/mnt/antrean/new hall'")
    again = lead(bed, "2")
    assert "Nothing differed; nothing was changed." in again, again
