"""Keys that press the bar's buttons while another Windows program has the focus (``RegisterHotKey``), under wine."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.helpers.real_hall import wait_for
from tests.wine import bed
from tests.wine.hall import antrean, around, make
from tests.wine.running import running


def test_a_key_calls_once_while_another_program_has_the_focus(tmp_path: Path) -> None:
    hall = make(tmp_path)
    more = around(hall, tmp_path / "local")
    antrean("issue", "AB.1", more=more)
    antrean("issue", "AB.1", more=more)
    with bed.fresh_prefix("keys") as prefix:
        there = {**more, "WINEPREFIX": str(prefix)}
        with running(tmp_path, "counter", there) as bar:
            bar.until_shown("next")
            wait_for(lambda: bar.ask(do="read", name="next").get("enabled"), "a visitor to call", 300)
            with bed.start([], bar.around, program=Path("notepad")) as other:
                try:
                    hand = _Hand(bar.seen.display)
                    wait_for(lambda: hand("search", "--name", "Notepad"), "the other program", 120)
                    window = hand("search", "--name", "Notepad").split()[0]
                    hand("windowactivate", "--sync", window)
                    hand("key", "ctrl+shift+F1")
                    wait_for(lambda: _served(more) == ("AB-001", "called"), "the call", 120)
                    assert hand("getactivewindow").strip() == window, "the officer goes on writing there"
                    hand("key", "ctrl+shift+F3")
                    wait_for(lambda: _served(more) == ("AB-001", "serving"), "the start", 120)
                    hand("key", "ctrl+shift+F4")
                    wait_for(lambda: _served(more) == ("", ""), "the finish", 120)
                finally:
                    other.kill()
            assert bar.leave() == 0


class _Hand:
    """A real keyboard and mouse on an X server."""

    def __init__(self, display: str) -> None:
        self._display = display

    def __call__(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env={**bed.environment(), "DISPLAY": self._display}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return done.stdout


def _served(more: Mapping[str, str]) -> tuple[str, str]:
    """Whom counter 1 has now, and how far it is."""
    told = antrean("state", more=more)["counters"]
    current = next(one["current"] for one in told if one["code"] == "1")
    return (current["label"], current["state"]) if current else ("", "")
