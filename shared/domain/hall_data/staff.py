"""Who works in the hall: officers with their role and counters, and how they sign in."""

# ruff: noqa: RUF009  # must() and may() are dataclasses.field() with a sentence

from dataclasses import dataclass
from enum import StrEnum

from shared.domain.hall_data.fields import may, must


class Role(StrEnum):
    """What somebody may do: see ``shared.domain.permissions``."""

    OFFICER = "officer"
    LEAD = "lead"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who signs in with a code and a PIN. Without any officer everybody may do everything."""

    role: Role = must("officer, lead (of an agency), supervisor or technician")
    counters: tuple[str, ...] = may("counters that they may serve; all if empty (of a lead: all of their agencies)", ())
    agencies: tuple[str, ...] = may("of a lead: their agencies; those of their counters if empty", ())
    pin: str = may("their PIN as `antrean officer pin` scrambles it; nobody signs in without one", "")


@dataclass(frozen=True, slots=True)
class StaffRule:
    """How officers sign in at a counter."""

    sign_in_hours: int = may("hours after which somebody has to sign in again, 12 at most", 12)
    stay_signed_in: bool = may("whether a counter that is started again still knows who signed in", False)
    lock_minutes: int = may("minutes without a key or a click after which a counter asks for the PIN; 0 never", 15)
