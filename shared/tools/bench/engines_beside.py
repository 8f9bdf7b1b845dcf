"""A hall in a file and the same hall on a server, measured alike in one run; and several halls on one server."""

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shared.clock import clock_from
from shared.tools.bench import display_latency, whole_hall
from shared.tools.bench.whole_hall import MORNING, HallSize

BROKEN = ("errors", "lost", "doubled", "stuck", "unseen", "integrity")


def side_by_side(server: str, size: HallSize, calls: int) -> dict[str, dict[str, Any]]:
    """``file`` and ``server``: acts and news of a whole hall, and from a press to the frame that has it."""
    found: dict[str, dict[str, Any]] = {}
    for engine, place in (("file", None), ("server", server)):
        with whole_hall.own_hall(server=place) as (folder, clock):
            told = whole_hall.bench(folder, clock, size)
        with display_latency.own_hall(server=place) as folder:
            shown = display_latency.bench(folder, display_latency.OWN_DISPLAY, 0, calls)
        found[engine] = {
            "acts": told["acts"],
            **{what: told[what] for what in BROKEN},
            "next_ms": told["latency_ms"].get("next", {}),
            "issue_ms": told["latency_ms"].get("issue", {}),
            "noticed_ms": told["noticed_ms"],
            "painted_ms": shown["painted_ms"],
            "burst_ms": shown["burst_ms"],
            "never_painted": shown["unseen"],
        }
    return found


def growing(server: str, counts: Sequence[int], size: HallSize) -> list[dict[str, Any]]:
    """For each count: that many halls of this size, at once on one server; of each figure the worst hall's."""
    rows: list[dict[str, Any]] = []
    for count in counts:
        with contextlib.ExitStack() as stack:
            made = [stack.enter_context(whole_hall.own_hall(server=server)) for _ in range(count)]
            every = whole_hall.several([folder for folder, _ in made], clock_from(MORNING), size)
        rows.append(
            {
                "halls": count,
                "programs": count * (size.counters + size.displays + size.kiosks),
                "acts_a_second": round(sum(told["acts"] for told in every) / size.seconds, 1),
                "broken": sum(told[what] for told in every for what in BROKEN),
                "next_ms": _worst(every, lambda told: told["latency_ms"].get("next", {})),
                "issue_ms": _worst(every, lambda told: told["latency_ms"].get("issue", {})),
                "noticed_ms": _worst(every, lambda told: told["noticed_ms"]),
            }
        )
    return rows


def _worst(every: Sequence[Mapping[str, Any]], spread: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Any:
    found = [spread(told) for told in every]
    return {name: max((one[name] for one in found if one.get(name) is not None), default=None) for name in _NAMES}


_NAMES = ("p50", "p95", "p99", "max")


def is_sound(found: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether nothing was lost, doubled, stuck or unseen on either of them."""
    return not any(told[what] for told in found.values() for what in (*BROKEN, "never_painted"))


def lines(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The comparison as a table, one row for each figure."""
    rows = [f"| ms | {' | '.join(found)} |", f"|---|{'---:|' * len(found)}"]
    for what, words in _FIGURES.items():
        for name in _NAMES:
            cells = (_shown(told[what].get(name)) for told in found.values())
            rows.append(f"| {words}, {name} | {' | '.join(cells)} |")
    broken = (str(sum(told[one] for one in (*BROKEN, "never_painted"))) for told in found.values())
    acts = (str(told["acts"]) for told in found.values())
    return [
        *rows,
        f"| acts | {' | '.join(acts)} |",
        f"| errors, lost, doubled, stuck, unseen | {' | '.join(broken)} |",
    ]


_FIGURES = {
    "next_ms": "next",
    "issue_ms": "a number",
    "noticed_ms": "a call until a display has it",
    "painted_ms": "press to frame",
    "burst_ms": "press to frame in a burst",
}


def growth_lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The growth as a table, one row for each number of halls."""
    head = (
        "| halls | programs | acts a second | next p50 | next p99 | a number p99 | noticed p50 | noticed p99 | broken |"
    )
    made = [head, f"|{'---:|' * 9}"]
    for row in rows:
        cells = [row["next_ms"]["p50"], row["next_ms"]["p99"], row["issue_ms"]["p99"]]
        cells += [row["noticed_ms"]["p50"], row["noticed_ms"]["p99"]]
        told = " | ".join(_shown(cell) for cell in cells)
        made.append(f"| {row['halls']} | {row['programs']} | {row['acts_a_second']} | {told} | {row['broken']} |")
    return made


def _shown(ms: float | None) -> str:
    return "-" if ms is None else f"{ms:.1f}"
