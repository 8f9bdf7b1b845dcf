"""A report whose file another PC of the share has open, as Excel and viewers do: a sentence, and nothing half done."""

import subprocess

import pytest

from tests.lan.bed.bed import HERE, PYTHON

pytestmark = [pytest.mark.lan, pytest.mark.timeout(600)]

_HOLD = """
import sys
from samba import credentials, param as common
from samba.samba3 import libsmb_samba_internal as libsmb, param
who = credentials.Credentials()
who.guess(common.LoadParm("/dev/null"))
who.set_username("root"); who.set_password("hall"); who.set_domain("HALL")
who.set_kerberos_state(credentials.DONT_USE_KERBEROS)
settings = param.get_context(); settings.load("/dev/null")
to = libsmb.Conn(sys.argv[1], "hall", lp=settings, creds=who)
file = to.create(sys.argv[2], DesiredAccess=1, ShareAccess=int(sys.argv[3]), CreateDisposition=1)
print("held", flush=True)
sys.stdin.readline()
"""
"""Opens a file of the share for reading; the number says what others may do meanwhile: 0 nothing, 1 read."""


def _holder(path: str, shared: str) -> "subprocess.Popen[str]":
    line = f'. {HERE}/env.sh; exec $NX /usr/bin/python3 -c "$0" $SRV "$1" $2'
    return subprocess.Popen(
        ["bash", "-c", line, _HOLD, path.removeprefix("/mnt/share/").replace("/", "\\"), shared],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize("bed", ["cifs"], indirect=True)  # nobody shuts others out of a file over NFS
@pytest.mark.parametrize("shared", ["0", "1"])
def test_a_file_that_is_open_on_another_pc_is_said_and_no_file_is_replaced(bed, shared):
    known = subprocess.run(["/usr/bin/python3", "-c", "from samba.samba3 import libsmb_samba_internal"], check=False)
    if known.returncode:
        pytest.skip("SKIPPED LOUDLY: no other PC opened a file, because python3-samba is not installed")
    folder = bed.make_hall(f"open{shared}")
    bed.antrean(1, f"issue AB.1 --hall {folder}")
    made = f"{folder}/made"
    bed.run(1, f"mkdir {made}; echo yesterday > {made}/day.pdf; echo yesterday > {made}/day.xlsx")
    command = f"{PYTHON} -m shared.cli report day --hall {folder} --pdf {made}/day.pdf --xlsx {made}/day.xlsx"
    holder = _holder(f"{made}/day.xlsx", shared)
    try:
        assert holder.stdout is not None
        held = holder.stdout.readline()
        told, code = bed.both(1, command)
    finally:
        _, why = holder.communicate("\n", timeout=60)
    assert not why
    assert held == "held\n"
    assert code == 3, told
    assert "day.xlsx cannot be replaced" in told
    assert "If it is open in another program" in told
    assert bed.run(1, f"cat {made}/day.pdf {made}/day.xlsx; ls -A {made}").split() == [
        "yesterday", "yesterday", "day.pdf", "day.xlsx",
    ]  # fmt: skip
    told, code = bed.both(1, command)
    assert code == 0, told
    assert bed.run(1, f"head -c 4 {made}/day.pdf; ls -A {made}").split() == ["%PDFday.pdf", "day.xlsx"]
