"""What a hall file says for visitors who do not know the offices: everyday words, needs of life, and the welcome."""

# ruff: noqa: RUF009  # must(), may() and many() are dataclasses.field() with a sentence

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.hall_data.fields import many, may, must
from shared.domain.words import Text

ICONS = (
    "accessibility", "baby", "badge-check", "banknote", "briefcase", "building-2", "bus", "car",
    "circle-help", "droplets", "file-text", "flower-2", "folder", "gavel", "graduation-cap", "hand-heart",
    "hard-hat", "heart-handshake", "heart-pulse", "house", "house-plug", "id-card", "leaf", "mail",
    "map-pinned", "megaphone", "moon-star", "package", "phone", "piggy-bank", "plane", "pointer", "receipt-text",
    "scale", "search-x", "shield", "siren", "sprout", "stethoscope", "store", "tractor", "trees", "truck",
    "users", "utensils", "wrench", "zap",
)  # fmt: skip
"""The pictures that a need may have: files of the Lucide set beside the kiosk's program."""


MOTIFS = ("weave", "waves", "diamonds")
"""The patterns that the kiosk can draw; see ``kiosk/qml/Motif.qml``."""


@dataclass(frozen=True, slots=True)
class Search:
    """How people find a service in everyday words; see also the keywords of each service."""

    information: str = may("the service of the counter where people ask when nothing was found, as AM.1", "")
    alike: Mapping[str, tuple[str, ...]] = many(
        'words and phrases that mean the same, by the first of them: ktp = ["id card", "kartu penduduk"]'
    )


@dataclass(frozen=True, slots=True)
class Need:
    """What people come for, whatever the office: a birth, moving house, a vehicle."""

    name: Text = must("what it is called: Kelahiran")
    services: tuple[str, ...] = must("the services that meet it, the most wanted first")
    icon: str = may("a picture of kiosk/start/icons, by its name without .svg", "folder")


@dataclass(frozen=True, slots=True)
class Welcome:
    """How a kiosk greets, and what it shows while nobody uses it."""

    greeting: Text | None = may("the greeting, also in a regional language", None)
    colour: str = may("the hall's own colour, as #0B5F5B: dark enough for white words on it (7 : 1)", "")
    logo: str = may("a picture in the hall's folder, for a dark ground", "")
    motif: str = may("a pattern under the greeting: weave, waves or diamonds", "")
    notices: Mapping[str, Text] = many("what visitors should know these days, each by a word of its own")
    after_seconds: int = may("seconds without a touch after which the start page greets; 0 never", 0)
