"""Which services meet a need, the best first: by how well the words fit, then by how many people come for it.

A service is known by its name, its keywords and its agency; a word counts more the fewer services it speaks of. Nothing
has to match entirely: what fits best comes first, and what fits far worse is left out.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.finding.demand import demand
from shared.domain.finding.everyday_words import ACTIONS, THINGS
from shared.domain.finding.lexicon import Lexicon, Nearness, Unit
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.per_hall_cache import remembered

_NAME, _KEYWORD, _PART, _AGENCY, _NEEDS = 0.9, 1.0, 0.55, 0.4, 0.1
_SYNONYM = 0.85
_ACTION = 0.5
_WHOLE_PHRASE = 0.6
_WORTH_SHOWING = 0.35  # of the best fit
_STEP = 0.05  # fits that differ by less of the best one are alike, and demand decides
_SEEN_FIRST = 3
MOST = 10


class FoundBy(StrEnum):
    """How a service was found: by its own words, by others that mean the same, or by a word that is spelt alike."""

    KEYWORD = "keyword"
    SYNONYM = "synonym"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Match:
    """A service that meets the need."""

    service: str
    why: FoundBy


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, best first; ``meant`` is what the person may have wanted to type, if it was something else.

    ``lost`` is true where nothing fits: then the only match is the hall's information counter, if it has one.
    """

    matches: tuple[Match, ...] = ()
    meant: str = ""
    lost: bool = False


_Phrase = tuple[frozenset[str], ...]
"""A keyword of several words: what each of them may mean."""


@dataclass(slots=True)
class _Known:
    """What stands for one service, each with its weight."""

    said: dict[str, float] = field(default_factory=dict[str, float])
    meant: dict[str, float] = field(default_factory=dict[str, float])
    phrases: dict[str, list[_Phrase]] = field(default_factory=dict[str, list[_Phrase]])  # by what begins them

    def learn(self, units: Sequence[Unit], weight: float) -> None:
        for unit in units:
            for kept, words in ((self.said, unit.said), (self.meant, unit.meanings)):
                for word in words:
                    kept[word] = max(kept.get(word, 0.0), weight)


@dataclass(frozen=True, slots=True)
class _Index:
    lexicon: Lexicon
    services: dict[str, _Known]
    worth: dict[str, float]  # of a meaning: the fewer services it speaks of, the more
    demand: Mapping[str, float]


def find(hall: Hall, typed: str, services: Iterable[str] | None = None) -> Findings:
    """What meets a need, of all the hall's services or of those given; at most ``MOST``."""
    if not typed.strip():
        return Findings()
    offered = [code for code in (hall.service if services is None else services) if not hall.service[code].closed]
    index = _index(hall)
    understood, corrected = index.lexicon.understood(typed)
    units = _each_once(
        unit if unit.meanings & index.worth.keys() else index.lexicon.part_of(unit) for unit in understood
    )
    asked = frozenset[str]().union(*(unit.meanings for unit in units))
    scored = [
        (score, Match(code, why)) for code in offered for score, why in [_fit(index, code, units, asked)] if score > 0
    ]
    if not scored:
        return _lost(hall, offered)
    best = max(score for score, _ in scored)
    kept = [
        (round(score / best / _STEP), index.demand[match.service], match)
        for score, match in scored
        if score >= best * _WORTH_SHOWING
    ]
    kept.sort(key=lambda entry: (-entry[0], -entry[1]))
    matches = _with_the_telling(index, units, [match for _, _, match in kept], scored)
    meant = " ".join(corrected)
    return Findings(
        tuple(matches[:MOST]),
        meant if any(unit.nearness is Nearness.SLIP and unit.meanings & index.worth.keys() for unit in units) else "",
    )


def _each_once(units: Iterable[Unit]) -> list[Unit]:
    """Nobody needs a thing more for having named it twice."""
    return list({unit.meanings or unit.said: unit for unit in units}.values())


def _with_the_telling(
    index: _Index, units: Sequence[Unit], matches: list[Match], scored: Sequence[tuple[float, Match]]
) -> list[Match]:
    """What the most telling of the words names stands among the first, whatever the others add up to.

    "porsi haji orang tua pindah ke anak" is of the haj, though four of its words are of people and of moving.
    """
    telling = max(
        (unit for unit in units if unit.nearness is Nearness.SAME and not unit.meanings <= ACTIONS.keys()),
        key=lambda unit: max((index.worth.get(name, 0.0) for name in unit.meanings), default=0.0),
        default=None,
    )
    if telling is None:
        return matches

    def names(match: Match) -> bool:
        known = index.services[match.service].meant
        return any(known.get(name, 0.0) >= _NAME for name in telling.meanings)

    if any(names(match) for match in matches[:_SEEN_FIRST]):
        return matches
    named = max((entry for entry in scored if names(entry[1])), key=lambda entry: entry[0], default=None)
    if named is None:
        return matches
    others = [match for match in matches if match != named[1]]
    return [*others[: _SEEN_FIRST - 1], named[1], *others[_SEEN_FIRST - 1 :]]


def _lost(hall: Hall, offered: Sequence[str]) -> Findings:
    """Nothing fits: people help where there is an information counter."""
    information = hall.search.information
    return Findings((Match(information, FoundBy.NEAR),) if information in offered else (), lost=True)


def _fit(index: _Index, code: str, units: Sequence[Unit], asked: frozenset[str]) -> tuple[float, FoundBy]:
    known = index.services[code]
    total, heaviest, why = 0.0, 0.0, FoundBy.NEAR
    for unit in units:
        if not unit.alone:
            continue
        said = max((known.said.get(word, 0.0) for word in unit.said), default=0.0)
        meant, worth = max(
            ((known.meant.get(name, 0.0), index.worth[name]) for name in unit.meanings if name in index.worth),
            key=lambda pair: pair[0] * pair[1],
            default=(0.0, 0.0),
        )
        value = max(said, meant * _SYNONYM) * worth * unit.sure * (_ACTION if unit.meanings <= ACTIONS.keys() else 1.0)
        total += value
        if value > heaviest:
            heaviest = value
            why = (
                FoundBy.NEAR
                if unit.nearness is Nearness.SLIP
                else FoundBy.KEYWORD
                if said >= meant * _SYNONYM
                else FoundBy.SYNONYM
            )
    return total + _phrase(index, known, units, asked), why


def _phrase(index: _Index, known: _Known, units: Sequence[Unit], asked: frozenset[str]) -> float:
    """What the best of a service's phrases adds, if all of it was said."""
    begun = (phrase for name in asked & known.phrases.keys() for phrase in known.phrases[name])
    said = [unit.meanings for unit in units]
    whole = (phrase for phrase in begun if all(part & asked for part in phrase) and _each_said(phrase, said))
    worths = (sum(_worth(index, part & asked) for part in phrase) for phrase in whole)
    return _WHOLE_PHRASE * min((unit.sure for unit in units), default=0.0) * max(worths, default=0.0)


def _each_said(phrase: Sequence[frozenset[str]], said: Sequence[frozenset[str]]) -> bool:
    """Whether each word of a phrase was said by a word of its own: ``hp`` alone is no ``sinyal hp``."""
    if not phrase:
        return True
    first, *others = phrase
    return any(
        meanings & first and _each_said(others, [*said[:at], *said[at + 1 :]]) for at, meanings in enumerate(said)
    )


def _worth(index: _Index, part: frozenset[str]) -> float:
    return max(index.worth.get(name, 0.0) for name in part) * (_ACTION if part <= ACTIONS.keys() else 1.0)


@remembered
def _index(hall: Hall) -> _Index:
    texts = {code: _texts(hall, code) for code in hall.service}
    lexicon = Lexicon.of((ACTIONS, THINGS, hall.search.alike), (text for known in texts.values() for text, _ in known))
    services = {code: _known(hall, code, lexicon, known) for code, known in texts.items()}
    spoken: dict[str, float] = {}
    for known in services.values():
        for name, weight in known.meant.items():
            spoken[name] = spoken.get(name, 0.0) + weight
    worth = {name: math.log(1 + len(services) / max(heard, 0.5)) for name, heard in spoken.items()}
    return _Index(lexicon, services, worth, demand(hall))


def _texts(hall: Hall, code: str) -> list[tuple[str, float]]:
    """What is said of a service outside its keywords, and the keywords; each with its weight."""
    service, agency = hall.service[code], hall.agency[hall.agency_of(code)]
    fields = ((service.name, _NAME), (agency.name, _AGENCY), (agency.short, _AGENCY), (service.needs, _NEEDS))
    said = [(words, weight) for text, weight in fields if text for words in text.values()]
    return [*said, (hall.agency_of(code), _AGENCY), *((keyword, _KEYWORD) for keyword in service.keywords)]


def _known(hall: Hall, code: str, lexicon: Lexicon, texts: Sequence[tuple[str, float]]) -> _Known:
    known = _Known()
    for text, weight in texts:
        units = lexicon.units(text)
        phrase = tuple(dict.fromkeys(unit.meanings for unit in units))  # nobody says the same twice
        several = weight == _KEYWORD and len(phrase) > 1
        known.learn(units, _PART if several else weight)
        if several:
            for name in units[0].meanings:
                known.phrases.setdefault(name, []).append(phrase)
    return known
