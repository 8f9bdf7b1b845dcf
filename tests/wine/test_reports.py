"""A report whose file another Windows program holds open: a sentence, and nothing half written."""

import pytest

from tests.wine import bed
from tests.wine.hall import antrean, around, make

HOLD = """
import ctypes, sys
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.CreateFileW.restype = ctypes.c_void_p
found = kernel.CreateFileW(sys.argv[1], 0x80000000, int(sys.argv[2]), None, 3, 0x80, None)
print("held" if found != ctypes.c_void_p(-1).value else ctypes.get_last_error(), flush=True)
sys.stdin.readline()
"""
"""Opens a file for reading; the number says what others may do meanwhile: 0 nothing, as Excel, 1 read, as a viewer."""


@pytest.mark.parametrize("shared", ["0", "1"])
def test_a_file_that_is_open_elsewhere_is_said_and_no_file_is_replaced(tmp_path, shared):
    more = around(make(tmp_path), tmp_path / "local")
    antrean("issue", "AB.1", more=more)
    folder = tmp_path / "made"
    folder.mkdir()
    files = [folder / "day.pdf", folder / "day.xlsx"]
    for path in files:
        path.write_bytes(b"of yesterday")
    command = ["-m", "shared.cli", "report", "day", "--pdf", bed.windows(files[0]), "--xlsx", bed.windows(files[1])]
    holder = bed.start(["-c", HOLD, bed.windows(files[1]), shared], more)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        done = bed.run(command, more)
    finally:
        holder.communicate("\n", timeout=300)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "cannot be replaced" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {path.name: b"of yesterday" for path in files}
    done = bed.run(command, more)
    assert done.returncode == 0, done.stdout + done.stderr
    assert files[0].read_bytes().startswith(b"%PDF")
    assert [path.name for path in sorted(folder.iterdir())] == ["day.pdf", "day.xlsx"]
