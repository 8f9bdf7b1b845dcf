"""The sound of a video, in a process of its own: ``python -m display.media.video_sound FILE VOLUME``.

It plays the file's sound from its beginning and obeys ``volume N`` on its standard input. When the input ends, so does
this program: nothing is heard of a video that is not on. Whatever becomes of it, the picture goes on.
"""

import os
import sys
import threading

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer


class Orders(QObject):
    """What the display says, brought to the thread that plays."""

    volume = Signal(float)


def main(path: str, volume: str) -> int:
    """Play to the end; 1 when there is no device."""
    app = QCoreApplication(sys.argv)
    if QMediaDevices.defaultAudioOutput().isNull():
        return 1
    player, output, orders = QMediaPlayer(), QAudioOutput(), Orders()
    output.setVolume(int(volume) / 100)
    orders.volume.connect(output.setVolume)
    player.setAudioOutput(output)

    def status(now: QMediaPlayer.MediaStatus) -> None:
        if now in (QMediaPlayer.MediaStatus.EndOfMedia, QMediaPlayer.MediaStatus.InvalidMedia):
            app.exit(0)

    player.mediaStatusChanged.connect(status)
    player.setSource(QUrl.fromLocalFile(path))
    player.play()
    threading.Thread(target=_read, args=(orders,), daemon=True).start()
    return app.exec()


def _read(orders: Orders) -> None:
    for line in sys.stdin:
        order, _, value = line.strip().partition(" ")
        if order == "volume" and value.isdigit():
            orders.volume.emit(min(int(value), 100) / 100)
    os._exit(0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2]))
