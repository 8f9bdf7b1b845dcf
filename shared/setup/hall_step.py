"""Which hall: one that is on the share, or a new one from a sample or from a file."""

from collections.abc import Callable
from pathlib import Path

from shared import clock, hall_file, samples
from shared.domain.hall_data.hall import Hall
from shared.domain.words import Text
from shared.faults import Fault
from shared.setup import shares
from shared.setup.both import both, same
from shared.setup.guide_pages import Choose, Course, Enter, Line, Option, Tell, Work
from shared.setup.told import fault_page, wrong
from shared.store.engine_choice import engine_of
from shared.store.sqlite import create
from shared.text.languages import pick

HEADING = both("MPP", "The hall")


def course(share: Path, before: str) -> Course:
    """Ask until a hall opens; its folder and data."""
    while True:
        folder = yield from _one(share, before)
        if folder is None:
            continue
        found = yield Work(both("MPP dibuka ...", "The hall is opened ..."), lambda _tell, at=folder: opened(at))
        if isinstance(found, Hall):
            yield Tell(HEADING, [Line(_told(folder, found), "ok")])
            return folder, found
        yield fault_page(HEADING, found)


def _told(folder: Path, hall: Hall) -> Text:
    services, counters = len(hall.service), len(hall.counter)
    return both(
        f"{folder}: {pick(hall.hall.name, 'id')}, {services} layanan, {counters} loket.",
        f"{folder}: {pick(hall.hall.name, 'en')}, {services} services, {counters} counters.",
    )


def opened(folder: Path) -> Hall | Fault:
    """The hall's data, or what is wrong."""
    file = None
    try:
        file = engine_of(folder, device="setup", clock=clock.process_clock())
        file.reach()
        with file.reading() as db:
            return file.hall(db)
    except Fault as fault:
        return fault
    finally:
        if file is not None:
            file.close()


def _one(share: Path, before: str) -> Course:
    there = shares.halls(share)
    options = [
        Option(str(place), same(str(place)), both("MPP yang sudah ada", "a hall that is there")) for place in there
    ]
    options += [
        Option(
            "sample",
            both("MPP baru dari contoh", "A new hall from a sample"),
            both("untuk latihan, atau sebagai awal", "for practice, or to begin with"),
        ),
        Option("file", both("MPP baru dari file antrean (TOML)", "A new hall from a hall file (TOML)")),
        Option("here", both("MPP di folder lain", "A hall in another folder")),
    ]
    default = before if any(option.key == before for option in options) else options[0].key
    chosen = yield Choose(HEADING, both("MPP yang mana?", "Which hall?"), options, default)
    if chosen == "here":
        typed = yield Enter(
            HEADING, both("Folder tempat hall.db berada?", "The folder where hall.db lies?"), str(share)
        )
        return Path(typed).expanduser()
    if chosen not in ("sample", "file"):
        return Path(chosen)
    return (yield from _new(share, chosen))


def _new(share: Path, kind: str) -> Course:
    """Make one; its folder, or None when that failed."""
    if kind == "sample":
        source = yield Choose(
            HEADING,
            both("Contoh yang mana?", "Which sample?"),
            [
                Option(
                    name,
                    in_both_of(samples.load(name)),
                    both(f"{len(samples.load(name).counter)} loket", f"{len(samples.load(name).counter)} counters"),
                )
                for name in samples.NAMES
            ],
        )
    else:
        source = yield Enter(HEADING, both("file antrean (TOML)?", "The hall file (TOML)?"), check=_readable)
    name = yield Enter(
        HEADING,
        both(f"Nama folder antrean di {share}?", f"The name of the hall's folder in {share}?"),
        "hall",
        check=_plain,
    )
    folder = share / name

    def make(_tell: Callable[[Text], None]) -> Fault | None:
        try:
            data = samples.load(source) if kind == "sample" else hall_file.read(Path(source).expanduser())
            create.create(folder, data, clock.process_clock())
        except Fault as fault:
            return fault
        except OSError as error:
            return Fault(
                f"{folder} cannot be written ({error.strerror or error}).", "Name a folder that you may write to."
            )
        return None

    fault: Fault | None = yield Work(both("MPP dibuat ...", "The hall is made ..."), make)
    if fault is not None:
        yield fault_page(HEADING, fault)
        return None
    return folder


def in_both_of(hall: Hall) -> Text:
    """A hall's name."""
    return {"id": pick(hall.hall.name, "id"), "en": pick(hall.hall.name, "en")}


def _readable(text: str) -> Text | None:
    try:
        hall_file.read(Path(text).expanduser())
    except Fault as fault:
        return wrong(fault)
    return None


def _plain(text: str) -> Text | None:
    if text and text == Path(text).name and text not in (".", ".."):
        return None
    return both("Tulis satu nama folder, tanpa garis miring.", "Write one folder's name, without a slash.")
