from pathlib import Path

from shared.domain.hall_data.hall import Kiosk, Printer
from shared.store.questions.paper_elsewhere import kiosk_with_paper
from shared.store.record.job_rows import save_health
from tests.helpers.hall import open_hall, small_hall


def test_the_nearest_kiosk_that_runs_and_prints_is_named(tmp_path: Path) -> None:
    printers = {code: Printer(f"tcp:127.0.0.1:{9100 + at}") for at, code in enumerate(("P1", "P2", "P3"))}
    kiosks = {"K1": Kiosk("A", ("P1",)), "K2": Kiosk("B", ("P2",)), "K3": Kiosk("A", ("P3",)), "K4": Kiosk("A")}
    hall = small_hall(printer=printers, kiosk=kiosks)
    everybody = {"K1", "K2", "K3", "K4"}
    with open_hall(tmp_path, hall) as hall_file:
        with hall_file.reading() as db:
            assert kiosk_with_paper(db, hall, "K1", everybody) == "K3"
            assert kiosk_with_paper(db, hall, "K1", {"K2"}) == "K2"
            assert kiosk_with_paper(db, hall, "K1", {"K4"}) == ""
        with hall_file.writing() as db:
            save_health(db, "P3", "paper_out", quarantined=False, now=hall_file.clock())
        with hall_file.reading() as db:
            assert kiosk_with_paper(db, hall, "K1", everybody) == "K2"
