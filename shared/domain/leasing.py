"""How many numbers a kiosk reserves for when the share is gone, and how far ahead of the present number they are.

In normal operation there is no gap: a block is some way ahead of the present number, and its kiosk moves it forward
while it is unused, before the numbers given out over the share can reach it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

HEADROOM_MINUTES = 20
"""How far ahead of the present number a new block is, at that rate."""
ALL_BLOCKS = 60
"""Blocks of one prefix that all kiosks together hold at most, so that their numbers do not get far from all others."""
FIRST_DAY = 240
"""Numbers that a kiosk is assumed to give out in its busiest hour, for all its prefixes, until a whole day is known."""
NOTICE_MINUTES = 4
"""An unused block is moved on when the present number could reach it within this time."""


@dataclass(frozen=True, slots=True)
class Policy:
    """For one prefix at one kiosk, all in blocks.

    Attributes:
        blocks: how many to hold.
        headroom: how far beyond the present number's block a fresh one begins.
        move_below: an unused one that begins nearer than this is moved on.
    """

    blocks: int
    headroom: int
    move_below: int


def policy(given: int, minutes_open: float, kiosks: int, block: int, cover_minutes: float, peak: float) -> Policy:
    """The policy for a prefix of which ``given`` numbers went out in ``minutes_open``, in a hall of ``kiosks`` kiosks.

    ``peak`` is what this kiosk gives out in an hour at its busiest, ``cover_minutes`` the outage that its own numbers
    shall last for at that rate.

    A morning that has just begun counts as one hour, so that the rush at the door is not taken for the whole day.
    """
    rate = given / max(60.0, minutes_open)
    blocks = min(max(1, ALL_BLOCKS // max(1, kiosks)), max(1, math.ceil(peak * cover_minutes / 60 / block)))
    move_below = 1 + max(1, math.ceil(rate * NOTICE_MINUTES / block))
    headroom = move_below + max(1, math.ceil(rate * HEADROOM_MINUTES / block))
    return Policy(blocks, headroom, move_below)


def first_day_peaks(shares: Mapping[str, float]) -> dict[str, float]:
    """What a kiosk without a known day is assumed to give out of its prefixes in an hour.

    By the hall's own shares of visitors, but of no prefix less than if all were alike: a share is a guess.
    """
    alike, whole = 1 / max(1, len(shares)), sum(shares.values())
    return {prefix: FIRST_DAY * max(alike, share / whole if whole else 0.0) for prefix, share in shares.items()}
