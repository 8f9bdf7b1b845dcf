"""Which of several languages' words are shown: one rule for screens, paper, voice and the command line."""

from shared.domain.words import Text

FIRST = "id"
"""Indonesian: every text has it, and it stands in where a language has no words of its own."""
ENGLISH = "en"


def pick(text: Text | None, *langs: str) -> str:
    """The words in the first of these languages that has any, else in Indonesian, else what there is; maybe nothing."""
    if not text:
        return ""
    return next((words for lang in (*langs, FIRST, *text) if (words := text.get(lang))), "")
