"""What people come for, whatever the office: the needs of life, and the services that meet the one that was touched."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.offers import Offers
from kiosk.tiles import ServiceTile, offered_agencies, service_tiles
from kiosk.wording import tag
from shared.domain.hall_data.hall import Hall
from shared.qt.language import Language
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.languages import pick

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class NeedTile:
    """One need. ``quiet``: nothing that meets it can be had now, and ``note`` says why."""

    code: str
    name: str
    drawing: str
    quiet: bool
    note: str


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class NeedsModel(QObject):
    """The needs in the hall's order, in the language in force; those that this kiosk cannot meet are left out."""

    changed = Signal()

    def __init__(self, kiosk: str, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._language = language
        self._hall: Hall | None = None
        self._offers = Offers()
        self._shown = ""
        self._tiles = RowsModel(NeedTile, parent=self)
        self._services = RowsModel(ServiceTile, parent=self)
        language.changed.connect(self.fill)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data, new or changed."""
        self._hall = hall
        self.fill()

    def set_offers(self, offers: Offers) -> None:
        """What can be had now."""
        self._offers = offers
        self.fill()

    def show(self, need: str) -> None:
        """A need was touched."""
        self._shown = need
        self.fill()

    def services_of(self, need: str) -> tuple[str, ...]:
        """The services by which this kiosk meets a need."""
        if self._hall is None or need not in self._hall.need:
            return ()
        hall, offered = self._hall, set(offered_agencies(self._hall, self._kiosk))
        wanted = hall.need[need].services
        return tuple(code for code in wanted if hall.agency_of(code) in offered and not hall.service[code].closed)

    @Property(QObject, constant=True)
    def tiles(self) -> QObject:
        """The needs' tiles."""
        return self._tiles

    @Property(QObject, constant=True)
    def services(self) -> QObject:
        """The tiles of what meets the shown need."""
        return self._services

    @Property(bool, notify=changed)
    def some(self) -> bool:
        """The hall's file names needs that this kiosk can meet."""
        return self._tiles.rowCount() > 0

    @Property(str, notify=changed)
    def name(self) -> str:
        """What the shown need is called."""
        known = self._hall is not None and self._shown in self._hall.need
        return self._language.of(self._hall.need[self._shown].name) if known and self._hall else ""

    @Property(str, notify=changed)
    def code(self) -> str:
        """The shown need."""
        return self._shown

    def fill(self) -> None:
        """Bring everything up to what is known."""
        hall, lang = self._hall, self._language.code
        if hall is None:
            return
        self._tiles.set_rows([self._tile(hall, need, lang) for need in hall.need if self.services_of(need)])
        self._services.set_rows(service_tiles(hall, self._offers, self.services_of(self._shown), lang))
        self.changed.emit()

    def _tile(self, hall: Hall, need: str, lang: str) -> NeedTile:
        refusals = [self._offers.of(code).refused for code in self.services_of(need)]
        known = [refused for refused in refusals if refused is not None]
        quiet = len(known) == len(refusals)
        return NeedTile(
            need, pick(hall.need[need].name, lang), hall.need[need].icon, quiet, tag(known[0]) if quiet else ""
        )
