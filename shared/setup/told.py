"""What a check found, as lines of the guide in both languages."""

from shared.check.item import Item
from shared.domain.words import Text
from shared.faults import Fault
from shared.setup.guide_pages import Line, Tell
from shared.store.sqlite.share.trust import Severity
from shared.text.languages import pick
from shared.text.plain_sentences import in_indonesian

SIGNS = {Severity.GOOD: "ok", Severity.WARN: "look", Severity.REFUSE: "bad"}


def line_of(item: Item) -> Line:
    """One item with its remedy."""
    return Line(in_both(item.sentence), SIGNS[item.weight], in_both(item.remedy) if item.remedy else None)


def in_both(english: str) -> Text:
    """An English sentence of the product, with its Indonesian."""
    return {"id": in_indonesian(english), "en": english}


def wrong(fault: Fault) -> Text:
    """What is wrong with what was typed, with its remedy on a line of its own."""
    parts = [in_both(words) for words in (fault.sentence, fault.remedy) if words]
    return {lang: "\n".join(pick(part, lang) for part in parts) for lang in ("id", "en")}


def fault_page(heading: Text, fault: Fault) -> Tell:
    """A fault with its remedy."""
    return Tell(heading, [Line(in_both(fault.sentence), "bad", in_both(fault.remedy) if fault.remedy else None)])
