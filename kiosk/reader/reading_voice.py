"""Makes what is read heard: phrases in order on the sound process, silence at once when a key comes."""

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.reader.sounds import Sounds
from shared.sound.speaker import Played, Speaker

QUIETEST, LOUDEST = -1, 2
"""Steps of 6 dB about the hall's own volume."""


class ReadingVoice(QObject):
    """One line of phrases at a time.

    Signals:
        device: whether there is something to be heard from.
    """

    device = Signal(bool)

    def __init__(self, sounds: Sounds, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self.lang = lang
        self._step = 0
        self._ready: list[bytes] = []
        self._speaker = Speaker(self)
        self._speaker.ended.connect(self._ended)
        self._speaker.device.connect(self.device)

    @Slot()
    def wake(self) -> None:
        """Start the sound process, so that the first word does not wait for it."""
        self._speaker.probe()

    @Slot(object)
    def say(self, phrases: tuple[str, ...]) -> None:
        """Say this, instead of what is being said."""
        self.hush()
        self._sounds.want(phrases, self.lang, self._given)

    @Slot()
    def hush(self) -> None:
        """Silence."""
        self._sounds.stop()
        self._ready = []
        self._speaker.stop()

    @Slot(int)
    def turn(self, step: int) -> None:
        """Louder or softer by a step; 0 is the hall's own volume again."""
        self._step = 0 if step == 0 else min(max(self._step + step, QUIETEST), LOUDEST)

    def close(self) -> None:
        """The program ends."""
        self._sounds.close()
        self._speaker.close()

    def _given(self, samples: bytes) -> None:
        self._ready.append(samples)
        if not self._speaker.busy:
            self._go_on()

    @Slot(object)
    def _ended(self, _outcome: Played) -> None:
        self._go_on()

    def _go_on(self) -> None:
        if self._ready:
            samples, self._ready = b"".join(self._ready), []
            self._speaker.play(louder(samples, self._step))


def louder(samples: bytes, steps: int) -> bytes:
    """The same, so many times 6 dB louder; what would be cut off stays at the edge."""
    if steps == 0:
        return samples
    import numpy as np  # noqa: PLC0415 - what is played was made with it; a kiosk's start has no use for it

    wide = np.frombuffer(samples, "<i2").astype(np.float32) * 2.0**steps
    return np.clip(wide, -32768, 32767).astype("<i2").tobytes()
