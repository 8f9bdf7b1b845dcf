"""The figures of simulated days as lines that people read."""

from collections.abc import Mapping, Sequence
from typing import Any

from shared.text.plain_lines import at_terminal

_BUSIEST = 12


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """A plain table in the person's language: the first column to the left, the others to the right."""
    cells = [[at_terminal(str(cell)) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def told(figures: Mapping[str, Any]) -> list[str]:
    """A report in plain text."""
    days = figures["days"]
    visits = sum(day["visits"] for day in days)
    lines = [f"{len(days)} day(s), {visits} visits, {sum(day['steps'] for day in days)} steps", ""]
    lines += [*_waits(figures["waits"]), "", *_lanes(figures), "", *estimates(figures["estimates"]), ""]
    lines += table(
        ("zone", "calls", "a minute", "busiest 10 min", "busiest minute"),
        [
            (zone, z["calls"], z["mean"], z["busiest_ten_minutes"], z["busiest_minute"])
            for zone, z in figures["calls_per_minute"].items()
        ],
    )
    lines += ["", *_counters(figures["counters"]), "", *_closing(figures)]
    return lines


def _waits(waits: Mapping[str, Any]) -> list[str]:
    rows = [(name, *_spread(waits[name])) for name in ("all", "ordinary", "priority")]
    services = sorted(waits["by_service"].items(), key=lambda item: -item[1]["ordinary"]["count"])
    for service, lanes in services[:_BUSIEST]:
        rows.append((service, *_spread(lanes["ordinary"])))
        if lanes["priority"]["count"]:
            rows.append((f"{service} priority", *_spread(lanes["priority"])))
    return table(("minutes of waiting", "called", "median", "p90", "p95", "most"), rows)


def _spread(found: Mapping[str, Any]) -> tuple[Any, ...]:
    return found["count"], found["median"], found["p90"], found["p95"], found["most"]


def _lanes(figures: Mapping[str, Any]) -> list[str]:
    fairness = figures["fairness"]
    lines = [
        "calls by rule: " + ", ".join(f"{at_terminal(rule)} {count}" for rule, count in figures["rules"].items()),
        f"in order of arrival: {fairness['in_order_of_arrival']:.1%} of {fairness['first_calls']} first calls",
    ]
    lost = fairness.get("lost_to_priority")
    if lost is not None:
        lines.append(
            f"lost to priority (bound {fairness['bound_minutes']} min): at most {lost['most_minutes']} min,"
            f" {lost['mean_minutes']} on average of {lost['ordinary_visitors']} ordinary visitors,"
            f" {lost['over_the_bound']} over the bound; priority visitors gain {lost['priority_gains_minutes']} min"
        )
    return lines


def estimates(figures: Mapping[str, Any]) -> list[str]:
    """The calibration table: the range given with the number against the wait that followed."""
    rows = [("all", *_measure(figures["all"])), ("naive mean", *_measure(figures["naive"]))]
    rows += [(f"middle {band} min", *_measure(found)) for band, found in figures["by_middle_minutes"].items()]
    rows += [(lane, *_measure(figures[lane])) for lane in ("ordinary", "priority")]
    head = ("range given", "tickets", "kept", "earlier", "later", "median width", "median middle", "narrow", "error")
    return table(head, rows)


def _measure(found: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        found["count"],
        f"{found['held']:.1%}",
        f"{found['called_earlier']:.1%}",
        f"{found['called_later']:.1%}",
        found["median_width"],
        found["median_middle"],
        f"{found['narrow']:.0%}",
        found["mean_error"],
    )


def _counters(counters: Mapping[str, Any]) -> list[str]:
    busiest = sorted(counters.items(), key=lambda item: -item[1]["used"])[:_BUSIEST]
    rows = [(code, c["open_hours"], f"{c['used']:.0%}", c["visitors"]) for code, c in busiest]
    return table(("busiest counters", "hours open", "used", "visitors a day"), rows)


def _closing(figures: Mapping[str, Any]) -> list[str]:
    closing = figures["past_closing"]
    refused = ", ".join(f"{code} {count}" for code, count in figures["refused_at_the_kiosk"].items()) or "none"
    return [
        f"past closing: {closing['called_after_closing']} called after closing, {closing['never_called']} never called",
        f"refused at the kiosk: {refused}",
    ]


def compared(differences: Mapping[str, Any]) -> list[str]:
    """Two sets of rules side by side."""
    rows = [(name, d["rules"], d["versus"], f"{d['change']:+g}") for name, d in differences.items()]
    return table(("on the same days", "these rules", "the others", "change"), rows)
