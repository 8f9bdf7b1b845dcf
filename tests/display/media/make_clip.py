"""Makes ``clip.mp4``, the small video with a tone that the tests show: ``python -m tests.display.media.make_clip``."""

import math
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, QTimer, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtMultimedia import (
    QAudioBuffer,
    QAudioBufferInput,
    QAudioFormat,
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
    QVideoFrame,
    QVideoFrameInput,
)

FILE = Path(__file__).parent / "clip.mp4"
FRAMES, EACH = 20, 100_000  # pictures, and microseconds of each
RATE, PIECE = 16_000, 1_600


def main() -> int:
    """Two seconds of changing colours and a tone of 440 Hz."""
    app = QGuiApplication(sys.argv)
    session, recorder = QMediaCaptureSession(), QMediaRecorder()
    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    pictures, sounds = QVideoFrameInput(), QAudioBufferInput(form)
    session.setVideoFrameInput(pictures)
    session.setAudioBufferInput(sounds)
    session.setRecorder(recorder)
    recorder.setMediaFormat(QMediaFormat(QMediaFormat.FileFormat.MPEG4))
    recorder.setOutputLocation(QUrl.fromLocalFile(str(FILE)))
    recorder.setVideoResolution(QSize(160, 90))
    recorder.setVideoFrameRate(10)
    sent = {"pictures": 0, "sounds": 0}

    def pictures_wanted() -> None:
        while sent["pictures"] < FRAMES and pictures.sendVideoFrame(picture(sent["pictures"])):
            sent["pictures"] += 1
        over()

    def sounds_wanted() -> None:
        while sent["sounds"] < FRAMES and sounds.sendAudioBuffer(sound(form, sent["sounds"])):
            sent["sounds"] += 1
        over()

    def over() -> None:
        if min(sent.values()) == FRAMES:
            recorder.stop()

    pictures.readyToSendVideoFrame.connect(pictures_wanted)
    sounds.readyToSendAudioBuffer.connect(sounds_wanted)

    def state(now: QMediaRecorder.RecorderState) -> None:
        if now is QMediaRecorder.RecorderState.StoppedState:
            app.quit()

    recorder.recorderStateChanged.connect(state)
    recorder.record()
    QTimer.singleShot(10_000, app.quit)
    return app.exec()


def picture(at: int) -> QVideoFrame:
    """One colour, another for each picture."""
    image = QImage(160, 90, QImage.Format.Format_RGBA8888)
    image.fill(QColor.fromHsv(at * 16 % 360, 200, 220))
    frame = QVideoFrame(image)
    frame.setStartTime(at * EACH)
    frame.setEndTime((at + 1) * EACH)
    return frame


def sound(form: QAudioFormat, at: int) -> QAudioBuffer:
    """A piece of the tone."""
    samples = (round(9000 * math.sin(2 * math.pi * 440 * (at * PIECE + i) / RATE)) for i in range(PIECE))
    return QAudioBuffer(QByteArray(struct.pack(f"<{PIECE}h", *samples)), form, at * EACH)


if __name__ == "__main__":
    raise SystemExit(main())
