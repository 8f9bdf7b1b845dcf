"""What this PC's officers chose for their bar: language, size of text, contrast, and its place on the screen.

Kept in a small file of this PC. If the file cannot be read or written the preferences are lost, but the program works.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from shared.qt.theme import Theme


@dataclass(frozen=True, slots=True)
class Preferences:
    """The file of one counter on this PC."""

    path: Path

    @classmethod
    def of(cls, folder: Path, counter: str) -> "Preferences":
        """The preferences of a counter, in this PC's own folder."""
        safe = "".join(c if c.isalnum() else "_" for c in counter)
        return cls(folder / f"counter-{safe}.ini")

    def language(self) -> str | None:
        """The language chosen last."""
        value = self._settings().value("language")
        return value if isinstance(value, str) and value else None

    def compact(self) -> bool:
        """Whether the bar was in its compact form."""
        return self._settings().value("compact") == "yes"

    def hotkeys(self) -> dict[str, str]:
        """Keys of the whole desktop that were chosen on this PC, by act; an empty one is none."""
        settings = self._settings()
        settings.beginGroup("hotkeys")
        return {act: str(settings.value(act, "")) for act in settings.childKeys()}

    def keep_hotkeys(self, keys: Mapping[str, str]) -> None:
        """Remember such keys; without any those of the hall are in force."""
        settings = self._settings()
        settings.remove("hotkeys")
        for act, written in keys.items():
            settings.setValue(f"hotkeys/{act}", written)
        settings.sync()

    def wake_sound(self) -> bool:
        """Whether a soft sound tells that somebody waits again."""
        return self._settings().value("wake_sound") != "no"

    def keep_wake_sound(self, on: bool) -> None:
        """Remember that."""
        self._settings().setValue("wake_sound", "yes" if on else "no")

    def apply_theme(self) -> None:
        """Larger text and contrast as chosen last."""
        settings, theme = self._settings(), Theme.instance()
        theme.set_larger(settings.value("larger") == "yes")
        theme.set_high_contrast(settings.value("contrast") == "yes")

    def place(self, bar: QWidget) -> None:
        """Its last place, brought back onto the screen; else at the top, in the middle."""
        screen = QGuiApplication.primaryScreen().availableGeometry()
        bar.resize(min(bar.width(), screen.width()), bar.height())
        bar.move(screen.left() + (screen.width() - bar.width()) // 2, screen.top())
        there = self._point()
        if there is not None and any(
            s.availableGeometry().intersects(QRect(there, bar.size()).adjusted(40, 10, -40, -10))
            for s in QGuiApplication.screens()
        ):
            middle = QRect(there, bar.size()).center()
            room = (QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen()).availableGeometry()
            left = max(room.left(), min(there.x(), room.right() + 1 - bar.width()))
            top = max(room.top(), min(there.y(), room.bottom() + 1 - bar.height()))
            bar.move(left, top)

    def keep(self, bar: QWidget, language: str, *, compact: bool = False) -> None:
        """Remember what is in force."""
        settings, theme = self._settings(), Theme.instance()
        settings.setValue("language", language)
        settings.setValue("larger", "yes" if theme.larger else "no")
        settings.setValue("contrast", "yes" if theme.highContrast else "no")
        settings.setValue("place", f"{bar.x()} {bar.y()}")
        settings.setValue("compact", "yes" if compact else "no")
        settings.sync()

    def _settings(self) -> QSettings:
        return QSettings(str(self.path), QSettings.Format.IniFormat)

    def _point(self) -> QPoint | None:
        value = self._settings().value("place")
        parts = value.split() if isinstance(value, str) else []
        try:
            x, y = map(int, parts)
        except ValueError:
            return None
        return QPoint(x, y)
