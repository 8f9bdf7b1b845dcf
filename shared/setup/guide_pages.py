"""What the guide can show: each is one page of the window, or a few lines in the terminal."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any

from shared.domain.words import Text


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen. ``key`` is the answer."""

    key: str
    words: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Choose:
    """One of several. The answer is an option's key."""

    heading: Text
    words: Text
    options: Sequence[Option]
    default: str = ""


@dataclass(frozen=True, slots=True)
class Enter:
    """A line of text. ``check`` answers what is wrong with it, or nothing."""

    heading: Text
    words: Text
    default: str = ""
    secret: bool = False
    check: Callable[[str], Text | None] | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """Something that takes a while. The answer is what ``run`` returned; ``run`` gets a way to tell how it goes."""

    words: Text
    run: Callable[[Callable[[Text], None]], Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told. ``sign``: ok, look, bad, or nothing."""

    words: Text
    sign: str = ""
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """What was found or done. ``last``: the end of the guide."""

    heading: Text
    lines: Sequence[Line]
    last: bool = False


Page = Choose | Enter | Work | Tell
Course = Generator[Page, Any, Any]
"""A part of the guide: it yields pages and is sent what was answered."""


class Session:
    """The guide on its way: the page that is shown, the way forward and back.

    Back goes to the last page that asked something. What was done in between is not done again unless another answer
    leads elsewhere: the guide is begun anew and gets the answers and results that it had.
    """

    def __init__(self, begin: Callable[[], Course]) -> None:
        self._begin = begin
        self._given: list[Any] = []
        self._asked: list[bool] = []
        self._course = begin()
        self.page: Page | None = next(self._course)

    def answer(self, given: Any) -> None:
        """Go on; ``page`` is None when the guide has ended."""
        self._asked.append(isinstance(self.page, Choose | Enter))
        self._given.append(given)
        try:
            self.page = self._course.send(given)
        except StopIteration:
            self.page = None

    def can_go_back(self) -> bool:
        """Whether something was asked before."""
        return any(self._asked)

    def back(self) -> None:
        """To the page that asked last, with everything before it as it was."""
        if not self.can_go_back():
            return
        until = max(at for at, asked in enumerate(self._asked) if asked)
        before = self._given[:until]
        self._given, self._asked = [], []
        self._course = self._begin()
        self.page = next(self._course)
        for given in before:
            self.answer(given)
