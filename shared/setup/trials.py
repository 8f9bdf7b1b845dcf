"""Sound and screen, tried on this PC: a chime is played and a picture shown, and the person says what came."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import shared
from shared import pcm
from shared.setup.both import both, same, yes_no
from shared.setup.guide_pages import Course, Line, Tell, Work
from shared.sound import outputs
from shared.text.languages import pick

SOUND = both("Suara", "The sound")
SCREEN = both("Layar", "The screen")
HOME = Path(shared.__file__).parent.parent
"""Where a process of its own finds the program."""
CHIME = Path(shared.__file__).parent / "assets/sounds/chime.wav"
SHOWN_SECONDS = 60


def sound(role: str) -> Course:
    """A chime, until it was heard or the technician goes on."""
    while True:
        played = yield Work(both("Nada dimainkan ...", "A chime is played ..."), lambda _tell: _play())
        if not played:
            remedy = both(
                "Sambungkan pengeras suara, lalu periksa volumenya.", "Connect a loudspeaker and look at its volume."
            )
            yield Tell(
                SOUND,
                [
                    Line(
                        both("PC ini tidak punya perangkat suara.", "This PC has no sound device."),
                        "look" if role == "kiosk" else "bad",
                        remedy,
                    )
                ],
            )
            return
        heard = yield yes_no(SOUND, both("Apakah nadanya terdengar?", "Did you hear the chime?"))
        if heard == "yes":
            return
        again = yield yes_no(
            SOUND,
            both(
                "Periksa kabel dan volume pengeras suara. Coba lagi?",
                "Look at the loudspeaker's cable and volume. Try again?",
            ),
        )
        if again == "no":
            return


def _play() -> bool:
    place = outputs.output()
    return place is not None and place.has_device() and place.play(pcm.read(CHIME).tobytes(), lambda: None)


def screen(role: str) -> Course:
    """A picture with a frame, until it was seen whole or the technician goes on."""
    while True:
        trouble = yield Work(
            both(
                "Gambar percobaan dibuka; sentuh layar atau tekan sebuah tombol untuk menutupnya.",
                "A trial picture opens; touch the screen or press a key to close it.",
            ),
            lambda _tell: shown(),
        )
        if trouble:
            yield Tell(
                SCREEN,
                [
                    Line(
                        both("Layar tidak dapat dicoba dari sini.", "The screen cannot be tried from here."),
                        "look",
                        same(trouble),
                    )
                ],
            )
            return
        words = both(
            "Apakah bingkainya terlihat di keempat sisi, tulisannya terbaca",
            "Were all four sides of the frame there, and the words readable",
        )
        touch = (
            {"id": ", dan sentuhan menutupnya?", "en": ", and did a touch close it?"}
            if role == "kiosk"
            else {"id": "?", "en": "?"}
        )
        seen = yield yes_no(SCREEN, {lang: f"{pick(words, lang)}{pick(touch, lang)}" for lang in ("id", "en")})
        if seen == "yes":
            return
        again = yield yes_no(
            SCREEN,
            both(
                "Periksa resolusi layar (wlr-randr, atau pengaturan layar). Coba lagi?",
                "Look at the screen's resolution (wlr-randr, or the display settings). Try again?",
            ),
        )
        if again == "no":
            return


def shown() -> str:
    """Show the trial picture in a process of its own; what kept it from being shown, or nothing."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform == "offscreen":
        return "QT_QPA_PLATFORM=offscreen"
    command = [sys.executable, "-m", "shared.setup.trial_picture"]
    if sys.platform.startswith("linux") and not (
        platform or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        cage = shutil.which("cage")
        if cage is None or not sys.stdin.isatty():
            return "no desktop, and no cage at this terminal"
        command = [cage, "-d", "--", *command]
    try:
        done = subprocess.run(
            command, timeout=SHOWN_SECONDS + 30, capture_output=True, text=True, check=False, cwd=HOME
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["?"])[-1]
