"""The paper of ``antrean issue --print``."""

from printers.service import print_once
from shared.domain.answers import Issued
from shared.store.connection import HallFile


def print_ticket(file: HallFile, issued: Issued, kiosk: str | None) -> str:
    """Print a fresh ticket on a kiosk's printers (the first kiosk's if none is named); the fate of the job."""
    return print_once(file, issued, kiosk)
