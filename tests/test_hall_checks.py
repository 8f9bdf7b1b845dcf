"""What a hall file may not say is refused with its line, its key, what is wrong there and what to do."""

import datetime

import pytest

from shared import hall_file
from shared.domain.hall_data.needs import ICONS
from shared.faults import UsageFault
from tests.test_hall_file import SMALL

LAST = SMALL.count("\n")
"""Where the tables that a test adds begin after; the last of the file is [display.D1]."""
SUPERVISOR = '[officer.ANI]\nrole = "supervisor"\n'
PRINTER = '[printer.P1]\nlink = "tcp:192.0.2.1"\n'
SCRAMBLED = f"scrypt$15$8$1${'0' * 32}${'0' * 64}"
NEED = '[need.birth]\nname = "Kelahiran"\n'
PERIOD = '[survey_period.2026]\nname = "Survei"\nfirst = 2026-02-01\n'


def said(added: str) -> list[str]:
    """What is said of the small hall with these lines behind it."""
    with pytest.raises(UsageFault) as caught:
        hall_file.parse(SMALL + added, "hall.toml")
    assert caught.value.remedy == "Correct the file and try again; docs/hall-file.md says what each key may hold."
    return caught.value.sentence.splitlines()


@pytest.mark.parametrize(
    ("added", "line", "told"),
    [
        # displays
        ('way.Q = "left"', 1, "display.D1.way: there is no zone 'Q'. Use a code of [zone]."),
        (
            'layout = "counter"',
            0,
            "display.D1.counter: is missing: layout = counter shows one counter. Name the counter.",
        ),
        (
            "rating = true",
            1,
            'display.D1.rating: only one counter\'s own screen asks for a rating. Set layout = "counter".',
        ),
        ('counter = "9"', 1, "display.D1.counter: there is no counter '9'. Use a code of [counter]."),
        ("upcoming = 10", 1, "display.D1.upcoming: must be from 1 to 9, not 10. 3 is usual."),
        ("upcoming = 0", 1, "display.D1.upcoming: must be from 1 to 9, not 0. 3 is usual."),
        ('outside = "pledge"', 1, "display.D1.outside: shows the hall's pledge, which is missing. Give hall.pledge."),
        ("inches = 4", 1, "display.D1.inches: a screen has 5 to 200 inches, not 4. Measure its diagonal."),
        ("inches = 201", 1, "display.D1.inches: a screen has 5 to 200 inches, not 201. Measure its diagonal."),
        ("metres = 0", 1, "display.D1.metres: must be above 0, and 100 at most, not 0. Measure to the last seat."),
        (
            "metres = 100.5",
            1,
            "display.D1.metres: must be above 0, and 100 at most, not 100.5. Measure to the last seat.",
        ),
        (
            "inches = 55\nmetres = 9.0",
            2,
            "display.D1.metres: a screen of 55 inches can be read from 8.1 metres at most, not 9. "
            "Hang one of 61 inches, or one nearer to the seats.",
        ),
        (
            "inches = 55\nmetres = 40",
            2,
            "display.D1.metres: a screen of 55 inches can be read from 8.1 metres at most, not 40. "
            "Hang it nearer to the seats.",
        ),
        # posters and videos
        (
            '[media."a.png"]\ndisplays = ["D9"]',
            2,
            "media.a.png.displays: there is no display 'D9'. Use a code of [display].",
        ),
        (
            '[media."a.png"]\nfirst = 2026-02-02\nlast = 2026-02-01',
            3,
            "media.a.png.last: is before its first day. Put the later date here.",
        ),
        ('[media."a.png"]\nseconds = 0', 2, "media.a.png.seconds: must be 1 or more, not 0. 12 is usual."),
        ('[media."a.png"]\nvolume = 101', 2, "media.a.png.volume: must be from 0 to 100, not 101. 0 is silent."),
        (
            '[media."lantai2/a.png"]\nseconds = 9',
            1,
            "media.lantai2/a.png: is no file's name: what is in folders of posters/ is not shown. "
            "Give the name of a file in posters/.",
        ),
        (
            '[media."a.png"]\nhours = ["12.00-08.00"]',
            2,
            "media.a.png.hours: a stretch of hours ends before it begins. Write it as 08.00-12.00.",
        ),
        (
            '[media."a.png"]\nhours = ["09.30-10.00", "08.00-09.31"]',
            2,
            "media.a.png.hours: one stretch of hours overlaps another. Make one of two, or move one.",
        ),
        # needs, everyday words, the welcome
        (
            NEED + "services = []",
            3,
            "need.birth.services: no service meets it. Name at least one, or delete the need.",
        ),
        (
            NEED + 'services = ["AB.1", "AB.9"]',
            3,
            "need.birth.services: there is no service 'AB.9'. Use a code of [service].",
        ),
        (
            NEED + 'services = ["AB.1"]\nicon = "stork"',
            4,
            f"need.birth.icon: there is no picture 'stork'. Use one of {', '.join(ICONS)}.",
        ),
        (
            '[search]\ninformation = "AB.9"',
            2,
            "search.information: there is no service 'AB.9'. Name the service where people may ask, or leave it out.",
        ),
        ('[search.alike]\nktp = ["--"]', 2, "search.alike.ktp: one of the words is empty. Delete it."),
        ('[welcome]\ncolour = "red"', 2, "welcome.colour: 'red' is not a colour. Write it as #0B5F5B."),
        (
            '[welcome]\ncolour = "#00A0A0"',
            2,
            "welcome.colour: white words on it are hard to read. Give a darker colour, as #0B5F5B.",
        ),
        (
            '[welcome]\nmotif = "batik"',
            2,
            "welcome.motif: there is no pattern 'batik'. Use one of weave, waves, diamonds, or leave it out.",
        ),
        ("[welcome]\nafter_seconds = -1", 2, "welcome.after_seconds: must not be below 0. 0 never greets."),
        # officers
        (
            SUPERVISOR + '[officer.budi]\nrole = "officer"',
            3,
            "officer.budi: is not an officer's code. Write 1 to 20 of A-Z, 0-9, dot, dash and underscore.",
        ),
        (
            '[officer.BUDI]\nrole = "officer"',
            1,
            'officer: nobody is a supervisor. Give one officer role = "supervisor".',
        ),
        (
            SUPERVISOR + 'counters = ["1", "9"]',
            3,
            "officer.ANI.counters: there is no counter '9'. Use codes of [counter].",
        ),
        (
            SUPERVISOR + '[officer.BUDI]\nrole = "lead"\nagencies = ["QQ"]',
            5,
            "officer.BUDI.agencies: there is no agency 'QQ'. Use codes of [agency].",
        ),
        (
            SUPERVISOR + 'agencies = ["AB"]',
            3,
            'officer.ANI.agencies: only a lead has agencies. Write role = "lead", or remove the key.',
        ),
        (
            SUPERVISOR + 'pin = "123456"',
            3,
            "officer.ANI.pin: is not a scrambled PIN. Remove it and use `antrean officer pin`.",
        ),
        (  # no PC could try it: two to the power of that is more than any memory
            SUPERVISOR + f'pin = "{SCRAMBLED.replace("$15$", "$99999999999$")}"',
            3,
            "officer.ANI.pin: is not a scrambled PIN. Remove it and use `antrean officer pin`.",
        ),
        (
            "[rules.staff]\nsign_in_hours = 13",
            2,
            "rules.staff.sign_in_hours: must be from 1 to 12. 12 is a long working day.",
        ),
        (
            "[rules.staff]\nlock_minutes = 1441",
            2,
            "rules.staff.lock_minutes: must be from 0 to 1440. 15 is a quarter of an hour; 0 never.",
        ),
        # the survey
        (
            PERIOD + "last = 2026-01-31",
            4,
            "survey_period.2026.last: the survey ends before it begins. Put the later date here.",
        ),
        (
            PERIOD + "last = 2026-03-01\npublished = 2026-01-31",
            5,
            "survey_period.2026.published: the result was published before the survey began. "
            "Put the day on which it was.",
        ),
        (
            '[survey.question]\nharga = "Bagaimana?"',
            2,
            "survey.question.harga: the survey has no element 'harga'. Use one of persyaratan, prosedur, waktu, biaya, "
            "produk, kompetensi, perilaku, sarana, pengaduan.",
        ),
        # outcomes, and keys of the officers' PCs
        (
            '[outcome.selesai]\nname = "Selesai"',
            1,
            "outcome.selesai: is not an outcome's code. Write 1 to 20 of A-Z, 0-9, dash and underscore.",
        ),
        (
            '[outcome.DONE]\nname = "Selesai"\nservices = ["AB", "AB.1", "QQ"]',
            3,
            "outcome.DONE.services: there is no service or agency 'QQ'. Use codes of [service] or [agency].",
        ),
        (
            "[rules.calls]\noutcome_needed = true",
            2,
            "rules.calls.outcome_needed: there is no outcome to choose. Give some, as [outcome.DONE].",
        ),
        (
            '[hotkeys]\nnext = "Hyper+1"',
            2,
            'hotkeys.next: \'Hyper+1\' is no key. Write it as "Ctrl+Shift+F1", or "" for none.',
        ),
        ('[hotkeys]\nnext = "F7"\nhold = "F7"', 3, "hotkeys.hold: F7 presses two acts. Give each its own key."),
        (
            '[hotkeys]\nhold = "Alt+Ctrl+F7"\nundo = "Ctrl+Alt+F7"',
            3,
            "hotkeys.undo: Ctrl+Alt+F7 presses two acts. Give each its own key.",
        ),
        (
            '[hotkeys]\nnext = ""\nhold = "Ctrl+Shift+F3"',
            3,
            "hotkeys.hold: Ctrl+Shift+F3 presses two acts. Give each its own key.",
        ),
        # printers
        (
            PRINTER + 'cut = "scissors"',
            3,
            "printer.P1.cut: there is no cut 'scissors'. Use partial, full, esc-i, esc-m, none.",
        ),
        (PRINTER + 'fence = "wall"', 3, "printer.P1.fence: there is no fence 'wall'. Use marker, gsr, none."),
        (
            PRINTER + "speed = 9",
            3,
            "printer.P1.speed: no printer prints so many millimetres a second. Use 10 to 1000.",
        ),
        (
            PRINTER + "feed = 101",
            3,
            "printer.P1.feed: no knife is so far from the print head. Use 0 to 100 (mm); 14 is usual.",
        ),
        (PRINTER + "retract_seconds = 4", 3, "printer.P1.retract_seconds: is too soon or too late. Use 5 to 3600."),
        (
            PRINTER + 'pages = { 256 = "cp437" }',
            3,
            "printer.P1.pages: 256 is not a slot of a code page. Use 0 to 255.",
        ),
        (
            PRINTER + 'pages = { 1 = "cp437", 2 = "letters" }',
            3,
            'printer.P1.pages: there is no code page \'letters\'. Write it as "cp437" or "cp1252".',
        ),
        (  # one byte is no letter there
            PRINTER + 'pages = { 2 = "utf-16" }',
            3,
            'printer.P1.pages: there is no code page \'utf-16\'. Write it as "cp437" or "cp1252".',
        ),
        # kiosks, rules, boards
        (
            '[kiosk.K2]\nzone = "A"\ninches = 6',
            3,
            "kiosk.K2.inches: must be from 7 to 120. Measure the screen from corner to corner.",
        ),
        (
            '[kiosk.K2]\nzone = "A"\nedge_mm = 1061',
            3,
            "kiosk.K2.edge_mm: must be from 0 to 1060. Measure from the floor to the screen's lower edge.",
        ),
        (
            '[kiosk.K2]\nzone = "A"\nscan_prefix = "ctrl"',
            3,
            "kiosk.K2.scan_prefix: there is no key 'ctrl'. Use Qt's name of the key, as F13, Up, Return or Tab.",
        ),
        (
            '[kiosk.K2]\nzone = "A"\nkeys."one key" = "up"',
            3,
            "kiosk.K2.keys: there is no key 'one key'. Use Qt's name of the key, as F13, Up, Return or Tab.",
        ),
        (
            '[kiosk.K2]\nzone = "A"\nheadphones = "bluetooth"',
            3,
            "kiosk.K2.headphones: there is no way 'bluetooth'. Use auto, jack, daemon or none.",
        ),
        (
            '[rules.records]\ncheckpoint_printer = "P9"',
            2,
            "rules.records.checkpoint_printer: there is no printer 'P9'. Use a code of [printer] or add that printer.",
        ),
        (
            "[board]\nbusy_seconds = 0",
            2,
            "board.busy_seconds: must be 1 or more, not 0: nobody could read the call. Give seconds.",
        ),
        (
            "[board]\nvisual_times = 0",
            2,
            "board.visual_times: must be 1 or more. visual_times = 1 shows the call once.",
        ),
    ],
)
def test_each_thing_that_a_hall_may_not_say_is_told(added: str, line: int, told: str) -> None:
    assert said(f"{added}\n") == [f"hall.toml:{LAST + line}: {told}"]


def test_what_stands_just_within_each_bound_is_a_hall() -> None:
    hall = hall_file.parse(
        SMALL.replace("[display.D1]", '[display.D1]\nway.A = "left"\ninches = 200\nmetres = 29\nupcoming = 9')
        + '[display.D2]\nlayout = "counter"\ncounter = "1"\nrating = true\n'
        + '[media."a.png"]\nhours = ["09.00-10.00", "08.00-09.00"]\nfirst = 2026-02-01\nlast = 2026-02-01\n'
        + 'displays = ["D1"]\nvolume = 100\n'
        + f'{SUPERVISOR}pin = "{SCRAMBLED}"\n[officer.BUDI]\nrole = "lead"\nagencies = ["AB"]\n'
        + f'{PERIOD}last = 2026-02-01\npublished = 2026-02-01\n[survey.question]\nbiaya = "Bagaimana?"\n'
        + f'{NEED}services = ["AB.1"]\nicon = "baby"\n[welcome]\ncolour = "#0B5F5B"\nmotif = "waves"\n'
        + '[search]\ninformation = "AB.1"\nalike = { ktp = ["id card"] }\n'
        + '[outcome.DONE]\nname = "Selesai"\nservices = ["AB", "AB.1"]\n[rules.calls]\noutcome_needed = true\n'
        + '[hotkeys]\nstart = "F7"\nhold = "Ctrl+Shift+F3"\nnext = ""\nundo = ""\n'
        + f'{PRINTER}cut = "esc-m"\nfence = "gsr"\nspeed = 10\nfeed = 0\nretract_seconds = 5\n'
        + 'pages = { 255 = "cp437" }\n',
        "hall.toml",
    )
    assert hall.survey_period["2026"].published == datetime.date(2026, 2, 1)
    assert hall.officer["ANI"].pin == SCRAMBLED
