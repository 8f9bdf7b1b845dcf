"""What is wrong in a hall's data is said in Indonesian too: every reason and remedy of every check."""

import ast
from pathlib import Path

import pytest

import shared.domain
from shared.text.hall_problems import in_indonesian

ROOT = Path(shared.domain.__file__).parent


def words_of(node: ast.expr, names: dict[str, list[ast.expr]]) -> list[str]:
    """What an argument of a Problem can say, with X where the hall's own words stand."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in node.values)]
    if isinstance(node, ast.Name):
        return [words for value in names.get(node.id, []) for words in words_of(value, names)]
    raise AssertionError(f"another way to say it: {ast.dump(node)}")


def problems() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for place in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))]:
            names: dict[str, list[ast.expr]] = {}
            for node in ast.walk(place):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    names.setdefault(node.targets[0].id, []).append(node.value)
            if isinstance(place, ast.Module):
                whole = {name: values for name, values in names.items() if name.startswith("_")}
                continue
            for node in ast.walk(place):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
                    _, reason, remedy = node.args
                    known = whole | names
                    found += [(r, m) for r in words_of(reason, known) for m in words_of(remedy, known)]
    return found


@pytest.mark.parametrize("reason, remedy", problems())
def test_every_check_is_said_in_indonesian(reason: str, remedy: str) -> None:
    line = f"some.key: {reason} {remedy}"
    said = in_indonesian(line)
    assert said != line
    assert "some.key: " in said
    assert "{}" not in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "service.AB.1.minutes: must be above 0. Give the mean minutes at the counter.",
            "service.AB.1.minutes: harus lebih dari 0. Tulis rata-rata menit di loket.",
        ),
        ("kiosk.K1.zone: there is no zone 'Z'. Use a code of [zone] or add that zone.",
         "kiosk.K1.zone: tidak ada zona 'Z'. Pakai kode dari [zone] atau tambahkan zona itu."),
        ('rules.calls.late_rejoin: "frnt" is none of front, after (did you mean front?)',
         'rules.calls.late_rejoin: "frnt" bukan salah satu dari front, after (maksudnya front?)'),
        ("zone.Q.name: is missing: the zone's name", "zone.Q.name: belum diisi"),
        ("a line that is none", "a line that is none"),
    ],
)  # fmt: skip
def test_a_problem_keeps_its_key_and_the_halls_own_words(line: str, said: str) -> None:
    assert in_indonesian(line) == said


def test_the_value_that_is_wrong_is_said_in_indonesian_too() -> None:
    line = "display.D1.upcoming: must be from 1 to 9, not 10. 3 is usual."
    assert "harus dari 1 sampai 9, bukan 10." in in_indonesian(line)
