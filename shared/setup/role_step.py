"""What this PC is: a kiosk, a counter, a display or the supervisor's, and which of them."""

from collections.abc import Mapping
from pathlib import Path

from shared import clock
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Text
from shared.setup.both import both
from shared.setup.guide_pages import Choose, Course, Option
from shared.store.live_program import LiveProgram, this_pc
from shared.store.sqlite.share.heartbeats import live_programs
from shared.text.counter_title import counter_title
from shared.text.languages import pick

HEADING = both("PC ini", "This PC")
ROLES = (
    Option(
        "kiosk",
        both("Anjungan antrean", "A kiosk"),
        both("layar sentuh tempat pengunjung mengambil nomor", "the touch screen where visitors take a number"),
    ),
    Option("counter", both("Loket", "A counter"), both("PC petugas", "an officer's PC")),
    Option(
        "display",
        both("Layar panggilan", "A display"),
        both("papan di sebuah zona, dengan suara", "the board in a zone, with its voice"),
    ),
    Option("supervisor", both("PC pengelola", "The supervisor's PC")),
)


def course(folder: Path, hall: Hall, before: Mapping[str, str]) -> Course:
    """The role and the device."""
    role = yield Choose(
        HEADING, both("Untuk apa PC ini?", "What is this PC for?"), ROLES, before.get("ANTREAN_ROLE", "")
    )
    if role == "supervisor":
        return role, ""
    named = _names(hall)[role]
    elsewhere = _elsewhere(folder)
    options = [Option(code, words, _taken(elsewhere.get(code))) for code, words in named.items()]
    known = before.get(f"ANTREAN_{role.upper()}", "")
    device = yield Choose(HEADING, both("Yang mana?", "Which one?"), options, known if known in named else "")
    return role, device


def _names(hall: Hall) -> dict[str, dict[str, Text]]:
    def at(code: str, zones: tuple[str, ...]) -> Text:
        known = [hall.zone[zone].name for zone in zones if zone in hall.zone]
        return {lang: ", ".join([code, *(pick(name, lang) for name in known)]) for lang in ("id", "en")}

    return {
        "kiosk": {code: at(code, (data.zone,)) for code, data in hall.kiosk.items()},
        "display": {code: at(code, tuple(data.zones)) for code, data in hall.display.items()},
        "counter": {code: {lang: counter_title(code, lang) for lang in ("id", "en")} for code in hall.counter},
    }


def _elsewhere(folder: Path) -> dict[str, LiveProgram]:
    try:
        living = live_programs(folder, clock=clock.process_clock())
    except OSError:
        return {}
    return {one.device: one for one in living if one.pc != this_pc()}


def _taken(program: LiveProgram | None) -> Text | None:
    if program is None:
        return None
    return both(f"sedang berjalan di {program.pc}", f"runs on {program.pc} now")
