"""What an officer's window can do, on the command line."""

from tests.helpers.cli import Terminal

OUTCOMES = """
[outcome.DONE]
name = { id = "Selesai", en = "Completed" }
[outcome.PAPERS]
name = { id = "Syarat kurang", en = "Papers missing" }
services = ["AB.1"]
"""


def refused(hall: Terminal, *arguments: str) -> str:
    ran = hall(*arguments, "--json")
    assert ran.code == 1, ran
    return ran.answer["refused"]


def wrong(hall: Terminal, *arguments: str) -> bool:
    return hall(*arguments).code == 2


def with_outcomes(hall: Terminal, tmp_path) -> None:
    """The hall as it is, and two outcomes besides."""
    written = tmp_path / "hall.toml"
    hall.ok("export", str(written))
    written.write_text(written.read_text(encoding="utf-8") + OUTCOMES, encoding="utf-8")
    hall.ok("apply", str(written))


def test_a_person_without_a_number_is_served(hall):
    served = hall.ok("serve", "AB.2", "--counter", "1", "--officer", "Ani")
    assert (served["service"], served["reason"]["rule"]) == ("AB.2", "direct")
    assert hall.ok("state")["counters"][0]["current"]["label"] == served["label"]
    undone = hall.ok("undo", "--counter", "1")
    assert undone["states"] == {served["label"]: "cancelled"}
    assert refused(hall, "serve", "BA.1", "--counter", "1") == "wrong_counter"


def test_a_visit_is_shown_with_its_note_and_history(hall):
    label = hall.ok("issue", "AB.1", "AB.2", "--officer", "Ani", "--print-at", "K1")["label"]
    hall.ok("next", "--counter", "1", "--officer", "Ani")
    assert hall.ok("visit-note", "--counter", "1", "Tinggal cap")["note"] == "Tinggal cap"
    assert refused(hall, "visit-note", "--label", label, "hp 0812 3456 7890") == "personal_data"
    card = hall.ok("visit", label.lower().replace("-", ""))
    assert (card["note"], [step["service"] for step in card["steps"]]) == ("Tinggal cap", ["AB.1", "AB.2"])
    assert [event["what"] for event in card["history"]] == ["issued", "issued", "called", "visit_note"]
    assert refused(hall, "visit", "AB-999") == "no_such_ticket"
    assert wrong(hall, "visit", "nonsense!")


def test_a_queue_says_who_waits_how_long_and_why_next(hall):
    hall.ok("issue", "AB.1")
    hall.ok("issue", "AB.1", "--priority")
    queue = hall.ok("queue", "--counter", "1")
    assert [(lane["service"], lane["priority"], lane["waiting"]) for lane in queue["lanes"]] == [
        ("AB.1", False, 1), ("AB.1", True, 1),
    ]  # fmt: skip
    assert [one["place"] for one in queue["line"]] == [1, 2]
    assert queue["line"][0]["step"]["label"] == hall.ok("next", "--counter", "1")["label"]
    assert wrong(hall, "queue", "--counter", "9999")


def test_outcomes_end_a_step(hall, tmp_path):
    with_outcomes(hall, tmp_path)
    label = hall.ok("issue", "AB.1")["label"]
    hall.ok("next", "--counter", "1")
    hall.ok("start", "--counter", "1")
    assert wrong(hall, "finish", "--counter", "1", "--outcome", "LOST")
    hall.ok("finish", "--counter", "1", "--outcome", "PAPERS")
    assert hall.ok("visit", label)["steps"][0]["outcome"] == "PAPERS"


def test_a_visitor_is_sent_to_an_officer(hall):
    hall.ok("issue", "AB.1")
    hall.ok("next", "--counter", "1", "--officer", "Ani")
    hall.ok("open", "--counter", "2", "--officer", "Budi")
    assert refused(hall, "transfer", "--counter", "1", "--to-officer", "Citra") == "officer_away"
    sent = hall.ok("transfer", "--counter", "1", "--to-officer", "Budi")
    assert hall.ok("next", "--counter", "2")["label"] == sent["label"]
