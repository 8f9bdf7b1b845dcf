"""The guides' pictures: ``python -m shared.tools.guides.guide_pictures docs/guides/pictures``.

The real programs on a sample hall, without a screen, in each language: kiosk, counter, display, supervisor, set-up.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from shared.tools.demo.driven_program import Driven
from shared.tools.demo.setting import DISPLAY, KIOSK, Setting

LANGS = ("id", "en")
_COLOURS = 96
_WIDTHS = {"kiosk": 400, "counter": 900, "display": 900, "supervisor": 900, "setup": 700}
SERVICE = "AB.1"
_SAME = 3
"""So many looks in a row show the same: nothing is on its way any more."""


def make(album: Path) -> Iterator[Path]:
    """Each picture as it is made."""
    album.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="antrean-guides-") as name:
        stage = Setting(Path(name) / "stage", offscreen=True)
        for _ in range(6):
            stage.antrean("issue", SERVICE)
        stage.start_printer()
        try:
            for lang in LANGS:
                yield from _kiosk(stage, lang, album)
                yield from _floor(stage, lang, album)
                yield _setup(stage, lang, album)
        finally:
            stage.stop_printer()


def _kiosk(stage: Setting, lang: str, album: Path) -> Iterator[Path]:
    with _program(stage, "kiosk", lang, "--kiosk", KIOSK) as kiosk:
        kiosk.until(lambda: kiosk.names("agency:"), "the kiosk's tiles")
        yield _picture(kiosk, album, "kiosk", "start", lang)
        kiosk.touch("agency:AB", lambda: kiosk.names("service:"))
        kiosk.touch(f"service:{SERVICE}", lambda: kiosk.ready("take"))
        yield _picture(kiosk, album, "kiosk", "order", lang)
        kiosk.touch("take", lambda: kiosk.words("number"))
        kiosk.until(lambda: kiosk.names("ahead"), "the page around the number")
        yield _picture(kiosk, album, "kiosk", "ticket", lang)


def _floor(stage: Setting, lang: str, album: Path) -> Iterator[Path]:
    """The counter calls, the display shows it, the supervisor sees it."""
    with (
        _program(stage, "counter", lang, "--counter", "1", "--officer", "Ani", "--windowed") as counter,
        _program(stage, "display", lang, "--display", DISPLAY) as display,
    ):
        counter.until(lambda: counter.names("next"), "the counter's keys")
        display.until(lambda: display.words("clock"), "the display's clock")
        if lang == LANGS[0]:
            counter.key("F1")
        counter.until(lambda: "AB-" in counter.words("number"), "the called number")
        yield _picture(counter, album, "counter", "called", lang)
        display.until(lambda: any("AB-" in words for words in display.names().values()), "the call on the display")
        yield _picture(display, album, "display", "call", lang)
    with _program(stage, "counter", lang, "--supervisor", "--windowed") as window:
        window.until(lambda: window.names("tabs") or window.names(), "the supervisor's window")
        yield _picture(window, album, "supervisor", "hall", lang)


def _program(stage: Setting, program: str, lang: str, *more: str) -> Driven:
    name = f"{program} {lang}"
    return Driven(name, [program, *more, "--lang", lang], stage.said, stage.environment(name))


def _setup(stage: Setting, lang: str, album: Path) -> Path:
    """The guide's page for what a PC is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the others run in processes of their own

    from shared.qt import fonts  # noqa: PLC0415
    from shared.setup import role_step  # noqa: PLC0415
    from shared.setup.hall_step import opened  # noqa: PLC0415
    from shared.setup.window import SetupWindow  # noqa: PLC0415

    app = QApplication.instance() or QApplication(["antrean"])
    assert isinstance(app, QApplication)
    fonts.use(app)
    hall = opened(stage.hall)
    assert not isinstance(hall, Exception)
    window = SetupWindow(lambda: role_step.course(stage.hall, hall, {}), lang)
    window.show()
    app.processEvents()
    path = album / f"setup-role-{lang}.png"
    window.grab().save(str(path))
    window.close()
    return _small(path, _WIDTHS["setup"])


def _picture(program: Driven, album: Path, kind: str, what: str, lang: str) -> Path:
    path = album / f"{kind}-{what}-{lang}.png"
    if kind == "display":  # its running text never rests
        return _small(program.grab(path), _WIDTHS[kind])
    looks: list[bytes] = []

    def rests() -> bool:
        looks.append(program.grab(path).read_bytes())
        return len(looks) > _SAME and set(looks[-_SAME:]) == {looks[-1]}

    program.until(rests, "a page at rest")
    return _small(path, _WIDTHS[kind])


def _small(path: Path, width: int) -> Path:
    with Image.open(path) as picture:
        small = picture.convert("RGB")
    small.thumbnail((width, round(small.height * width / small.width)), Image.Resampling.LANCZOS)
    small.quantize(_COLOURS).save(path, optimize=True)
    return path


def main() -> int:
    """The command."""
    for path in make(Path(sys.argv[1])):
        sys.stdout.write(f"{path} {path.stat().st_size // 1024} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
