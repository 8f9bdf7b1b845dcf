"""For whom a board is drawn, and in which words."""

from dataclasses import dataclass

from shared.domain.hall_data.hall import Display, Hall
from shared.domain.words import Instant, Text
from shared.text.board_words import text
from shared.text.dates import clock_words, wall_clock
from shared.text.languages import pick


@dataclass(frozen=True, slots=True)
class Look:
    """For whom rows are made: the hall, this screen's zones and what the hall file says of it, its two languages."""

    hall: Hall
    zones: frozenset[str]
    display: Display
    languages: tuple[str, str]

    @property
    def several(self) -> bool:
        """Whether a call needs its zone beside it."""
        return len(self.zones or self.hall.zone) > 1

    def both(self, words: Text | None) -> tuple[str, str]:
        """Words in the board's two languages; the second is empty where it is the first's."""
        first, second = (pick(words, lang) if lang else "" for lang in self.languages)
        return first, second if second != first else ""

    def way(self, zone: str) -> str:
        """Where a zone is as seen from this screen; empty if nobody said."""
        way = self.display.way.get(zone)
        return "" if way is None else way.value

    def way_words(self, zone: str) -> tuple[str, str]:
        """The same in words, with what the hall says of the way to its zone."""
        way, there = self.way(zone), self.hall.zone.get(zone)
        told = self.both(there.way if there and way else None)
        pointed = self.both(text(f"way_{way}")) if way else ("", "")
        return _sentence(pointed[0], told[0]), _sentence(pointed[1], told[1])


def _sentence(*parts: str) -> str:
    """Parts of one sentence, which begins with a capital."""
    whole = " · ".join(filter(None, parts))
    return whole[:1].upper() + whole[1:]


def turns(*pairs: tuple[str, str]) -> str:
    """Texts that take turns where they have no room together: a line for each turn, its two languages between tabs."""
    return "\n".join("\t".join(dict.fromkeys(filter(None, pair))) for pair in pairs if any(pair))


def at_time(key: str, hall: Hall, at: Instant) -> Text:
    """Words with a time of the hall's clock: ``istirahat sampai pukul 13.00``."""
    moment = wall_clock(at, hall.hall.time_zone)
    return {lang: words.format(time=clock_words(moment, lang)) for lang, words in text(key).items()}
