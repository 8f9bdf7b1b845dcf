"""Who keeps the server can write past the programs: the audit's chain tells what, with its number."""

import pytest

from shared.store.questions import audit
from tests.helpers.hall import open_hall
from tests.helpers.server.by_hand import by_hand
from tests.store.questions.test_audit import COPIED, faults, fill


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE pulse SET day = day", []),
        ("UPDATE events SET officer = 'Siti' WHERE sequence IN (7, 9)", [(7, "edited"), (9, "edited")]),
        (r"UPDATE events SET prev = '\x00' WHERE sequence = 3", [(3, "edited")]),
        ("UPDATE events SET signature = NULL, at = at + 1 WHERE sequence = 3", [(3, "edited")]),
        ("DELETE FROM events WHERE sequence IN (3, 8)", [(3, "missing"), (8, "missing")]),
        ("DELETE FROM events WHERE sequence > 6", [(7, "cut")]),
        ("INSERT INTO events (at, day, what, device) VALUES (1, '2026-11-23', 'note', 'x')", [(12, "inserted")]),
        (f"INSERT INTO events ({COPIED}) SELECT {COPIED} FROM events WHERE sequence = 3", [(12, "inserted")]),
        (
            r"UPDATE device_keys SET key = '\x0011223344556677'",
            [(at, audit.FaultKind.UNKNOWN_KEY.value) for at in range(1, 12)],
        ),
    ],
)
def test_what_was_done_past_the_programs_is_found_on_a_server_too(tmp_path, statement, found):
    with open_hall(tmp_path) as hall:
        fill(hall)
        by_hand(hall, statement)
        assert faults(hall) == found
