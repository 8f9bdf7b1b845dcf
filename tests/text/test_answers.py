"""Every line that a command answers a person with has its Indonesian, wherever in the sources it is made."""

import functools

import pytest

from shared.cli import common
from shared.cli.common import Reply
from shared.domain.report import By
from shared.domain.words import CounterStatus, StepState
from shared.store.offline.kept import KeptAct
from shared.store.record.events import What
from shared.store.record.job_rows import JobState
from shared.text import call_words, event_words, plain_lines, plain_sentences
from shared.text.plain_lines import AsWritten, in_indonesian, unknown
from tests.text.answer_sources import OWN, answers, heads
from tests.text.fault_sources import PLACE, answered, raised

GUIDE = "shared.setup.terminal"
"""The guide's pages are in both languages already."""
ELSEWHERE = {
    "shared.cli.waiting": "what a command waits for: test_fault_sentences.py",
    "shared.cli.common: f'antrean: {told(fault.sentence)}'": "a fault's",
    "shared.cli.common: f'{question} {way}'": "a question and how to answer it, which are read where they are told",
}
LABELS = "a label, a code or a day alone"
TOLD_ON = {
    "shared.cli.visits: list(_card_lines(data, card))": LABELS,
    "shared.cli.supervising: list(_lines(found))": LABELS,
    "shared.cli.acts: lines": LABELS,
    "shared.cli.staff: lines or ['This hall has no officers: everybody may do everything.']": "codes and roles",
    "shared.cli.floor: [words(event_words.of(answer.what)), *map(str, answer.changes)]": "codes of what changed",
    "shared.cli.bookings: lines or ['no bookings']": "codes, days, times; states: below",
    "shared.cli.server: [fault.sentence, f'  {fault.remedy}', '', AsWritten(script)]": "a fault's",
    "shared.cli.printing.checkpoint_paper: [fault.sentence, f'  {fault.remedy}']": "a fault's",
    "shared.cli.reporting.open_data: [f'{folder / name}' for name in names]": "paths",
    "shared.cli.reporting.open_data: why": "a fault's",
    "shared.cli.reporting.report: [*_lines(made.document), *(f'{path} was written.' for path in data['files'])]": (
        "a document, in its own language"
    ),
    "shared.cli.reporting.report: [*_lines(document), *(f'{path} was written.' for path in written)]": "a document",
    "shared.cli.reporting.report: [*_lines(made.document), *(f'{path} was written.' for path in written)]": (
        "a document"
    ),
    "shared.cli.reporting.report_rows: lines": "a table: its heads below",
    "shared.cli.simulate: lines": "tables: their heads are read",
    "shared.cli.bench: lines": "figures, and what a verdict found: below",
    "shared.cli.printing.printer: lines": "links, and what wires say: below",
    "shared.cli.printing.printer_try: lines": "what wires say: below",
    "shared.cli.printing.printer_try: [*reply.lines, f'  {sentence}', f'  {remedy}']": "what wires say: below",
    "shared.cli.printing.printer_try: [reply.lines[0], kept]": "what a reply began with",
    "shared.cli.opinions.surveys: [*_lines(found), *_sample_lines(sample), *_trait_lines(data['respondents_by'])]": (
        "figures under heads that are read"
    ),
    "shared.cli.common: told(line)": "every line is printed there",
    "shared.cli.common: line": "every line is printed there",
    "shared.cli.common: f'  {asked} {told(fault.remedy)}'.rstrip().replace('   ', '  ')": "a fault's",
    "shared.cli.installing.check: told(line)": "what the check does: test_plain_sentences.py",
    "shared.tools.demo.windows: words.format(hall=stage.hall, clock=stage.environment('terminal')['ANTREAN_CLOCK'])": (
        "in both languages already"
    ),
}
"""Where the words come from elsewhere, or are nobody's; each place says which."""
PROTOCOL = {"progress {}"}
"""For the program that started this one."""


@functools.cache
def lines() -> dict[str, str]:
    """Every line, and where it is made."""
    told = [*answers(), *heads()]
    return {
        line.removeprefix("antrean: ").replace(OWN, PLACE): where
        for module, where, said in told
        for line in said
        if not {module, where} & set(ELSEWHERE) and line not in PROTOCOL
    }


def test_every_line_is_known_in_indonesian() -> None:
    assert len(lines()) > 250
    wrong = {line: where for line, where in lines().items() if unknown(line.replace(PLACE, "X").strip())}
    assert wrong == {}


def test_no_line_hides_what_it_says() -> None:
    unread = {
        where
        for _, where, said in answers()
        if PLACE in {line.strip() for line in said} and not where.startswith(GUIDE)
    }
    assert unread - set(TOLD_ON) == set(), "write the words where a test can read them, or say who looks after them"
    assert set(TOLD_ON) <= unread, "an exception that nobody needs any more"


def test_each_kind_of_answer_is_read() -> None:
    """A yield, a list that grows, a loop over a table, a question, a head: each way in which lines are made."""
    for line in (
        "Events {} to {} were given up when a backup was restored.",
        "Gaps were filled from {}.",
        "{} moved: {}",
        "Did paper come out of the printer?",
        "busiest minute",
        "still needed",
        "Nobody was signed in here.",
        "Zone {}: {} speaks.",
    ):
        assert line in lines()


@pytest.mark.parametrize("kinds", [StepState, CounterStatus, KeptAct, JobState])
def test_words_for_what_a_line_is_about_are_known(kinds: type) -> None:
    assert [one.value for one in kinds if unknown(one.value.replace("_", " "))] == []


def test_rules_of_calling_and_kinds_of_events_are_known() -> None:
    assert [rule for rule in call_words.RULES if unknown(rule)] == []
    assert [kind.value for kind in What if kind.value not in event_words.KINDS] == []


@pytest.mark.parametrize(
    ("module", "made_by", "last"),
    [("shared.voice.checking", "ClipFinding", False), ("shared.tools.bench.verdict", "add", True)],
    ids=["voice", "verdict"],
)
def test_what_checks_find_is_known(module: str, made_by: str, last: bool) -> None:
    found = raised(module, made_by, last=last)
    assert len(found) > 5
    assert [words for words in found if unknown(words.replace(PLACE, "X"))] == []


@pytest.mark.parametrize("name", ["visits", "priority", "served", "no-show", "other", "wait", "service", "total", *By])
def test_the_heads_of_a_report_by_rows_are_known(name: str) -> None:
    assert in_indonesian(str(name)) != str(name)


@pytest.mark.parametrize("function", ["_advice", "_mute", "_lines", "_other_speed"])
def test_what_a_printer_s_wires_say_is_known(function: str) -> None:
    found = {words for words in answered("printers.dialogue.technician_session", function) if words.strip() != PLACE}
    assert [words for words in found if unknown(words.replace(PLACE, "X"))] == []


def test_a_line_without_indonesian_is_found() -> None:
    assert unknown("The moon is in the way of X.")
    assert unknown("X: 3 waiting, the moon is in the way")
    assert not unknown("X: 3 waiting, longest 4 min")


def test_parts_are_told_one_by_one() -> None:
    assert in_indonesian("AB-012 (AB.1) at counter 3: no show, now waiting for AB.2") == (
        "AB-012 (AB.1) di loket 3: tidak hadir, sekarang menunggu AB.2"
    )
    assert in_indonesian("  counter 3: open (BUDI), AB-012: called") == "  loket 3: buka (BUDI), AB-012: dipanggil"
    assert in_indonesian("These papers are in people's hands: AB-001, BC-002 and 3 more.") == (
        "Tiket ini dipegang orang: AB-001, BC-002 dan 3 lagi."
    )


def test_columns_stay_where_they_are() -> None:
    english = "next alone            p50 3 ms"
    assert in_indonesian(english).index("p50") == english.index("p50")


def test_people_s_own_words_stay() -> None:
    assert in_indonesian("AB-012: Membawa berkas asli") == "AB-012: Membawa berkas asli"
    assert in_indonesian("AB-012") == "AB-012"


@pytest.mark.parametrize(
    ("lang", "printed"), [("id", "loket 3: tutup\ncounter 3: closed\n"), ("en", "counter 3: closed\n" * 2)]
)
def test_lines_are_told_as_they_are_printed(
    lang: str, printed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
    common.say(Reply({}, ["counter 3: closed", AsWritten("counter 3: closed")]), as_json=False)
    assert capsys.readouterr().out == printed


def test_json_is_the_same_in_every_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    common.say(Reply({"status": "closed"}, ["counter 3: closed"]), as_json=True)
    assert capsys.readouterr().out == '{"status": "closed"}\n'


def test_a_fault_is_told_by_its_own_sentences_alone() -> None:
    """The short parts of lines would make half of any new fault known."""
    assert plain_lines.FOLDER.parent == plain_sentences.FOLDER
    assert "none" not in plain_sentences.sentences()
