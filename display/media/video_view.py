"""A video in QML that needs no graphics card: each picture is painted by the processor.

Without sound: the sound library of a desktop ends a program whose daemon goes, so sound is played by a process of its
own (``soundtrack``). QtMultimedia is loaded with the first video, so that a PC without its libraries still shows calls.
"""

import logging
import time
from typing import Any

from PySide6.QtCore import QLoggingCategory, QObject, QRectF, QSizeF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem, QQuickWindow

from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Display"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger("antrean.display")
SOFTWARE_FPS = 13
"""Pictures a second at most without a graphics card: every second one of a film."""


class _Player(QObject):
    """QtMultimedia's player. Its pictures come on another thread: this object brings them to the one it lives on.

    Signals:
        frame: a picture.
        over, broken: what became of the file.
    """

    frame = Signal(object)
    over = Signal()
    broken = Signal()

    def __init__(self, multimedia: Any) -> None:
        super().__init__()
        self._sink = multimedia.QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._player = multimedia.QMediaPlayer(self)
        self._player.setVideoSink(self._sink)
        self._player.mediaStatusChanged.connect(self._status)
        self._player.errorOccurred.connect(self._error)

    def play(self, path: str) -> None:
        """This file from its beginning; nothing for an empty path."""
        self._player.stop()
        self._player.setSource(QUrl.fromLocalFile(path) if path else QUrl())
        if path:
            self._player.play()

    def _take(self, frame: Any) -> None:
        if frame.isValid():
            self.frame.emit(frame)

    def _status(self, status: Any) -> None:
        if status.name == "EndOfMedia":
            self.over.emit()
        elif status.name == "InvalidMedia":
            self.broken.emit()

    def _error(self, _error: Any, words: str) -> None:
        _log.info("a video cannot be played: %s", words)
        self.broken.emit()


@QmlElement
class VideoView(QQuickPaintedItem):
    """Plays one file from its beginning, muted.

    Signals:
        ended: the file's end, by its path.
        failed: it cannot be played, by its path.
        painted: a picture of it came.
    """

    ended = Signal(str)
    failed = Signal(str)
    painted = Signal()
    sourceChanged = Signal()  # noqa: N815 - QML's name
    coveringChanged = Signal()  # noqa: N815 - QML's name

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._player: _Player | None = None
        self._options: Any = None
        self._frame: Any = None
        self._last = 0.0
        self.setOpaquePainting(False)

    @Property(bool, notify=coveringChanged)
    def covering(self) -> bool:
        """Whether there is a picture to be seen."""
        return self._frame is not None

    @Slot(str)
    def play(self, path: str) -> None:
        """Show this file; an empty path shows nothing."""
        self._source = path
        self._drop_frame()
        if path and self._player is None and not self._make():
            self.failed.emit(path)
        elif self._player is not None:
            self._player.play(path)

    def paint(self, painter: QPainter) -> None:
        """The last picture, as large as it fits."""
        if self._frame is None:
            return
        whole = QRectF(0, 0, self.width(), self.height())
        size = QSizeF(self._frame.size()).scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            (whole.width() - size.width()) / 2, (whole.height() - size.height()) / 2, size.width(), size.height()
        )
        self._frame.paint(painter, place, self._options)

    def _make(self) -> bool:
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        try:
            from PySide6 import QtMultimedia  # noqa: PLC0415 - see above
        except ImportError as error:
            _log.warning("videos are left out, QtMultimedia is not complete: %s", error)
            return False
        self._options = QtMultimedia.QVideoFrame.PaintOptions()
        player = _Player(QtMultimedia)
        player.frame.connect(self._show)  # an object that QML made receives with its declared slots only
        player.over.connect(self._over)
        player.broken.connect(self._broken)
        self._player = player
        return True

    @Slot(object)
    def _show(self, frame: Any) -> None:
        if not self._source:
            return
        now = time.monotonic()
        first = self._frame is None
        if not first and now - self._last < 1 / SOFTWARE_FPS and self._is_software():
            return
        self._last, self._frame = now, frame
        self.painted.emit()
        if first:
            self.coveringChanged.emit()
        self.update()

    @staticmethod
    def _is_software() -> bool:
        return QQuickWindow.sceneGraphBackend() == "software"

    @Slot()
    def _over(self) -> None:
        if self._source:
            (self.ended if self._frame is not None else self.failed).emit(self._source)

    @Slot()
    def _broken(self) -> None:
        if self._source:
            self.failed.emit(self._source)

    def _drop_frame(self) -> None:
        if self._frame is not None:
            self._frame = None
            self.coveringChanged.emit()
            self.update()
