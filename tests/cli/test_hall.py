"""A hall's folder made, changed while it runs, written out."""

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared import hall_file, samples
from shared.domain.hall_data.hidden_characters import hidden_character
from shared.domain.words import TimeOfDay
from tests.helpers.cli import Terminal, antrean


def test_init_says_what_it_made(tmp_path):
    made = antrean("init", "--hall", str(tmp_path / "h"), "--sample", "graha-segara", "--json")
    assert made.code == 0
    assert (made.answer["agencies"], made.answer["counters"]) == (32, 150)
    assert (tmp_path / "h" / "hall.db").is_file()
    assert [path.name for path in (tmp_path / "h").iterdir()] == ["hall.db"]


def test_init_never_overwrites_a_hall(hall):
    hall.ok("issue", "AB.1")
    again = hall("init", "--sample", "graha-segara")
    assert again.code == 2
    assert len(hall.ok("state")["counters"]) == 48


@pytest.mark.parametrize("arguments", [(), ("--sample", "sungai-rindang", "--from", "x.toml"), ("--sample", "sungai")])
def test_init_wants_one_known_source(tmp_path, arguments):
    ran = antrean("init", "--hall", str(tmp_path / "h"), "--json", *arguments)
    assert ran.code == 2
    assert not (tmp_path / "h").exists()


def test_a_wrong_hall_file_makes_nothing(tmp_path):
    (tmp_path / "hall.toml").write_text('[hall]\nname = "X"\n[servce]\n', encoding="utf-8")
    ran = antrean("init", "--hall", str(tmp_path / "h"), "--from", str(tmp_path / "hall.toml"), "--json")
    assert ran.code == 2
    assert "hall.toml:3:" in ran.answer["sentence"]
    assert "service" in ran.answer["nearest"]
    assert not (tmp_path / "h").exists()


@pytest.mark.parametrize("name", samples.NAMES)
def test_export_and_init_make_the_same_hall(tmp_path, name):
    first, second = Terminal(tmp_path / "first"), Terminal(tmp_path / "second")
    first.ok("init", "--sample", name)
    file = tmp_path / "out.toml"
    first.ok("export", str(file))
    second.ok("init", "--from", str(file))
    assert second.ok("export")["toml"] == file.read_text(encoding="utf-8")
    assert hall_file.read(file) == samples.load(name)


def test_export_to_standard_output_is_the_file_itself(hall):
    ran = antrean("export", "--hall", str(hall.hall))
    assert hall_file.parse(ran.out, "out") == samples.load("sungai-rindang")


def test_export_to_a_place_that_cannot_be_written(hall, tmp_path):
    ran = hall("export", str(tmp_path / "no" / "such" / "file.toml"))
    assert ran.code == 3
    assert ran.answer["remedy"]


def test_apply_changes_what_changed_and_nothing_else(hall, tmp_path):
    hall.many(["issue", "AB.1"], ["issue", "BA.1"], ["next", "--counter", "1"])
    before = hall.ok("state")
    file = tmp_path / "hall.toml"
    hall.ok("export", str(file))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("minutes = 8.0\nquota = 120", "minutes = 9.0\nquota = 2", 1), encoding="utf-8")
    assert hall.ok("apply", str(file))["changed"] == ["service.AB.1"]
    after = hall.ok("state")
    for part in ("counters", "calls"):
        assert after[part] == before[part]
    assert after["sequence"] == before["sequence"] + 1
    (event,) = hall.ok("events", "--after", str(before["sequence"]))["events"]
    assert event["what"] == "hall_changed"
    hall.ok("issue", "AB.1")
    assert hall("issue", "AB.1").answer["refused"] == "quota_used_up"
    assert hall.ok("issue", "AB.2")["label"] == "AB-003", "numbers go on"


def test_apply_of_the_same_file_changes_nothing(hall, tmp_path):
    file = tmp_path / "hall.toml"
    hall.ok("export", str(file))
    before = hall.ok("state")["sequence"]
    assert hall.ok("apply", str(file))["changed"] == []
    assert hall.ok("state")["sequence"] == before


def test_apply_tells_of_how_many_names_the_voice_has_no_clips_yet(hall, tmp_path):
    file = tmp_path / "hall.toml"
    hall.ok("export", str(file))
    before = hall.ok("apply", "--no-make-voice", str(file))["voice"]
    with file.open("a", encoding="utf-8") as text:
        text.write('\n[counter."Kasir 77"]\nagency = "AB"\n')
    told = hall.ok("apply", "--no-make-voice", str(file))
    assert told["changed"] == ["counter.Kasir 77"]
    assert told["voice"]["due"] > before["due"]
    assert told["voice"]["pid"] is None
    assert not (hall.hall / "voice").exists(), "nothing is made unless somebody wants it"


def test_a_wrong_file_is_never_applied_in_part(hall, tmp_path):
    file = tmp_path / "hall.toml"
    hall.ok("export", str(file))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("quota = 120", "quota = 1").replace('zone = "B"', 'zone = "Q"', 1), encoding="utf-8")
    ran = hall("apply", str(file))
    assert ran.code == 2
    assert f"{file}:" in ran.answer["sentence"]
    assert hall_file.parse(hall.ok("export")["toml"], "x") == samples.load("sungai-rindang")


_QUOTAS = st.none() | st.integers(1, 500)
_MINUTES = st.floats(0.5, 90, allow_nan=False).map(lambda minutes: round(minutes, 2))
_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(
    lambda name: name.strip() and hidden_character(name) is None
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.data())
def test_any_sensible_hall_survives_export_and_init(tmp_path_factory, data):
    sample = samples.load("sungai-rindang")
    changed = {
        code: dataclasses.replace(
            sample.service[code],
            quota=data.draw(_QUOTAS),
            minutes=data.draw(_MINUTES),
            name={"id": data.draw(_NAMES), "en": data.draw(_NAMES)},
            keywords=tuple(data.draw(st.lists(_NAMES, max_size=3))),
        )
        for code in data.draw(st.lists(st.sampled_from(list(sample.service)), min_size=1, max_size=4, unique=True))
    }
    week = {
        day: dataclasses.replace(hours, open=TimeOfDay(data.draw(st.integers(400, 600))))
        for day, hours in sample.week.items()
    }
    hall = dataclasses.replace(
        sample,
        service={**sample.service, **changed},
        week={day: dataclasses.replace(h, take_from=None) for day, h in week.items()},
    )
    folder = tmp_path_factory.mktemp("halls")
    (folder / "in.toml").write_text(hall_file.write(hall), encoding="utf-8")
    terminal = Terminal(folder / "hall")
    terminal.ok("init", "--from", str(folder / "in.toml"))
    assert hall_file.parse(terminal.ok("export")["toml"], "out") == hall


def test_a_hall_is_named_from_where_one_stands(tmp_path, monkeypatch):
    """Also to the processes that the command starts elsewhere, and by the environment."""
    monkeypatch.chdir(tmp_path)
    assert antrean("init", "--hall", "here", "--sample", "graha-segara").code == 0
    looked = antrean("check", "--hall", "here", "--quick", "--json").answer["items"]
    tried = {one["key"]: one["weight"] for one in looked}
    assert (tried["locks"], tried["stale"]) == ("good", "good")
    crowd = ("--counters", "1", "--displays", "1", "--kiosks", "1", "--seconds", "1")
    monkeypatch.setenv("ANTREAN_HALL", "here")
    monkeypatch.setenv("ANTREAN_LOCAL", "mine")
    ran = antrean("bench", "hall", *crowd, "--json").answer
    assert ran["errors"] == 0
    assert ran["memory_mb"] > 0
