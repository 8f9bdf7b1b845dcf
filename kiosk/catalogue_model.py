"""What can be asked for: agencies, the services of one, the popular ones, and what a search finds."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.offers import Offers, popular
from kiosk.tiles import AgencyTile, ServiceTile, agency_tile, offered_agencies, service_tiles, services_of, zone_index
from shared.domain.finding.search import Findings, find
from shared.domain.hall_data.hall import Hall
from shared.qt.language import Language
from shared.qt.list_model import RowsModel
from shared.qt.properties import Property
from shared.text.languages import pick

QML_IMPORT_NAME = "Antrean.Kiosk"
QML_IMPORT_MAJOR_VERSION = 1

POPULAR = 6
RESULTS = 8
QUERY_LENGTH = 40


@QmlElement
@QmlUncreatable("made by the program")  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator] - stub gap
class CatalogueModel(QObject):
    """The lists of the start, agency and search pages, in the language in force."""

    changed = Signal()
    query_changed = Signal()

    def __init__(self, kiosk: str, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosk = kiosk
        self._language = language
        self._hall: Hall | None = None
        self._offers = Offers()
        self._agency = ""
        self._query = ""
        self._found = Findings()
        self._agencies = RowsModel(AgencyTile, parent=self)
        self._services = RowsModel(ServiceTile, parent=self)
        self._popular = RowsModel(ServiceTile, parent=self)
        self._results = RowsModel(ServiceTile, parent=self)
        language.changed.connect(self.fill)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data, new or changed."""
        self._hall = hall
        if self._agency not in hall.agency:
            self._agency = ""
        self.fill()

    def set_offers(self, offers: Offers) -> None:
        """What can be had now."""
        self._offers = offers
        self.fill()

    def forget(self) -> None:
        """Back to the beginning: no agency, no search."""
        self._agency = ""
        self._set_query("")
        self.fill()

    def all_services(self) -> tuple[str, ...]:
        """Every service that this kiosk offers."""
        if self._hall is None:
            return ()
        return tuple(s for a in offered_agencies(self._hall, self._kiosk) for s in services_of(self._hall, a))

    def only_service(self, agency: str) -> str | None:
        """The service of an agency that has one only."""
        found = services_of(self._hall, agency) if self._hall else ()
        return found[0] if len(found) == 1 else None

    @Slot(str)
    def show(self, agency: str) -> None:
        """Show the services of an agency."""
        self._agency = agency
        self.fill()

    @Slot(str)
    def type(self, key: str) -> None:
        """A key of the search: a letter, a digit, a space, ``<`` for one back."""
        if key == "<":
            self._set_query(self._query[:-1])
        elif len(self._query) < QUERY_LENGTH and (key != " " or self._query.strip()):
            self._set_query(self._query + key.lower())

    @Slot()
    def clearQuery(self) -> None:  # noqa: N802 - QML's name
        """Begin the search again."""
        self._set_query("")

    @Slot()
    def takeMeant(self) -> None:  # noqa: N802 - QML's name
        """Yes, that was meant."""
        self._set_query(self._found.meant)

    @Property(QObject, constant=True)
    def agencies(self) -> QObject:
        """The agencies' tiles."""
        return self._agencies

    @Property(QObject, constant=True)
    def services(self) -> QObject:
        """The tiles of the shown agency's services."""
        return self._services

    @Property(QObject, constant=True)
    def popular(self) -> QObject:
        """The tiles of what most people come for."""
        return self._popular

    @Property(QObject, constant=True)
    def results(self) -> QObject:
        """The tiles of what the search found."""
        return self._results

    @Property(str, notify=query_changed)
    def query(self) -> str:
        """What was typed."""
        return self._query

    @Property(str, notify=query_changed)
    def meant(self) -> str:
        """What may have been meant by what was typed; empty when it was understood."""
        return self._found.meant

    @Property(bool, notify=query_changed)
    def lost(self) -> bool:
        """Nothing fits what was typed: the information counter is all that is shown, if there is one."""
        return self._found.lost

    @Property(str, notify=changed)
    def agencyName(self) -> str:  # noqa: N802 - QML's name
        """The shown agency's whole name."""
        return self._language.of(self._hall.agency[self._agency].name) if self._hall and self._agency else ""

    @Property(int, notify=changed)
    def agencyZone(self) -> int:  # noqa: N802 - QML's name
        """The shown agency's zone, by its place in the hall's list."""
        return zone_index(self._hall, self._hall.agency[self._agency].zone) if self._hall and self._agency else 0

    @Property(str, notify=changed)
    def zoneName(self) -> str:  # noqa: N802 - QML's name
        """The shown agency's zone and how to find it."""
        if self._hall is None or not self._agency:
            return ""
        zone = self._hall.zone.get(self._hall.agency[self._agency].zone)
        parts = (zone.name, zone.way) if zone else ()
        return " · ".join(filter(None, (pick(part, self._language.code) for part in parts)))

    @Property(str, notify=changed)
    def hallName(self) -> str:  # noqa: N802 - QML's name
        """The hall's name."""
        return self._language.of(self._hall.hall.name) if self._hall else ""

    @Slot()
    def fill(self) -> None:
        """Bring all lists up to what is known."""
        hall, offers, lang = self._hall, self._offers, self._language.code
        if hall is None:
            return
        codes = offered_agencies(hall, self._kiosk)
        self._agencies.set_rows([agency_tile(hall, offers, code, lang) for code in codes])
        shown = services_of(hall, self._agency) if self._agency else ()
        self._services.set_rows(service_tiles(hall, offers, shown, lang))
        wanted = popular(hall, offers, self.all_services(), POPULAR)
        self._popular.set_rows(service_tiles(hall, offers, wanted, lang))
        self._find()
        self.changed.emit()

    def _set_query(self, query: str) -> None:
        if query != self._query:
            self._query = query
            self._find()
            self.query_changed.emit()

    def _find(self) -> None:
        if self._hall is None:
            return
        self._found = find(self._hall, self._query, self.all_services())
        found = (
            [match.service for match in self._found.matches[:RESULTS]] if self._query.strip() else self._offered_first()
        )
        self._results.set_rows(service_tiles(self._hall, self._offers, found, self._language.code))

    def _offered_first(self) -> list[str]:
        """Before anything is typed: what most people come for, and where people help."""
        if self._hall is None:
            return []
        every, information = self.all_services(), self._hall.search.information
        wanted = [code for code in popular(self._hall, self._offers, every, POPULAR) if code != information]
        return [*wanted, information] if information in every else wanted
