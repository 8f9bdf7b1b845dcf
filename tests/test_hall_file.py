"""The hall file: what is written is read back the same, and everything wrong is said with its line."""

import datetime
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared import hall_file, records, samples, toml_lines
from shared.domain.hall_data.hall import Hall, Weekday
from shared.faults import UsageFault
from tests.helpers.any_hall import halls
from tests.helpers.hall import LONG_NAMES

SMALL = """\
[hall]
name = "MPP Contoh"

[week.monday]
open = "08.00"
close = "15.30"
breaks = ["12.00-13.00"]

[zone.A]
name = { id = "Zona A", en = "Zone A" }

[agency.AB]
name = "Dinas Contoh"
zone = "A"

[service."AB.1"]
name.id = "Layanan satu"
name.en = "Service one"
minutes = 8

[counter.1]
agency = "AB"

[kiosk.K1]
zone = "A"

[display.D1]
"""


def refused(text: str) -> UsageFault:
    with pytest.raises(UsageFault) as caught:
        hall_file.parse(text, "hall.toml")
    return caught.value


def test_a_small_hall_is_read():
    hall = hall_file.parse(SMALL, "hall.toml")
    assert hall.hall.name == {"id": "MPP Contoh"}
    assert hall.zone["A"].name == {"id": "Zona A", "en": "Zone A"}
    assert hall.week[Weekday.MONDAY].open == 8 * 60
    assert (hall.week[Weekday.MONDAY].breaks[0].start, hall.week[Weekday.MONDAY].breaks[0].end) == (720, 780)
    assert hall.services_of("1") == ("AB.1",)


@pytest.mark.parametrize("written", ['"08.00"', '"8:00"', '"08:00"', "08:00:00"])
def test_times_may_be_written_with_dot_or_colon(written):
    hall = hall_file.parse(SMALL.replace('"08.00"', written), "hall.toml")
    assert hall.week[Weekday.MONDAY].open == 480


def test_a_hall_that_closes_after_midnight():
    hall = hall_file.parse(SMALL.replace('"15.30"', '"25.00"'), "hall.toml")
    assert hall.week[Weekday.MONDAY].close == 25 * 60


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("minutes = 8", "minuts = 8", 19, ["service.AB.1.minuts", "no such key", "did you mean minutes"]),
        ("minutes = 8", 'minutes = "8"', 19, ["service.AB.1.minutes", 'a number, not "8"']),
        ("minutes = 8", "minutes = true", 19, ["a number, not true"]),
        ("minutes = 8\n", "", 16, ["service.AB.1.minutes", "is missing"]),
        ('"08.00"', "8.30", 5, ["week.monday.open", 'in quotes such as "08.00"']),
        ('"08.00"', '"08.75"', 5, ["week.monday.open", "not a time of day"]),
        ('["12.00-13.00"]', '"12.00-13.00"', 7, ["week.monday.breaks", "a list in [ ]"]),
        ('["12.00-13.00"]', '["12.00"]', 7, ["week.monday.breaks", "not a span"]),
        ("[week.monday]", "[week.mondey]", 4, ["none of monday", "did you mean monday"]),
        ("[zone.A]", "[zon.A]", 9, ["zon", "no such key", "did you mean zone"]),
        ('{ id = "Zona A", en = "Zone A" }', '{ en = "Zone A" }', 10, ["zone.A.name.id", "Indonesian"]),
        ('{ id = "Zona A", en = "Zone A" }', '{ id = "Zona A", english = "x" }', 10, ["not a language code"]),
        ('{ id = "Zona A", en = "Zone A" }', '""', 10, ["empty"]),
        ('agency = "AB"', 'agency = "AX"', 22, ["counter.1.agency", "AX"]),
        ("[display.D1]", "[display.D1]\nvoice = 1", 28, ["display.D1.voice", "true or false, not 1"]),
        ("[display.D1]", '[holiday.2026-13-01]\nname = "x"', 27, ["holiday.2026-13-01", "not a date"]),
        ("[display.D1]", "display = 3", 27, ["kiosk.K1.display", "no such key"]),
    ],
)
def test_what_is_wrong_is_said_with_file_line_key_and_reason(old, new, line, said):
    fault = refused(SMALL.replace(old, new))
    assert f"hall.toml:{line}:" in fault.sentence, fault.sentence
    for words in said:
        assert words in fault.sentence
    assert fault.remedy


HIDDEN = {  # as TOML writes them
    "line feed": r"\n",
    "carriage return": r"\r",
    "tab": r"\t",
    "nul": r"\u0000",
    "escape": r"\u001b",
    "next line": r"\u0085",
    "line separator": r"\u2028",
    "paragraph separator": r"\u2029",
    "zero width space": r"\u200b",
    "zero width joiner": r"\u200d",
    "word joiner": r"\u2060",
    "byte order mark": r"\ufeff",
    "right-to-left override": r"\u202e",
    "isolate": r"\u2067",
    "soft hyphen": r"\u00ad",
    "hangul filler": r"\u3164",
    "tag": r"\U000e0041",
    "variation selector": r"\ufe00",
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN.keys())
@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("MPP Contoh", "MPP{}Contoh", "hall.name"),
        ("Zone A", "Zone{} A", "zone.A.name"),
        ("Dinas Contoh", "Dinas Contoh{}", "agency.AB.name"),
        ("Layanan satu", "{}Layanan satu", "service.AB.1.name"),
        ("[counter.1]", '[counter."1{}"]', "counter.1"),
        ("[display.D1]", '[display."D{}1"]', "display.D"),
    ],
)
def test_a_name_or_code_with_a_character_that_nobody_sees_is_refused(hidden, old, new, key):
    fault = refused(SMALL.replace(old, new.format(hidden)))
    character = tomllib.loads(f'x = "{hidden}"')["x"]
    assert key in fault.sentence
    assert "Delete it" in fault.sentence
    assert f"U+{ord(character):04X}" in fault.sentence
    assert character not in fault.sentence, "a message never acts on the reader's screen"


def test_sentences_may_have_lines_and_names_may_have_any_letter():
    hall = hall_file.parse(
        SMALL.replace("minutes = 8", 'minutes = 8\nneeds = """KTP\nKK"""').replace("Zona A", "Zona “É” – 東 é ✔"), "x"
    )
    assert hall.service["AB.1"].needs == {"id": "KTP\nKK"}
    assert (
        "holds a line break"
        in refused(SMALL.replace("[week.monday]", 'running_text = "a\\nb"\n[week.monday]')).sentence
    )


def test_the_longest_names_are_read():
    """The hall that screens and tickets are tried with: each text is as long as halls bring them."""
    hall = hall_file.read(LONG_NAMES)
    names = [
        of for part in (hall.zone, hall.agency, hall.service) for entry in part.values() for of in entry.name.values()
    ]
    assert min(len(name) for name in names) >= 60
    assert max(len(word) for name in names for word in name.split()) >= 40


def test_everything_wrong_is_said_at_once():
    fault = refused(SMALL.replace("minutes", "minuts").replace("[zone.A]", "[zon.A]"))
    assert "minuts" in fault.sentence
    assert "zon" in fault.sentence
    assert {"minutes", "zone"} <= set(fault.nearest)


def test_what_is_no_toml_says_where():
    assert "line 2" in refused("[hall]\nname = MPP\n").sentence


def test_a_missing_file_names_the_one_that_looks_alike(tmp_path):
    (tmp_path / "hall.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(UsageFault) as caught:
        hall_file.read(tmp_path / "hal.toml")
    assert caught.value.nearest == ("hall.toml",)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_what_is_no_text_is_said(tmp_path, content):
    path = tmp_path / "hall.toml"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    with pytest.raises(UsageFault) as caught:
        hall_file.read(path)
    assert str(path) in caught.value.sentence


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(halls())
def test_any_hall_is_written_and_read_back_the_same(hall):
    table = tomllib.loads(hall_file.write(hall))
    again = records.read(Hall, table)
    assert again == hall
    for section in ("service", "counter", "agency"):
        assert list(getattr(again, section)) == list(getattr(hall, section)), "the order is data, too"


_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.times()
_TABLES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)


@settings(max_examples=200, deadline=None)
@given(_TABLES)
def test_any_table_is_read_or_refused_never_a_bug(table):
    with pytest.raises(records.TableError):
        records.read(Hall, {"hall": table})


@pytest.mark.parametrize("name", samples.NAMES)
def test_lines_are_found_for_every_key(name):
    text = hall_file.write(samples.load(name))
    places = toml_lines.lines_of(text)
    lines = text.splitlines()
    for path, number in places.items():
        assert path[-1] in lines[number - 1] or path[0] in lines[number - 1]
    table = tomllib.loads(text)
    assert len([path for path in places if len(path) == 2 and path[0] == "service"]) == len(table["service"])


def test_lines_survive_long_strings_and_lists():
    text = 'a = """\n[no]\nb = 1\n"""\nc = [\n  "x = 1", # ]\n  "y",\n]\n[d]\ne = 2\n"f.g" = { h = 3 }\n'
    places = toml_lines.lines_of(text)
    assert places == {("a",): 1, ("c",): 5, ("d",): 9, ("d", "e"): 10, ("d", "f.g"): 11}
    assert toml_lines.nearest_line(places, ("d", "f.g", "h")) == 11
    assert toml_lines.nearest_line(places, ("z",)) is None


def test_a_date_may_be_written_as_a_date_or_as_words():
    for written in ("2026-12-25", '"2026-12-25"'):
        season = f'\n[season.x]\nname = "X"\nfirst = {written}\nlast = {written}\n'
        assert hall_file.parse(SMALL + season, "x").season["x"].first == datetime.date(2026, 12, 25)


def test_keys_are_given_to_acts_by_the_hall_file():
    table = '[hotkeys]\nnext = "Ctrl+Shift+F6"\nno-show = ""\n[kiosk.K9]\nzone = "A"\n[kiosk.K9.keys]\nF13 = "select"\n'
    hall = hall_file.parse(SMALL + table, "hall.toml")
    assert hall.hotkeys == {"next": "Ctrl+Shift+F6", "no-show": ""}
    assert hall.kiosk["K9"].keys == {"F13": "select"}
    wrong = SMALL + table.replace("next", "dance").replace('"select"', '"sing"')
    assert "hotkeys.dance" in str(refused(wrong)) and "kiosk.K9.keys.F13" in str(refused(wrong))
