"""What `antrean check` says has its Indonesian: every sentence of it, wherever it is put together."""

import ast
import re
import tomllib
from pathlib import Path

import shared
from shared.check import item
from shared.text.plain_sentences import FOLDER, in_indonesian, unknown
from shared.text.plain_sentences import sentences as known_sentences

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
    known = known_sentences()  # some are the same in both languages
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


def test_values_stay_and_several_sentences_are_told_one_by_one():
    assert (
        in_indonesian("Printer P1 (tcp:10.0.0.9:9100) can be reached.")
        == "Printer P1 (tcp:10.0.0.9:9100) dapat dijangkau."
    )
    both = "No other program holds the hall's file. What is new. The hall's file is damaged."
    assert in_indonesian(both) == "Tidak ada program lain yang memegang file antrean. What is new. File antrean rusak."


def test_what_stands_in_a_place_is_told_too():
    assert (
        in_indonesian("/a/b.pdf cannot be written (Permission denied).")
        == "/a/b.pdf tidak dapat ditulis (tidak ada izin)."
    )
    assert "room for" not in in_indonesian("There is no room for /a/b.pdf on its disk.")
    said = in_indonesian(
        "There is no hall in /srv/x: its hall.db is empty (0 bytes): a copy or `antrean init` was not completed."
    )
    assert said.startswith("Tidak ada antrean di /srv/x: hall.db-nya kosong")
    said = in_indonesian("The hall's file: The share does not answer. (TimeoutError: timed out)")
    assert said.startswith("File antrean: Folder bersama tidak menjawab."), said


def test_a_place_does_not_swallow_the_next_sentence():
    assert in_indonesian("Write 1. Remove it. Try again.").endswith("Hapus. Coba lagi.")
    assert unknown("Try again. Nobody knows this.") == ("Nobody knows this.",)


def test_a_reason_behind_a_path_or_a_value():
    assert in_indonesian("/srv/x/server.toml: there is no key foo.") == "/srv/x/server.toml: tidak ada kunci foo."
    like = '/srv/x/server.toml: "y" is not the address of a PostgreSQL server.'
    assert in_indonesian(like) == '/srv/x/server.toml: "y" bukan alamat server PostgreSQL.'
    assert (
        in_indonesian('"31/31" is not a date that can be understood.') == '"31/31" bukan tanggal yang dapat dipahami.'
    )
    why = '"9" is not an answer. Write 1, 2, 3 or 4; leave the cell empty if it was not answered.'
    assert in_indonesian(f'skm.csv, line 3, column B "u1": {why}').startswith(
        'skm.csv, baris 3, kolom B "u1": "9" bukan jawaban. Tulis 1'
    )


def test_no_sentence_is_in_two_files():
    texts = [path.read_text("utf-8") for path in FOLDER.glob("*.toml")]
    assert sum(len(tomllib.loads(text)) for text in texts) == len(known_sentences())


def test_each_entry_keeps_what_changes():
    for english, indonesian in known_sentences().items():
        assert len(re.findall(r"\{\d?\}", indonesian)) == english.count("{}"), english
    assert item.good("x", "y").sentence == "y"
