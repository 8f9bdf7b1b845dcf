"""Rounding as reports print it: once, half up, in exact fractions."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, decimals: int = 2) -> Decimal:
    """A positive value rounded once, half up."""
    return Decimal((value * 10**decimals + Fraction(1, 2)).__floor__()).scaleb(-decimals)
