"""A PC that is enrolled and revoked: what it may do, and which one it is where several have one name."""

from pathlib import Path

import pytest

from shared.domain.answers import Issued, Refused
from shared.domain.words import Refusal
from shared.faults import UsageFault
from shared.store import acts, device_key
from shared.store.acts import Order, enrolment
from shared.store.offline import leases, settle
from shared.store.offline.spool import Spool
from tests.helpers.hall import DAY, open_hall
from tests.helpers.store.staff import cheap_pins, sign_in, staffed_template


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cheap_pins(monkeypatch)
    staffed_template(tmp_path / "hall")
    return tmp_path / "hall"


def test_a_kiosk_that_is_revoked_lets_its_numbers_go_and_has_some_again_when_it_is_enrolled(hall, tmp_path):
    with (
        open_hall(hall, device="K1") as kiosk,
        open_hall(hall) as desk,
        Spool(tmp_path / "local", kiosk.hall_id, "K1") as spool,
    ):
        settle.tend(spool, kiosk)
        assert spool.blocks()
        sign_in(desk, "SUPERVISOR")
        enrolment.revoke(desk, "revoke", "K1")
        settle.tend(spool, kiosk)
        assert spool.blocks() == {}
        settle.give_back(spool, kiosk)  # it closes: it may write nothing
        enrolment.enrol(desk, "enrol", "K1", device_key.fingerprint(kiosk.signing_key().id))
        settle.tend(spool, kiosk)
        held = spool.blocks()
        assert held
        with kiosk.reading() as db:
            assert leases.strays(db, spool.id, DAY, held) == ()


def test_of_several_pcs_of_one_name_one_is_enrolled_by_its_key(hall):
    with open_hall(hall) as desk:
        sign_in(desk, "SUPERVISOR")
        with desk.writing() as db:
            for key in (b"one", b"two"):
                db.execute(
                    "INSERT INTO device_keys (key, device, public, pc, seen_at) VALUES (?, 'K2', ?, 'pc', 0)",
                    (key, key),
                )
        with pytest.raises(UsageFault, match="2 keys of K2 fit") as told:
            enrolment.enrol(desk, "any", "K2")
        assert told.value.remedy == "Name one with --key; `antrean device list` shows them, the device too."
        enrolment.enrol(desk, "one", "K2", device_key.fingerprint(b"one"))
        with desk.reading() as db:
            states = [(known.key, known.state) for known in enrolment.known_devices(db) if known.device == "K2"]
        assert sorted(states) == [("6f6e 65", "enrolled"), ("7477 6f", "seen")]


def test_an_enrolled_kiosk_goes_on_until_it_is_revoked(hall):
    with open_hall(hall, device="K1") as kiosk, open_hall(hall) as desk:
        sign_in(desk, "SUPERVISOR")
        answers = [acts.issue(kiosk, f"i{number}", Order(("AB.1",))) for number in range(2)]
        assert all(isinstance(answer, Issued) for answer in answers)
        enrolment.revoke(desk, "revoke", "K1")
        refused = acts.issue(kiosk, "i2", Order(("AB.1",)))
        assert isinstance(refused, Refused)
        assert refused.code is Refusal.NOT_ALLOWED
