"""The one theme: colours, sizes and durations, for QML (``Antrean.Ui`` singleton ``Theme``) and for Widgets.

Sizes are pixels on a screen of 1,080 by 1,920 (either way up), times ``unit``; text sizes are also times
``text_scale`` (larger text). A touch target of 20 mm on a 21.5-inch screen (268 mm across 1,080 px) is 81 px:
``touch`` is 96, and more on a smaller screen (:meth:`Theme.set_inches`), so that it is never below 20 mm.
"""

import math
from typing import ClassVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from shared.qt import palette as colours
from shared.qt.properties import Property

QML_IMPORT_NAME = "Antrean.Ui"
QML_IMPORT_MAJOR_VERSION = 1

LARGER, LARGEST = 1.3, 1.6
"""What "larger text" multiplies text sizes by, in its two steps."""
USUAL_INCHES = 21.5
"""The diagonal of the screen that the sizes were drawn for."""
FINGER_MM = 20
"""The least side of what can be touched."""


@QmlElement
@QmlSingleton
class Theme(QObject):
    """Colours (by purpose), sizes (px) and durations (ms). One for the process: :meth:`instance`."""

    changed = Signal()
    _one: ClassVar["Theme | None"] = None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = colours.ORDINARY
        self._unit = 1.0
        self._diagonal = math.hypot(1080, 1920)
        self._inches = USUAL_INCHES
        self._text_scale = 1.0
        self._still = False

    @classmethod
    def instance(cls) -> "Theme":
        """The process's theme, made at first use."""
        if cls._one is None:
            cls._one = cls()
            # an engine deletes its singletons, and the next engine would find none
            QQmlEngine.setObjectOwnership(cls._one, QQmlEngine.ObjectOwnership.CppOwnership)
        return cls._one

    @staticmethod
    def create(_engine: QObject) -> "Theme":
        """What QML calls to get its singleton."""
        return Theme.instance()

    # ----- what can be set

    @Slot(float, float)
    def fit(self, width: float, height: float) -> None:
        """Fit all sizes to a screen of this many pixels: 1,080 by 1,920 of them at least on any shape of screen."""
        unit = min(min(width, height) / 1080, max(width, height) / 1920)
        diagonal = math.hypot(width, height)
        if unit > 0 and (abs(unit - self._unit) > 1e-6 or abs(diagonal - self._diagonal) > 1e-6):
            self._unit, self._diagonal = unit, diagonal
            self.changed.emit()

    def set_inches(self, inches: float) -> None:
        """The screen's real diagonal: millimetres follow from it, and the least size of what can be touched."""
        if inches != self._inches:
            self._inches = inches
            self.changed.emit()

    @Slot(float, result=float)
    def mm(self, millimetres: float) -> float:
        """So many millimetres of the real screen, in its pixels."""
        return millimetres / 25.4 * self._diagonal / self._inches

    def set_larger(self, on: bool) -> None:
        """Larger text, in its first step."""
        self.set_text_step(int(on))

    def set_text_step(self, step: int) -> None:
        """The size of text: 0 the usual one, 1 larger, 2 larger still."""
        scale = (1.0, LARGER, LARGEST)[step]
        if scale != self._text_scale:
            self._text_scale = scale
            self.changed.emit()

    def set_high_contrast(self, on: bool) -> None:
        """White and yellow on black."""
        palette = colours.HIGH_CONTRAST if on else colours.ORDINARY
        if palette is not self._palette:
            self._palette = palette
            self.changed.emit()

    def set_still(self, on: bool) -> None:
        """No movement at all (pictures in tests, visitors whom movement disturbs)."""
        if on != self._still:
            self._still = on
            self.changed.emit()

    @property
    def palette(self) -> colours.Palette:
        """The colours in force, for Widgets."""
        return self._palette

    def widget_palette(self) -> QPalette:
        """The colours in force as Qt's own palette, for Widgets."""
        p = self._palette
        roles = QPalette.ColorRole
        answer = QPalette()
        for role, colour in (
            (roles.Window, p.paper),
            (roles.Base, p.card),
            (roles.AlternateBase, p.paper),
            (roles.WindowText, p.ink),
            (roles.Text, p.ink),
            (roles.Button, p.card),
            (roles.ButtonText, p.ink),
            (roles.Highlight, p.accent),
            (roles.HighlightedText, p.on_accent),
            (roles.PlaceholderText, p.quiet),
            (roles.ToolTipBase, p.card),
            (roles.ToolTipText, p.ink),
        ):
            answer.setColor(role, QColor(colour))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            answer.setColor(QPalette.ColorGroup.Disabled, role, QColor(p.off_ink))
        return answer

    @Slot(int, result=str)
    def zoneColour(self, index: int) -> str:  # noqa: N802 - QML's name
        """The colour of the zone with that place in the hall's list."""
        return colours.zone_colour(index)

    @Slot(int, result=str)
    def zoneShape(self, index: int) -> str:  # noqa: N802 - QML's name
        """The symbol of the zone with that place in the hall's list."""
        return colours.zone_shape(index)

    def _text(self, pixels: float) -> int:
        return round(pixels * self._unit * self._text_scale)

    def _size(self, pixels: float) -> int:
        return round(pixels * self._unit)

    # ----- sizes

    @Property(float, notify=changed)
    def unit(self) -> float:
        """Screen pixels per design pixel."""
        return self._unit

    @Property(float, notify=changed)
    def textScale(self) -> float:  # noqa: N802 - QML's name
        """How much larger than usual text is."""
        return self._text_scale

    @Property(bool, notify=changed)
    def larger(self) -> bool:
        """Whether text is larger."""
        return self._text_scale > 1

    @Property(bool, notify=changed)
    def highContrast(self) -> bool:  # noqa: N802 - QML's name
        """Whether colours are white and yellow on black."""
        return self._palette is colours.HIGH_CONTRAST

    @Property(int, notify=changed)
    def gap(self) -> int:
        """Between neighbours."""
        return self._size(16)

    @Property(int, notify=changed)
    def space(self) -> int:
        """Between groups, and the margin of cards."""
        return self._size(32)

    @Property(int, notify=changed)
    def margin(self) -> int:
        """From the edge of the screen."""
        return self._size(48)

    @Property(int, notify=changed)
    def radius(self) -> int:
        """Of a card's corners."""
        return self._size(18)

    @Property(int, notify=changed)
    def edge(self) -> int:
        """Width of an edge."""
        return self._size(2)

    @Property(int, notify=changed)
    def touch(self) -> int:
        """Side of an ordinary button: 96 design pixels, but never below 20 mm."""
        return max(self._size(96), self.finger)

    @Property(int, notify=changed)
    def finger(self) -> int:
        """Least side of whatever can be touched: 20 mm of the real screen."""
        return math.ceil(self.mm(FINGER_MM))

    @Property(int, notify=changed)
    def small(self) -> int:
        """Footnotes, badges."""
        return self._text(24)

    @Property(int, notify=changed)
    def body(self) -> int:
        """Ordinary words."""
        return self._text(28)

    @Property(int, notify=changed)
    def strong(self) -> int:
        """Buttons, what matters."""
        return self._text(34)

    @Property(int, notify=changed)
    def title(self) -> int:
        """A page's title."""
        return self._text(46)

    @Property(int, notify=changed)
    def large(self) -> int:
        """A short answer."""
        return self._text(64)

    @Property(int, notify=changed)
    def number(self) -> int:
        """A ticket's number."""
        return self._text(260)

    @Property(int, notify=changed)
    def quick(self) -> int:
        """A press is answered within this many ms."""
        return 0 if self._still else 120

    @Property(int, notify=changed)
    def calm(self) -> int:
        """A page changes within this many ms."""
        return 0 if self._still else 260

    @Property(int, notify=changed)
    def guard(self) -> int:
        """A new page takes no touch for this many ms: the second tap of a double tap is not meant for it."""
        return 0 if self._still else 220

    # ----- colours

    @Property(str, notify=changed)
    def paper(self) -> str:
        """See ``Palette.paper``."""
        return self._palette.paper

    @Property(str, notify=changed)
    def card(self) -> str:
        """See ``Palette.card``."""
        return self._palette.card

    @Property(str, notify=changed)
    def ink(self) -> str:
        """See ``Palette.ink``."""
        return self._palette.ink

    @Property(str, notify=changed)
    def quiet(self) -> str:
        """See ``Palette.quiet``."""
        return self._palette.quiet

    @Property(str, notify=changed)
    def line(self) -> str:
        """See ``Palette.line``."""
        return self._palette.line

    @Property(str, constant=True)
    def screenOff(self) -> str:  # noqa: N802 - QML's name
        """See ``palette.SCREEN_OFF``."""
        return colours.SCREEN_OFF

    @Property(str, notify=changed)
    def hair(self) -> str:
        """See ``Palette.hair``."""
        return self._palette.hair

    @Property(str, notify=changed)
    def accent(self) -> str:
        """See ``Palette.accent``."""
        return self._palette.accent

    @Property(str, notify=changed)
    def onAccent(self) -> str:  # noqa: N802 - QML's name
        """See ``Palette.on_accent``."""
        return self._palette.on_accent

    @Property(str, notify=changed)
    def accentSoft(self) -> str:  # noqa: N802 - QML's name
        """See ``Palette.accent_soft``."""
        return self._palette.accent_soft

    @Property(str, notify=changed)
    def pressed(self) -> str:
        """See ``Palette.pressed``."""
        return self._palette.pressed

    @Property(str, notify=changed)
    def warn(self) -> str:
        """See ``Palette.warn``."""
        return self._palette.warn

    @Property(str, notify=changed)
    def warnSoft(self) -> str:  # noqa: N802 - QML's name
        """See ``Palette.warn_soft``."""
        return self._palette.warn_soft

    @Property(str, notify=changed)
    def danger(self) -> str:
        """See ``Palette.danger``."""
        return self._palette.danger

    @Property(str, notify=changed)
    def dangerSoft(self) -> str:  # noqa: N802 - QML's name
        """See ``Palette.danger_soft``."""
        return self._palette.danger_soft

    @Property(str, notify=changed)
    def good(self) -> str:
        """See ``Palette.good``."""
        return self._palette.good

    @Property(str, notify=changed)
    def goodSoft(self) -> str:  # noqa: N802 - QML's name
        """See ``Palette.good_soft``."""
        return self._palette.good_soft

    @Property(str, notify=changed)
    def off(self) -> str:
        """See ``Palette.off``."""
        return self._palette.off

    @Property(str, notify=changed)
    def offInk(self) -> str:  # noqa: N802 - QML's name
        """See ``Palette.off_ink``."""
        return self._palette.off_ink

    @Property(str, constant=True)
    def onDark(self) -> str:  # noqa: N802 - QML's name
        """See ``palette.ON_DARK``."""
        return colours.ON_DARK

    @Property(str, constant=True)
    def onDarkQuiet(self) -> str:  # noqa: N802 - QML's name
        """See ``palette.ON_DARK_QUIET``."""
        return colours.ON_DARK_QUIET

    @Property(str, constant=True)
    def flash(self) -> str:
        """See ``palette.FLASH``."""
        return colours.FLASH

    @Property(str, constant=True)
    def onFlash(self) -> str:  # noqa: N802 - QML's name
        """See ``palette.ON_FLASH``."""
        return colours.ON_FLASH

    @Property(str, constant=True)
    def spoken(self) -> str:
        """See ``palette.SPOKEN``."""
        return colours.SPOKEN
