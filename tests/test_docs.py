"""Documents that are made by the program say what it does now; what the README shows runs."""

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from shared import cli
from shared.tools import hall_doc
from tests.helpers.machine.linux import linux

ROOT = Path(__file__).parent.parent
GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))


def test_the_hall_files_document_is_as_the_program_makes_it():
    assert hall_doc.FILE.read_text(encoding="utf-8") == hall_doc.document(), (
        "run: .venv/bin/python -m shared.tools.hall_doc"
    )


def blocks(text: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", text, re.DOTALL)


@linux("the README shows a shell")
def test_what_the_readme_shows_runs(tmp_path):
    by_hand = blocks((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    lines = [line.partition("  #")[0] for line in by_hand.splitlines()]
    *before, last = lines
    script = "\n".join(["set -e", *before, f"{last} || echo exit $?"])
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "ANTREAN_LOCAL": str(tmp_path / "local")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *_, refused, code = done.stdout.strip().splitlines()
    assert json.loads(refused)["refused"] == "nothing_waiting"
    assert code == "exit 1"
    assert "AB-001 to counter 1" in done.stdout


@pytest.mark.parametrize(
    "path",
    [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md")), *sorted((ROOT / "docs").glob("*.md")), *GUIDES],
    ids=lambda p: p.name,
)
def test_every_command_that_a_document_names_exists(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:\.venv/bin/|`)antrean ([a-z][a-z-]*)", text))
    assert named <= set(cli.COMMANDS), named - set(cli.COMMANDS)


@pytest.fixture(scope="module")
def shown() -> str:
    """All that a program may show: the sources' words and their translations, each in one line."""
    places = [
        path for room in ("shared", "kiosk", "counter", "display", "packaging") for path in (ROOT / room).rglob("*")
    ]
    kinds = (".ts", ".py", ".toml", ".nsi", ".desktop")
    text = "\n".join(path.read_text(encoding="utf-8") for path in places if path.suffix in kinds)
    return re.sub(r"\s+", " ", html.unescape(text))


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.name)
def test_every_button_and_sentence_that_a_guide_names_is_shown(path, shown):
    """What stands in quotes, but for an example with a number; what stands behind a key, as far as it is its name."""
    text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
    quoted = {words for words in re.findall(r'"([^"`]+)"', text) if not re.search(r"\d", words)}
    keys = set(re.findall(r"\bF\d{1,2} ([A-Z]\w+)", text))
    typed = {"ktp hilang", "nikah", "lost id card", "marriage"}  # in the kiosk's search
    assert {words for words in quoted - typed | keys if words not in shown} == set()


@pytest.mark.parametrize(
    "path", [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *GUIDES], ids=lambda p: p.name
)
def test_every_link_and_picture_leads_somewhere(path):
    for target in re.findall(r"\]\((?!http|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def named_files(text: str) -> set[str]:
    """What a document writes in backquotes and means as a file or folder of this project, as a glob pattern."""
    words = set(re.findall(r"`([^`\s]+)`", text))
    ours = {word for word in words if re.search(r"/$|\.(py|md|qml|toml|ts|yaml)$", word)}
    return {word.rstrip("/") for word in ours if not re.search(r"NAME|^\*?\.|other-rules", word)}


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md"])
def test_every_file_that_a_map_names_exists(name):
    named = named_files((ROOT / name).read_text(encoding="utf-8"))
    tops = ("shared", "kiosk", "counter", "display", "printers", "tests", "bench", "docs")
    everything = {path.relative_to(ROOT).as_posix() for top in tops for path in (ROOT / top).rglob("*")}
    everything |= {path.name for path in ROOT.iterdir()}
    missing = {word for word in named if not any(Path(f"/{there}").match(word) for there in everything)}
    assert missing == set()


def test_the_index_of_the_documents_names_each_of_them():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"^\| \[([^]]+)\]", index, re.MULTILINE))
