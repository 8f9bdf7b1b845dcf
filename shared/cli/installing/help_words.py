"""The command line's help in Indonesian, for whoever set this PC up in it: summaries, options, click's own words.

What the file does not have stays English.
"""

import functools
import tomllib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

import shared

FILE = Path(shared.__file__).parent / "assets/translations/help_id.toml"


@functools.cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def in_indonesian(command: click.Command, path: str) -> None:
    """Give a command, and those below it, their Indonesian help."""
    words = _words()
    summary = words["commands"].get(path)
    if summary is not None:
        command.help, command.short_help = summary, summary.partition("\n\n")[0]
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = words["options"].get(option.help, option.help)
    command.context_class = IndonesianContext
    command.options_metavar = words["words"]["[OPTIONS]"]
    if isinstance(command, click.Group):
        command.subcommand_metavar = words["words"]["COMMAND [ARGS]..."]
        for name, below in command.commands.items():
            in_indonesian(below, f"{path} {name}".strip())


class IndonesianFormatter(click.HelpFormatter):
    """Click's own words in Indonesian."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, args, prefix if prefix is not None else f"{_words()['words']['Usage']}: ")

    @contextmanager
    def section(self, name: str) -> Generator[None]:
        """A heading and what stands under it."""
        with super().section(_words()["words"].get(name, name)):
            yield

    def write_dl(self, rows: "list[tuple[str, str]]", col_max: int = 30, col_spacing: int = 2) -> None:  # type: ignore[override]
        """A table of options or commands."""
        words = _words()["words"]
        super().write_dl([(left, words.get(right) or _bracket(right)) for left, right in rows], col_max, col_spacing)


def _bracket(text: str) -> str:
    """What click adds behind a sentence: [default: 300; required]."""
    sentence, opened, added = text.rpartition("  [")
    for word in ("default", "required") if opened else ():
        added = added.replace(word, _words()["words"][word])
    return f"{sentence}{opened}{added}"


class IndonesianContext(click.Context):
    """Makes such help."""

    formatter_class = IndonesianFormatter
