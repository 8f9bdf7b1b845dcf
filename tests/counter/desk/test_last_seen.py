"""A PC that is up before the network, a program that was killed in an outage: what was last known is on the screen."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from counter.desk.acts import Act
from counter.desk.unsent import UnsentActs
from shared.domain.answers import Reason
from shared.store.offline import counter_json
from shared.tools.demo.driven_program import Driven
from tests.counter.test_app import OFFSCREEN
from tests.helpers.screens.desk import Place, working
from tests.helpers.store.away import bring_back, take_away


def test_a_counter_is_kept_as_it_was_seen(qtbot: QtBot, place: Place, tmp_path: Path) -> None:
    place.issue("AB.1", "BA.1", priority=True)
    place.issue()
    with working(qtbot, place) as station:
        station.press(Act.NEXT)
        view = station.desk.view
        assert view is not None
        assert isinstance(view.call_reason, Reason)
        counter_json.keep(tmp_path / "seen.json", "h", view)
    kept = counter_json.recall(tmp_path / "seen.json", "h")
    assert kept is not None
    assert (kept.current, kept.visit, kept.line, kept.call_reason) == (
        view.current, view.visit, view.line, view.call_reason,
    )  # fmt: skip
    assert counter_json.recall(tmp_path / "seen.json", "another hall") is None
    (tmp_path / "seen.json").write_text('{"hall": "h", "view": {"at": 1}}', encoding="utf-8")
    assert counter_json.recall(tmp_path / "seen.json", "h") is None


def test_nothing_is_recalled_of_a_hall_that_this_pc_never_saw(place: Place, tmp_path: Path, qtbot: QtBot) -> None:
    unsent = UnsentActs(tmp_path / "local", "1")
    assert unsent.recall(place.folder) is None
    unsent.close()


def test_after_a_kill_in_an_outage_the_visitor_and_the_kept_act_are_there(place: Place, tmp_path: Path) -> None:
    place.issue()
    arguments = ["counter", "--hall", str(place.folder), "--counter", "1", "--officer", "Sari"]
    environment = {**OFFSCREEN, "ANTREAN_LOCAL": str(tmp_path / "local"), "ANTREAN_CLOCK": "2026-11-23T09:00:00+08:00"}
    with Driven("first", arguments, tmp_path, environment) as counter:
        counter.until(lambda: counter.ready("next"), "the key")
        counter.key("F1")
        counter.until(lambda: counter.words("number") == "AB-001", "the call")
        counter.until(lambda: "AB-001" in (tmp_path / "local" / "counter-1-seen.json").read_text(), "what is kept")
        take_away(place.folder)
        counter.until(lambda: "Terputus" in counter.words("share"), "the outage")
        counter.until(lambda: "Sambungan antrean terputus" in counter.words("answer"), "the cause in words")
        assert "diganti" not in counter.words("answer")
        counter.key("F5")
        counter.until(lambda: "belum terkirim" in counter.words("state"), "the kept act")
        counter.process.kill()
    with Driven("again", arguments, tmp_path, environment) as counter:
        counter.until(lambda: counter.words("number") == "AB-001", "the visitor")
        counter.until(lambda: "belum terkirim" in counter.words("state"), "the kept act")
        counter.until(lambda: "Data pukul" in counter.words("waiting_total"), "since when it is not known")
        bring_back(place.folder)
        counter.until(lambda: counter.words("number") == "", "the share's own answer")
        assert counter.end() == 0
    assert place.state_of("AB-001") == "no_show"
