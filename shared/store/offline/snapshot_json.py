"""A snapshot of the lines as text, for a kiosk's spool."""

import dataclasses
import json

from shared.domain.availability import Disturbance
from shared.domain.estimate import Observed
from shared.store.questions.lines import Snapshot


def snapshot_text(seen: Snapshot) -> str:
    """One JSON object; equal snapshots give equal texts."""
    return json.dumps(
        {
            "day": seen.day,
            "pulse": dict(seen.pulse),
            "tallies": {service: dict(row) for service, row in seen.tallies.items()},
            "counters": {counter: dict(row) for counter, row in seen.counters.items()},
            "observed": {service: dataclasses.asdict(pace) for service, pace in seen.observed.items()},
            "disturbed": {service: [dict(stop.reason), stop.until] for service, stop in seen.disturbed.items()},
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def snapshot_of(text: str) -> Snapshot:
    """The snapshot that :func:`snapshot_text` wrote."""
    table = json.loads(text)
    return Snapshot(
        day=table["day"],
        pulse=table["pulse"],
        tallies=table["tallies"],
        counters=table["counters"],
        observed={service: Observed(**pace) for service, pace in table["observed"].items()},
        disturbed={service: Disturbance(reason, until) for service, (reason, until) in table["disturbed"].items()},
    )
