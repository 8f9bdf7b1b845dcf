"""The README's pictures: ``python -m shared.tools.demo.picture_album demo-output docs/pictures`` after a demo."""

import sys
from pathlib import Path

from PIL import Image

_PICTURES = {
    "kiosk-start": ("pictures/*-kiosk-start.png", 400),
    "kiosk-order": ("pictures/*-kiosk-order-first.png", 400),
    "kiosk-ticket": ("pictures/*-kiosk-ticket-first.png", 400),
    "display": ("pictures/*-display-busy.png", 960),
    "counter": ("pictures/*-counter-serving.png", 960),
    "ticket": ("tickets/ticket-001.png", 400),
}
_COLOURS = 128


def make(output: Path, album: Path) -> list[Path]:
    """Shrink the telling pictures into ``album``; what was made. FileNotFoundError when a demo did not make one."""
    album.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for name, (pattern, width) in _PICTURES.items():
        found = sorted(output.glob(pattern))
        if not found:
            raise FileNotFoundError(f"{output / pattern}: run the demo first")
        with Image.open(found[0]) as picture:
            height = round(picture.height * width / picture.width)
            small = picture.convert("RGB")
        small.thumbnail((width, height), Image.Resampling.LANCZOS)
        made.append(album / f"{name}.png")
        small.quantize(_COLOURS).save(made[-1], optimize=True)
    return made


def main() -> int:
    """The command."""
    for path in make(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(f"{path} {path.stat().st_size // 1024} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
