"""The guide in a terminal: numbered choices, one question after the other. Ctrl-C ends it; nothing is half written."""

import sys
from collections.abc import Sequence

import click

from shared.domain.words import Text
from shared.faults import Fault
from shared.setup.guide_pages import Choose, Course, Enter, Line, Option, Tell, Work
from shared.text.languages import pick

SIGNS = {
    "id": {"ok": "baik ", "look": "LIHAT", "bad": "BURUK", "": "     "},
    "en": {"ok": "ok  ", "look": "LOOK", "bad": "BAD ", "": "    "},
}
_WORDS = {
    "id": {"number": "Nomor", "or": "Enter =", "not": "Ketik salah satu nomor di atas."},
    "en": {"number": "Number", "or": "Enter =", "not": "Type one of the numbers above."},
}


class Terminal:
    """Leads through the guide; the language is that of its first answer."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def lead(self, course: Course) -> None:
        """To the end."""
        given: object = None
        first = True
        while True:
            try:
                page = next(course) if first else course.send(given)
            except StopIteration:
                return
            given = self._show(page)
            if first and given in ("id", "en"):
                self.lang = str(given)
            first = False

    def _show(self, page: object) -> object:
        match page:
            case Choose():
                return self._choose(page)
            case Enter():
                return self._enter(page)
            case Work():
                click.echo(f"\n{self._say(page.words)}")
                try:
                    return page.run(lambda words: click.echo(f"  {self._say(words)}"))
                except Fault as fault:  # the guide decides what follows from it
                    return fault
            case Tell():
                self._heading(page.heading)
                for line in page.lines:
                    self._line(line)
                return None
            case _:
                raise TypeError(page)

    def _choose(self, page: Choose) -> str:
        self._heading(page.heading)
        click.echo(self._say(page.words))
        default = next((at for at, option in enumerate(page.options, 1) if option.key == page.default), 1)
        for at, option in enumerate(page.options, 1):
            click.echo(f"  {at:2}  {self._option(option)}")
        words = _WORDS[self.lang]
        while True:
            typed = self._typed(f"{words['number']} ({words['or']} {default}): ") or str(default)
            if typed.isdecimal() and 1 <= int(typed) <= len(page.options):
                return page.options[int(typed) - 1].key
            click.echo(f"  {words['not']}")

    def _option(self, option: Option) -> str:
        return self._say(option.words) + (f"  ({self._say(option.hint)})" if option.hint else "")

    def _enter(self, page: Enter) -> str:
        self._heading(page.heading)
        shown = f" ({_WORDS[self.lang]['or']} {page.default})" if page.default else ""
        while True:
            if page.secret and sys.stdin.isatty():
                typed = click.prompt(self._say(page.words), hide_input=True, default="", show_default=False)
            else:
                typed = self._typed(f"{self._say(page.words)}{shown}: ") or page.default
            wrong = page.check(typed) if page.check is not None else None
            if wrong is None:
                return typed
            click.echo(f"  {self._say(wrong).replace(chr(10), f'{chr(10)}  ')}")

    def _typed(self, asked: str) -> str:
        """A line; the end of the input ends the guide as Ctrl-C does."""
        click.echo(asked, nl=False)
        line = sys.stdin.readline()
        if not line:
            raise click.Abort
        if not sys.stdin.isatty():
            click.echo(line.rstrip("\n"))
        return line.strip()

    def _heading(self, words: Text) -> None:
        click.echo(f"\n--- {self._say(words)} ---")

    def _line(self, line: Line) -> None:
        sign = SIGNS[self.lang][line.sign]
        click.echo(f"{sign} {self._say(line.words)}")
        if line.remedy is not None:
            click.echo(f"{' ' * len(sign)}   -> {self._say(line.remedy)}")

    def _say(self, words: Text) -> str:
        return pick(words, self.lang)


def lead(course: Course, lang: str) -> None:
    """Lead through a guide in this terminal."""
    Terminal(lang).lead(course)


__all__: Sequence[str] = ("Terminal", "lead")
