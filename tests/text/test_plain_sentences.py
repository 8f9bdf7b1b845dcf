"""What `antrean check` says has its Indonesian: every sentence of it, wherever it is put together."""

import ast
import re
import tomllib
from pathlib import Path

import shared
from shared.check import item
from shared.text.plain_sentences import FILE, in_indonesian

SAYING = ("good", "warn", "refuse", "Finding", "of_finding")
HERE = Path(shared.__file__).parent


def told(node: ast.expr) -> str | None:
    """A sentence as the file would have it: {} for what changes."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def sentences(path: Path) -> set[str]:
    """What its calls of good, warn, refuse and Finding say outright."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING:
            found.update(words for part in node.args if (words := told(part)) and " " in words and words.endswith("."))
    return found


def test_every_sentence_of_the_check_is_known():
    places = [*(HERE / "check").glob("*.py"), HERE / "store/sqlite/share/trust.py"]
    every = {words for path in places for words in sentences(path)}
    assert len(every) > 30
    known = tomllib.loads(FILE.read_text("utf-8"))  # some are the same in both languages
    filled = {words: words.replace("{}", "X") for words in every - set(known)}
    assert sorted(words for words, one in filled.items() if in_indonesian(one) == one) == []


def of_the_server() -> set[str]:
    """Sentences and remedies of what can befall a hall on a server, from the text alone: psycopg may be missing."""
    found: set[str] = set()
    for module in ("store/postgres/server_errors.py", "store/engine_choice.py"):
        for node in ast.walk(ast.parse((HERE / module).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "EnvironmentFault":
                found.update(words for part in node.args if (words := told(part)))
            if isinstance(node, ast.Tuple) and len(node.elts) == 2:
                found.update(words for part in node.elts if (words := told(part)) and words.endswith("."))
    return found


def test_what_can_befall_a_hall_on_a_server_is_known():
    every = of_the_server()
    assert len(every) > 30
    filled = {words: words.replace("{}", "X") for words in every}
    assert sorted(words for words, one in filled.items() if in_indonesian(one) == one) == []


def of_reports() -> set[str]:
    """Sentences and remedies of what keeps a report or a survey from being made."""
    rooms = ("reports", "cli/reporting", "cli/opinions")
    found: set[str] = set()
    for path in (*(path for room in rooms for path in (HERE / room).glob("*.py")), *_HISTORY):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("EnvironmentFault", "UsageFault")
            ):
                found.update(words for part in node.args if (words := told(part)) and " " in words)
    return found


_HISTORY = tuple(HERE / "store/questions" / name for name in ("day_history.py", "history.py"))
_FREE = {"--{} {} of report.", "Form {}: {}.", "Write {}{}.", '"{}" is not a {}.'}
"""Put together out of parts of their own."""


def test_what_keeps_a_report_from_being_made_is_known():
    every = of_reports() - _FREE
    assert len(every) > 30
    filled = {words: words.replace("{}", "X") for words in every}
    assert sorted(words for words, one in filled.items() if in_indonesian(one) == one) == []
    assert "room for" not in in_indonesian("There is no room for /a/b.pdf on its disk.")


def test_values_stay_and_several_sentences_are_told_one_by_one():
    assert (
        in_indonesian("Printer P1 (tcp:10.0.0.9:9100) can be reached.")
        == "Printer P1 (tcp:10.0.0.9:9100) dapat dijangkau."
    )
    both = "No other program holds the hall's file. What is new. The hall's file is damaged."
    assert in_indonesian(both) == "Tidak ada program lain yang memegang file antrean. What is new. File antrean rusak."


def test_each_entry_keeps_what_changes():
    for english, indonesian in tomllib.loads(FILE.read_text("utf-8")).items():
        assert len(re.findall(r"\{\d?\}", indonesian)) == english.count("{}"), english
    assert item.good("x", "y").sentence == "y"
