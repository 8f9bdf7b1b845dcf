"""``antrean skm``: questionnaires are taken over once, taken out again, and give the index the rule gives."""

from datetime import date
from pathlib import Path

import pytest

from shared import hall_file
from shared.domain.hall_data.survey_data import SurveyPeriod
from shared.domain.skm import KEYS
from shared.text.plain_lines import in_indonesian
from tests.helpers.cli import Terminal, antrean
from tests.helpers.hall import small_hall

HEAD = "tanggal,layanan," + ",".join(KEYS)


def written(folder: Path, *rows: str) -> str:
    file = folder / "survei.csv"
    file.write_text("\n".join([HEAD, *rows, ""]))
    return str(file)


PEOPLE = ["2026-11-20,AB.1,4,4,3,4,4,3,4,2,4", "2026-11-20,AB.1,3,4,3,4,3,3,4,2,4", "2026-11-21,BA.1,2,2,2,2,2,2,2,2,2"]
PERIOD = ("--from", "2026-11-01", "--to", "2026-11-30")


def test_the_index_of_a_file(hall: Terminal, tmp_path: Path) -> None:
    taken = hall.ok("skm", "import", written(tmp_path, *PEOPLE, "2026-11-21,AB.1,4,,4,4,4,4,4,4,4"))
    assert (taken["questionnaires"], taken["incomplete"], taken["taken"]) == (4, 1, True)
    found = hall.ok("skm", "report", *PERIOD)
    assert (found["respondents"], found["incomplete"]) == (3, 1)
    total = 32 + 30 + 18
    assert sum(element["total"] for element in found["elements"].values()) == total
    assert (found["index"], found["grade"]) == ("74.07", "C")  # 25 * 80 / 27
    assert found["elements"]["persyaratan"] == {"total": 9, "nrr": "3.0000", "index": "75.00", "grade": "C"}
    one = hall.ok("skm", "report", *PERIOD, "--service", "BA.1")
    assert (one["respondents"], one["index"], one["grade"]) == (1, "50.00", "D")
    assert hall.ok("skm", "report", *PERIOD, "--agency", "AB")["respondents"] == 2
    assert hall.ok("skm", "report", "--from", "2026-11-21", "--to", "2026-11-21")["incomplete"] == 1


def test_the_same_file_counts_once_and_can_be_taken_out(hall: Terminal, tmp_path: Path) -> None:
    file = written(tmp_path, *PEOPLE)
    first = hall.ok("skm", "import", file)
    assert hall.ok("skm", "import", file)["taken"] is False
    renamed = Path(file).with_name("salinan.csv")
    renamed.write_bytes(Path(file).read_bytes())
    assert hall.ok("skm", "import", str(renamed))["taken"] is False  # the same content under another name
    assert hall.ok("skm", "report", *PERIOD)["respondents"] == 3
    assert [f["file"] for f in hall.ok("skm", "files")["files"]] == [first["file"]]
    hall.ok("skm", "remove", first["file"])
    assert hall.ok("skm", "report", *PERIOD)["respondents"] == 0
    again = hall("skm", "remove", first["file"])
    assert (again.code, again.answer["refused"]) == (1, "no_such_survey")
    hall.ok("skm", "import", file)  # it may come back
    assert hall.ok("skm", "report", *PERIOD)["respondents"] == 3


def test_a_file_that_was_saved_anew_is_told(hall: Terminal, tmp_path: Path) -> None:
    first = hall.ok("skm", "import", written(tmp_path, *PEOPLE))
    assert first["alike"] == []
    assert hall.ok("skm", "import", written(tmp_path, *PEOPLE[:2], PEOPLE[1]))["alike"] == []
    anew = tmp_path / "anew.csv"
    anew.write_text("\r\n".join([HEAD, *reversed(PEOPLE)]).replace(",", ";"))
    assert hall.ok("skm", "import", str(anew))["alike"] == [first["file"]]
    said = antrean("skm", "import", str(anew), "--hall", str(hall.hall)).out
    assert first["file"] in said


def test_an_element_that_was_read_by_its_number_is_told(hall: Terminal, tmp_path: Path) -> None:
    file = Path(written(tmp_path, *PEOPLE))
    file.write_text(file.read_text().replace("sarana,pengaduan", "U8,U9"))
    assert hall.ok("skm", "import", str(file))["by_number"] == {"U8": "sarana", "U9": "pengaduan"}
    said = antrean("skm", "import", str(file), "--hall", str(hall.hall)).out
    assert "Read by their numbers: U8 = sarana, U9 = pengaduan." in said
    assert in_indonesian(next(line for line in said.splitlines() if "U8" in line)).startswith(
        "Dibaca menurut nomornya: U8 = sarana, U9 = pengaduan. Jika"
    )


def test_a_file_of_headings_only_has_nothing_to_take_over(hall: Terminal, tmp_path: Path) -> None:
    taken = hall.ok("skm", "import", written(tmp_path))
    assert (taken["questionnaires"], taken["taken"], taken["file"]) == (0, False, None)
    ran = antrean("skm", "import", written(tmp_path), "--hall", str(hall.hall))
    assert "nothing was taken over" in ran.out
    assert "skm remove" not in ran.out
    assert hall.ok("skm", "files")["files"] == []


def test_a_spreadsheet_writes_whole_numbers_so(hall: Terminal, tmp_path: Path) -> None:
    hall.ok("skm", "import", written(tmp_path, '2026-11-20,AB.1,"4,0",4.0,3,4,4,3,4,2,4'))
    assert hall.ok("skm", "report", *PERIOD)["index"] == "88.89"
    assert hall("skm", "import", written(tmp_path, "2026-11-20,AB.1,3.5,4,3,4,4,3,4,2,4")).code == 2
    assert len(hall.ok("skm", "files")["files"]) == 1


def test_without_data_there_is_no_index(hall: Terminal) -> None:
    found = hall.ok("skm", "report", *PERIOD)
    assert (found["respondents"], found["index"], found["grade"]) == (0, None, None)
    assert found["elements"]["waktu"] == {"total": 0, "nrr": None, "index": None, "grade": None}


def test_what_is_still_needed_follows_from_who_was_served(hall: Terminal, tmp_path: Path) -> None:
    hall.ok("open", "--counter", "1")
    for _ in range(3):
        hall.ok("issue", "AB.1")
    for act in ("next", "start", "finish", "next", "no-show"):
        hall.ok(act, "--counter", "1")
    hall.ok("skm", "import", written(tmp_path, PEOPLE[0]))
    sample = hall.ok("skm", "report", *PERIOD)["sample"]
    assert sample["AB.1"] == {"visits": 2, "needed": 2, "have": 1}  # one did not come


@pytest.mark.parametrize("arguments", [
    ("--from", "2026-11-30", "--to", "2026-11-01"),
    ("--from", "2027-11-01", "--to", "2027-11-30"),
    (*PERIOD, "--service", "XX.9"),
    (*PERIOD, "--service", "AB.1", "--agency", "AB"),
])  # fmt: skip
def test_what_cannot_be_asked_is_said(hall: Terminal, arguments: tuple[str, ...]) -> None:
    assert hall("skm", "report", *arguments).code == 2


def test_a_wrong_file_changes_nothing(hall: Terminal, tmp_path: Path) -> None:
    ran = hall("skm", "import", written(tmp_path, PEOPLE[0], "2026-11-20,AB.1,9,4,3,4,4,3,4,2,4"))
    assert ran.code == 2
    assert "line 3" in ran.err or "line 3" in ran.out
    assert hall.ok("skm", "files")["files"] == []
    assert hall("skm", "import", str(tmp_path / "none.csv")).code == 2


def test_a_period_of_the_halls_own_is_named(hall: Terminal, tmp_path: Path) -> None:
    hall.ok("skm", "import", written(tmp_path, *PEOPLE))
    own = SurveyPeriod({"id": "Survei akhir"}, date(2026, 11, 21), date(2026, 11, 30), date(2026, 12, 4), "papan MPP")
    data = tmp_path / "hall.toml"
    data.write_text(hall_file.write(small_hall(survey_period={"akhir": own})), encoding="utf-8")
    hall.ok("apply", str(data))
    found = hall.ok("skm", "report", "--period", "AKHIR")
    assert (found["from"], found["to"], found["respondents"]) == ("2026-11-21", "2026-11-30", 1)
    add = ("skm", "action", "--element", "waktu", "--finding", "Lama", "--plan", "Loket", "--who", "DPMPTSP")
    hall.ok(*add, "--period", "akhir", "--due", "2026-12-20")
    hall.ok(*add, "--period", "2026-Q1", "--due", "2026-03-20")
    hall.ok("skm", "done", "1")
    tables = hall.ok("report", "skm", "akhir")["tables"]
    assert tables["publication"] == [["Survei akhir", "21 – 30 November 2026", "4 Desember 2026", "papan MPP"]]
    assert [row[1] for row in tables["follow_up"]] == ["Lama"]
    hall.ok("issue", "AB.1")
    policy = {row[0]: row[1] for row in hall.ok("report", "pekppp", "2026-S2")["tables"]["aspect_1"]}
    assert policy["Publikasi hasil SKM"] == "4 Desember 2026; papan MPP"
    assert policy["Temuan SKM yang sudah ditindaklanjuti"] == "1 / 1"
    wrong = hall("skm", "report", "--period", "awal")
    assert (wrong.code, "akhir" in wrong.out + wrong.err) == (2, True)


def test_a_service_that_is_no_more_still_counts_for_its_agency(hall: Terminal, tmp_path: Path) -> None:
    hall.ok("skm", "import", written(tmp_path, *PEOPLE))
    hall.ok("issue", "AB.2")
    whole = small_hall()
    gone = small_hall(service={code: one for code, one in whole.service.items() if code != "BA.1"})
    data = tmp_path / "hall.toml"
    data.write_text(hall_file.write(gone), encoding="utf-8")
    hall.ok("apply", str(data))
    found = hall.ok("skm", "report", *PERIOD, "--agency", "BA")
    assert (found["respondents"], found["index"]) == (1, "50.00")
    assert hall.ok("report", "skm", "2026-11", "--agency", "BA")["figures"][0]["value"] == "50,00"


def test_a_sample_is_large_enough_only_of_visits_that_are_known(hall: Terminal, tmp_path: Path) -> None:
    hall.ok("skm", "import", written(tmp_path, *PEOPLE))
    assert hall.ok("report", "skm", "2026-11")["figures"][-1]["value"] == "\u2013"
    hall.ok("issue", "AB.1")
    assert hall.ok("report", "skm", "2026-11")["figures"][-1]["value"] == "1 / 1"


def test_days_before_any_hall_are_refused_however_they_are_named(hall: Terminal) -> None:
    for days in (("--period", "2019"), ("--from", "2019-01-01", "--to", "2019-12-31")):
        ran = hall("skm", "report", *days)
        assert (ran.code, "before the first day" in ran.err) == (2, True)
