"""Leads through the guide as a person would: by what stands on the page, not by its place in the order."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.setup.guide_pages import Choose, Enter, Session, Tell, Work


def answer(page: object, wishes: Mapping[str, Any], asked: list[str]) -> object:
    """The answer for a page: the wish whose key stands in its English words, else what the guide suggests."""
    match page:
        case Work():
            return page.run(lambda _words: None)
        case Tell():
            return None
        case Choose() | Enter():
            words = f"{page.heading['en']}: {page.words['en']}"
            asked.append(words)
            for key, wish in wishes.items():
                if key in words:
                    return wish(page) if callable(wish) else wish
            return page.default or (page.options[0].key if isinstance(page, Choose) else "")
    raise AssertionError(page)


def lead(session: Session, wishes: Mapping[str, str | Callable[[Any], str]]) -> tuple[list[str], list[Tell]]:
    """To the end: what was asked, and the pages that told something."""
    asked: list[str] = []
    told: list[Tell] = []
    while session.page is not None:
        if isinstance(session.page, Tell):
            told.append(session.page)
        session.answer(answer(session.page, wishes, asked))
        assert len(asked) < 60, asked
    return asked, told
