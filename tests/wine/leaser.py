"""Under Windows: one of two programs of one kiosk, which leases numbers and gives them out; answers them as JSON.

``python -m tests.wine.leaser HALL LOCAL ROUNDS``
"""

import json
import sys
import time
from pathlib import Path

from shared.clock import process_clock
from shared.domain.answers import Issued
from shared.store import acts
from shared.store.acts import Order
from shared.store.offline.settle import tend
from shared.store.offline.spool import Spool
from shared.store.sqlite.connection import HallFile


def main() -> None:
    """Renew the kiosk's numbers and give some out, again and again, with another program doing the same."""
    hall, local, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    clock = process_clock()
    given: list[str] = []
    with HallFile.open(hall, device="K1", clock=clock) as file, Spool(local, file.hall_id, "K1") as spool:
        for _ in range(rounds):
            tend(spool, file)
            answer = spool.issue(acts.new_request(), Order(("AB.1",)), clock())
            if isinstance(answer, Issued):
                given.append(answer.label)
            else:  # the other program is just fetching some
                time.sleep(0.1)
    sys.stdout.write(json.dumps(given) + "\n")


if __name__ == "__main__":
    main()
