"""Search by need: "ktp", "bayar pajak mobil", a word mistyped by one letter. Pure, and quick enough for each key."""

import unicodedata
from collections.abc import Iterable, Sequence

from shared.domain.hall_data.hall import Hall

_NAME, _KEYWORD, _AGENCY, _NEEDS = 4, 5, 2, 1
_SMALL_WORDS = frozenset({"dan", "di", "ke", "yang", "untuk", "the", "and", "for", "of", "to", "a"})


def fold(text: str) -> str:
    """Small letters without accents, everything else a space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text that say something."""
    return [word for word in fold(text).split() if word not in _SMALL_WORDS]


def find(hall: Hall, services: Sequence[str], query: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The services that a need is met by, best first; every word of the query has to be found somewhere."""
    wanted = words(query)
    if not wanted:
        return ()
    langs = tuple(dict.fromkeys((*languages, "id")))
    for forgiving in (False, True):  # one wrong letter is forgiven only when nothing is found otherwise
        scored = [(_score(_known(hall, code, langs), wanted, forgiving), code) for code in services]
        found = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
        if found:
            return tuple(code for _, code in found)
    return ()


def _known(hall: Hall, code: str, langs: tuple[str, ...]) -> list[tuple[str, int]]:
    """The words that stand for a service, each with its weight."""
    service, agency = hall.service[code], hall.agency[hall.agency_of(code)]
    fields = [(service.name, _NAME), (agency.name, _AGENCY)]
    fields += [(text, weight) for text, weight in ((agency.short, _AGENCY), (service.needs, _NEEDS)) if text]
    known = [(word, weight) for text, weight in fields for lang in langs for word in words(text.get(lang, ""))]
    known += [(word, _KEYWORD) for keyword in service.keywords for word in words(keyword)]
    return known + [(word, _AGENCY) for word in words(hall.agency_of(code))]


def _score(known: list[tuple[str, int]], wanted: list[str], forgiving: bool) -> float:
    total = 0.0
    for word in wanted:
        best = max((_match(word, other, forgiving) * weight for other, weight in known), default=0.0)
        if best == 0:
            return 0.0
        total += best
    return total


def _match(word: str, other: str, forgiving: bool) -> float:
    """1 for the word itself, less for its beginning, little for one wrong letter, else 0."""
    if word == other:
        return 1.0
    if other.startswith(word):
        return 0.8
    if forgiving and len(word) >= 3 and _one_off(word, other[: len(word) + 1]):
        return 0.4
    return 0.0


def _one_off(word: str, other: str) -> bool:
    """Whether one letter changed, left out, added or swapped with its neighbour makes the one the other's beginning."""
    for at in range(len(word)):
        if at >= len(other):
            return at == len(word) - 1
        if word[at] != other[at]:
            rest, tail = word[at + 1 :], other[at:]
            swapped = word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
            return any(whole.startswith(part) for whole, part in ((tail[1:], rest), (tail, rest), (tail, swapped))) or (
                tail[1:].startswith(word[at:])
            )
    return True
