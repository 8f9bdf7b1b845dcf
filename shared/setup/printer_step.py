"""The kiosk's printer: found, asked what it answers, a ticket printed, and the person asked whether it came out."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

from printers.dialogue import technician_session
from printers.link import address, devices
from printers.paper.sample import sample_paper
from printers.queue.hall_access import jobs_for
from printers.queue.printer_setup import PrinterSetup
from printers.queue.service import PrintService
from shared import clock
from shared.domain.answers import Refused
from shared.domain.hall_data.hall import Hall, Printer
from shared.domain.words import Text
from shared.faults import Fault
from shared.setup import shares
from shared.setup.both import both, same, yes_no
from shared.setup.guide_pages import Choose, Course, Enter, Line, Option, Tell, Work
from shared.setup.told import fault_page, in_both, wrong
from shared.store.acts import apply_hall
from shared.store.engine_choice import engine_of
from shared.store.record.job_rows import JobState
from shared.text.languages import pick
from shared.text.printer_words import staff_words

HEADING = both("Printer tiket", "The ticket printer")
RAW_PORT = 9100
_FATES = {
    JobState.CONFIRMED: both(
        "Printer memastikan bahwa tiket sudah tercetak.", "The printer confirms that the ticket is printed."
    ),
    JobState.UNVERIFIED: both(
        "Tiket dikirim; printer ini tidak dapat memastikannya.",
        "The ticket was sent; this printer cannot confirm it.",
    ),
    JobState.UNKNOWN: both(
        "Tiket mungkin tercetak: printer tidak memastikannya.",
        "The ticket may have come out: the printer did not say that it did.",
    ),
    JobState.FAILED_CLEAN: both(
        "Tidak ada yang dikirim: printer tidak menerima tiket sekarang.",
        "Nothing was sent: the printer takes no ticket now.",
    ),
}


def course(folder: Path, hall: Hall, kiosk: str) -> Course:
    """Ask until paper came out, or the technician goes on without; the hall's data then name that printer."""
    code = next(iter(hall.kiosk[kiosk].printers), "")
    now = hall.printer[code].link if code in hall.printer else ""
    while True:
        link = yield from _link(now)
        if link is None:
            return
        came = yield from _tried(folder, hall, code, link)
        if came:
            break
        again = yield yes_no(HEADING, both("Coba lagi, atau printer lain?", "Try again, or another printer?"))
        if again == "no":
            return
    if link != now:
        yield from _keep(folder, hall, kiosk, code or _free(hall), link)


def _link(now: str) -> Course:
    found: list[devices.Device] = yield Work(
        both("Printer dicari ...", "Printers are looked for ..."), lambda _tell: devices.devices()
    )
    options = (
        [Option(now, same(now), both("seperti sekarang di data MPP", "as the hall's data say now"))] if now else []
    )
    options += [Option(one.link, same(f"{one.link}  {one.words}")) for one in found if one.link != now]
    options += [
        Option("?network", both("Cari printer di jaringan", "Look for printers in the network")),
        Option("?type", both("Ketik tautannya", "Type its link"), same("tcp:192.168.1.50:9100")),
        Option("?none", both("Lanjut tanpa printer", "Go on without a printer")),
    ]
    chosen = yield Choose(HEADING, both("Printer yang mana?", "Which printer?"), options, now)
    if chosen == "?none":
        return None
    if chosen == "?network":
        chosen = yield from _in_network()
    if chosen == "?type":
        chosen = yield Enter(
            HEADING,
            both("Tautan printer, misalnya tcp:192.168.1.50:9100", "The printer's link, as tcp:192.168.1.50:9100"),
            now,
            check=_wrong,
        )
    return chosen


def _wrong(link: str) -> Text | None:
    try:
        address.parse(link)
    except Fault as fault:
        return wrong(fault)
    return None


def _in_network() -> Course:
    networks = shares.own_networks()

    def look(tell: Callable[[Text], None]) -> list[tuple[str, int]]:
        return shares.listening(
            networks, (RAW_PORT,), lambda at, of: tell(both(f"{at} dari {of} alamat", f"{at} of {of} addresses"))
        )

    found: list[tuple[str, int]] = yield Work(both("Mencari di jaringan ...", "Looking in the network ..."), look)
    options = [Option(f"tcp:{host}:{port}", same(f"tcp:{host}:{port}")) for host, port in found]
    options.append(Option("?type", both("Ketik tautannya", "Type its link")))
    words = (
        both("Yang mana?", "Which one?")
        if found
        else both("Tidak ada printer yang menjawab di port 9100.", "No printer answers at port 9100.")
    )
    return (yield Choose(HEADING, words, options))


def _tried(folder: Path, hall: Hall, code: str, link: str) -> Course:
    """Asked, printed on, and looked at; whether paper came out."""
    data = hall.printer.get(code)
    setup = PrinterSetup.of(code, dataclasses.replace(data, link=link)) if data else PrinterSetup(code or link, link)
    found = yield Work(both("Printer ditanya ...", "The printer is asked ..."), lambda _tell: _examined(setup))
    if isinstance(found, Fault):
        yield fault_page(HEADING, found)
        return False
    sign = "bad" if found.trouble else "ok" if found.answers else "look"
    lines = [Line({lang: f"{link}: {words}" for lang, words in staff_words(found.word).items()}, sign)]
    yield Tell(HEADING, [*lines, *(Line(in_both(advice)) for advice in found.advice)])
    if found.trouble:
        return False
    fate = yield Work(
        both("Sebuah tiket contoh dicetak ...", "A sample ticket is printed ..."),
        lambda _tell: _printed(folder, hall, setup, found),
    )
    if isinstance(fate, Fault):
        yield fault_page(HEADING, fate)
        return False
    answer = yield yes_no(
        HEADING,
        {
            lang: f"{words}\n{asked}"
            for (lang, words), asked in zip(
                _FATES[fate].items(), ("Apakah tiketnya keluar?", "Did the ticket come out?"), strict=True
            )
        },
    )
    return answer == "yes"


def _examined(setup: PrinterSetup) -> technician_session.PrinterFinding | Fault:
    try:
        return technician_session.examine(setup.link, setup.known, markers=False)
    except Fault as fault:
        return fault


def _printed(
    folder: Path, hall: Hall, setup: PrinterSetup, finding: technician_session.PrinterFinding
) -> JobState | Fault:
    answers = finding.found.answers if finding.found else frozenset[technician_session.Answer]()
    tried = dataclasses.replace(setup, answers=answers)
    try:
        jobs = jobs_for(None, "setup", clock.machine_clock)
        with PrintService(
            jobs, [tried], clock.machine_clock, queue_seconds=4.0, stall_seconds=20.0, recover_older_ms=120_000
        ) as service:
            handle = service.print_ticket(sample_paper(hall, "id", folder))
            handle.wait(120)
            return handle.fate or JobState.UNKNOWN
    except Fault as fault:
        return fault


def _free(hall: Hall) -> str:
    return next(name for at in range(1, len(hall.printer) + 2) if (name := f"P{at}") not in hall.printer)


def _keep(folder: Path, hall: Hall, kiosk: str, code: str, link: str) -> Course:
    """Write it into the hall's data, as `antrean apply` would."""
    printer = dataclasses.replace(hall.printer[code], link=link) if code in hall.printer else Printer(link=link)
    data = hall.kiosk[kiosk]
    named = data.printers if code in data.printers else (code, *data.printers)
    wanted = dataclasses.replace(
        hall,
        printer={**hall.printer, code: printer},
        kiosk={**hall.kiosk, kiosk: dataclasses.replace(data, printers=named)},
    )
    outcome = yield Work(
        both("data MPP diubah ...", "The hall's data are changed ..."), lambda _tell: _applied(folder, wanted)
    )
    by_hand = same(f'[printer.{code}]  link = "{link}"')
    if isinstance(outcome, Fault):
        yield fault_page(HEADING, outcome)
    elif isinstance(outcome, Refused):
        yield Tell(
            HEADING,
            [
                Line(
                    outcome.sentence,
                    "look",
                    both(
                        f"Pengelola menulisnya di data MPP: {pick(by_hand, 'id')}",
                        f"The supervisor writes it into the hall's data: {pick(by_hand, 'en')}",
                    ),
                )
            ],
        )
    else:
        yield Tell(
            HEADING,
            [Line(both(f"data MPP: printer {code} = {link}", f"The hall's data: printer {code} = {link}"), "ok")],
        )


def _applied(folder: Path, hall: Hall) -> object:
    file = engine_of(folder, device="setup", clock=clock.process_clock())
    try:
        file.reach()
        return apply_hall.apply(file, hall)
    except Fault as fault:
        return fault
    finally:
        file.close()
