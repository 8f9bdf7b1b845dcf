"""What a scanned code means: a ticket's own QR code, a booking's code, or nothing that is ours."""

import re

from printers.paper.layout import ticket_of_qr
from shared.domain.booking import LONGEST_CODE

_BOOKING = re.compile(r"[A-Z0-9][A-Z0-9 -]*")


def ticket_scanned(code: str) -> int | None:
    """The id of a ticket whose QR code this is."""
    return ticket_of_qr(code.strip().upper())


def booking_scanned(code: str) -> str | None:
    """A code that may be a booking's."""
    plain = code.strip().upper()
    return plain if len(plain) <= LONGEST_CODE and _BOOKING.fullmatch(plain) else None
