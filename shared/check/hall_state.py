"""The hall's file and its data: schema, journal, size, damage, and mistakes in its data."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from shared.check.item import Item, good, refuse, warn
from shared.domain.hall_data import hall_check, speakers
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.spoken_codes import Recorded, spoken_codes
from shared.store.engine import Engine
from shared.store.questions.display_health import Screen, screens
from shared.store.sqlite import change_counter_file, header, schema
from shared.store.sqlite.connection import HallFile
from shared.voice.clips import Clips

QUICK_CHECK_BYTES = 200_000_000
"""A larger file is not read completely while the hall may be open."""


def file_itself(file: HallFile) -> Iterator[Item]:
    """Schema, journal mode, size, a quick look for damage."""
    assert file.recipe is not None
    with file.reading() as db:
        journal = str(db.execute("PRAGMA journal_mode").fetchone()[0])
        size = db.execute("PRAGMA page_count").fetchone()[0] * db.execute("PRAGMA page_size").fetchone()[0]
    descriptor = change_counter_file.of(file.path, direct=file.recipe.direct)
    try:
        head = header.parse(descriptor.header())
    finally:
        descriptor.done()
    found = head.schema if head is not None else 0
    yield good("schema", f"The file's schema is {found}, as this program's.", schema=found, known=schema.VERSION)
    yield good("journal", f"Journal mode {journal}, as this share needs it.", mode=journal)
    if size > QUICK_CHECK_BYTES:
        yield good("size", f"The file is {size / 1e6:.0f} MB; it is not read completely now.", bytes=size)
        return
    with file.reading(deadline_seconds=20) as db:
        verdict = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    if verdict == "ok":
        yield good("integrity", f"The file ({size / 1e6:.1f} MB) is whole.", bytes=size)
    else:
        remedy = "Close all programs, keep a copy of the folder, then run `antrean restore`."
        yield refuse("integrity", f"The file is damaged: {verdict}.", remedy, bytes=size)


def _officers(hall: Hall) -> Item:
    """Whether anybody has to sign in."""
    count = len(hall.officer)
    if not count:
        return good("officers", "This hall has no officers set up: everybody may do everything.", count=0)
    bare = sorted(code for code, officer in hall.officer.items() if not officer.pin)
    if bare:
        remedy = "Give each a PIN with `antrean officer pin`."
        return warn("officers", f"Officers without a PIN cannot sign in: {', '.join(bare)}.", remedy, count=count)
    return good("officers", f"{count} officers; nobody acts without signing in.", count=count)


def recorded_in(folder: Path) -> Recorded:
    """Whether the hall has its own recording of a word."""
    clips = Clips(folder / "voice")
    return lambda lang, word: clips.has_own(lang, word) or clips.has_made(lang, word)


def data(file: Engine) -> Iterator[Item]:
    """Mistakes in the hall's data, as far as they can be found before a visitor meets them."""
    with file.reading() as db:
        hall = file.hall(db)
    problems = hall_check.problems(hall)
    for problem in problems:
        yield warn(f"hall:{problem.key}", problem.reason, problem.remedy)
    if hall.hall.practice:
        yield warn(
            "practice",
            "This is a hall for practice: programs with a pretended clock (ANTREAN_CLOCK) may write to it.",
            "For a real hall: delete `practice = true` in its hall file, then `antrean apply` that file.",
        )
    yield _officers(hall)
    yield from _voices(file, hall)
    for problem in spoken_codes(hall, recorded_in(file.folder)):
        yield warn(f"voice:{problem.key}", problem.reason, problem.remedy)
    if not problems:
        told = f"{len(hall.agency)} agencies, {len(hall.service)} services, {len(hall.counter)} counters"
        yield good("hall", f"The hall's data is in order: {told}.")


def _voices(file: Engine, hall: Hall) -> Iterator[Item]:
    """Who speaks in each zone by the hall's data, and who does now, as the displays' reports say."""
    found: tuple[Screen, ...] = ()
    with contextlib.suppress(OSError):
        found = screens(file, hall)
    alive = {one.device: one for one in found if one.alive}
    for zone, sentence in speakers.told(hall):
        speaks = [code for code, one in alive.items() if zone in one.speaks]
        mute = [code for code in speakers.speakers(hall, zone) if code in alive and not alive[code].sound]
        said = f" Now: {', '.join(speaks)}." if speaks else ""
        silent = f" Running without sound: {', '.join(mute)}." if mute else ""
        if mute and not speaks:
            yield warn(f"speaks:{zone}", sentence + silent, "Look at the sound of those PCs; calls are only shown.")
        else:
            yield good(f"speaks:{zone}", sentence + said + silent)
