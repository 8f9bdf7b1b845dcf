"""Keys, scanner, reader, voice and headphones of a running kiosk, put together."""

import threading
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.kiosk_model import KioskModel
from kiosk.reader.headphones import Headphones
from kiosk.reader.kept_voice import KeptVoice
from kiosk.reader.keys import Keys
from kiosk.reader.preparing import Line, Preparing
from kiosk.reader.reader import Reader
from kiosk.reader.reading_voice import ReadingVoice
from kiosk.reader.sounds import Sounds, copy_recordings, for_ear
from kiosk.reader.speaking import fixed
from shared.domain.hall_data.hall import Hall
from shared.qt.program import Program
from shared.text.languages import pick


def set_up_reading(program: Program, kiosk: KioskModel, window: QQuickWindow, local: Path) -> None:
    """Make the kiosk hear keys and scans, and speak."""
    Reading(program, kiosk, window, local)


class Reading(QObject):
    """Holds the parts together for as long as the program lives."""

    def __init__(self, program: Program, kiosk: KioskModel, window: QQuickWindow, local: Path) -> None:
        super().__init__(program)
        self._program = program
        self._kiosk = kiosk
        self._device = program.options.device
        self._keys = Keys(kiosk, window, self)
        self._reader = Reader(kiosk, self._keys, window, self)
        self._headphones = Headphones(self)
        self._recordings = (program.options.hall / "voice", local / "recordings")
        self._kept = KeptVoice(local / "speech")
        self._sounds = Sounds(self._kept, self._recordings[1], self)
        self._preparing = Preparing(local / "speech", self)
        self._voice = ReadingVoice(self._sounds, program.language.code, self)
        self._heard: bool | None = None
        self._hall: Hall | None = None
        window.setProperty("reader", self._reader)
        self._reader.said.connect(self._voice.say)
        self._reader.hushed.connect(self._voice.hush)
        self._reader.volume.connect(self._voice.turn)
        self._voice.device.connect(self._device_told)
        self._headphones.plugged.connect(self._reader.plugged)
        kiosk.comfort.changed.connect(self._comfort)
        program.language.changed.connect(self._comfort)
        program.worker.hall.connect(self.hall_told)
        program.at_end(self._close)
        QTimer.singleShot(0, self, self._voice.wake)

    @Slot(object)
    def hall_told(self, hall: Hall) -> None:
        """The hall's data, new or changed: its keys, and its names as sound."""
        if self._device in hall.kiosk:
            own = hall.kiosk[self._device]
            self._keys.set_kiosk(own)
            self._headphones.watch(own.headphones)
        if hall != self._hall:
            self._hall = hall
            threading.Thread(target=copy_recordings, args=self._recordings, daemon=True).start()
            self._kept.say = hall.voice.say
            self._preparing.want(beforehand(hall, self._program.language.code), hall.voice.say)

    @Slot()
    def _comfort(self) -> None:
        self._voice.lang = self._program.language.code
        self._preparing.rest(self._kiosk.comfort.aloud)
        if self._kiosk.comfort.aloud and self._heard is False:
            self._kiosk.assistance.call()  # no sound: somebody comes instead

    @Slot(bool)
    def _device_told(self, there: bool) -> None:
        self._heard = there
        self._comfort()

    def _close(self) -> None:
        self._headphones.close()
        self._preparing.close()
        self._voice.close()


def beforehand(hall: Hall, lang: str) -> Iterator[Line]:
    """What is made into sound before anybody asks: names in all languages, fixed sentences in the one in force."""
    said = [(lang, phrase) for phrase in fixed()]
    said += [(theirs, phrase) for theirs in hall.hall.languages for phrase in names(hall, theirs)]
    for language, phrase in said:
        for line in filter(None, phrase.split("\n")):
            yield language, for_ear(line, language)


def names(hall: Hall, lang: str) -> Iterator[str]:
    """Everything of the hall that is read aloud by its name."""
    for agency in hall.agency.values():
        yield from filter(None, (pick(agency.name, lang), pick(agency.short, lang)))
    for need in hall.need.values():
        yield pick(need.name, lang)
    for code, service in hall.service.items():
        complaints = service.complaints or hall.agency[hall.agency_of(code)].complaints or hall.hall.complaints
        told = (service.name, service.everyday, service.needs, service.procedure, service.completion, service.fee,
                service.product, complaints)  # fmt: skip
        yield from filter(None, (pick(text, lang) for text in told))
    for zone in hall.zone.values():
        yield from filter(None, (pick(zone.name, lang), pick(zone.way, lang)))
