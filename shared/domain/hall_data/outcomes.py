"""What may come of a service, in the hall's own words: chosen by the officer when a visitor's step ends."""

# ruff: noqa: RUF009  # must() and may() are dataclasses.field() with a sentence

from dataclasses import dataclass

from shared.domain.hall_data.fields import may, must
from shared.domain.words import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome: issued, papers missing, sent on to another office ..."""

    name: Text = must("what came of it, as officers and reports say it")
    services: tuple[str, ...] = may("services (AB.1) or agencies (AB) that may end so; all if empty", ())
