"""Words in the two languages of the guide, written where they are used: Indonesian first."""

from shared.domain.words import Text
from shared.setup.guide_pages import Choose, Option


def both(indonesian: str, english: str) -> Text:
    """One text."""
    return {"id": indonesian, "en": english}


def same(words: str) -> Text:
    """A name, a path, a message of the system: the same in both."""
    return {"id": words, "en": words}


YES = Option("yes", both("Ya", "Yes"))
NO = Option("no", both("Tidak", "No"))


def yes_no(heading: Text, words: Text, *, default: str = "yes") -> Choose:
    """A question that is answered with yes or no."""
    return Choose(heading, words, (YES, NO), default)
