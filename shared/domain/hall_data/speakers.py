"""Which displays may speak for a zone, and in which order: ``apply`` and ``check`` tell it, the displays follow it."""

from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall


def speakers(hall: Hall, zone: str) -> tuple[str, ...]:
    """The displays that may speak for a zone, the best placed first: that of the fewest zones, then as in the file."""
    wide = len(hall.zone) or 1
    here = [
        (len(display.zones) or wide, at, code)
        for at, (code, display) in enumerate(hall.display.items())
        if display.voice and (not display.zones or zone in display.zones)
    ]
    return tuple(code for _, _, code in sorted(here))


def told(hall: Hall) -> Iterator[tuple[str, str]]:
    """For each zone, who speaks there, as a sentence."""
    for zone in hall.zone:
        first, *others = speakers(hall, zone) or ("",)
        if not first:
            yield zone, f"Zone {zone}: no display speaks; its calls are only shown."
        elif not others:
            yield zone, f"Zone {zone}: {first} speaks."
        elif hall.voice.together:
            yield zone, f"Zone {zone}: {', '.join((first, *others))} speak in step."
        else:
            yield zone, f"Zone {zone}: {first} speaks; when it cannot, {', then '.join(others)}."
