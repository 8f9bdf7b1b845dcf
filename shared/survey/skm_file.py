"""A file of SKM questionnaires, taken completely or not at all: everything that cannot be taken is named.

One row is one questionnaire: ``tanggal``, ``layanan``, and the nine elements by key, each 1 to 4 or in the words of its
answers. A blank makes the questionnaire incomplete; it is kept and counted, and left out of the index.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared import sheets
from shared.bookings import cells
from shared.bookings.bookings_file import services_by_name
from shared.bookings.headings import counts_rows, words_of
from shared.domain.calendar import FIRST_DAY, business_day
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.hidden_characters import printable
from shared.domain.respondents import Traits
from shared.domain.skm import ELEMENTS, HIGHEST, KEYS, LOWEST, Questionnaire
from shared.domain.words import Instant
from shared.faults import UsageFault
from shared.records import nearest
from shared.sheets import Cell, SheetRow, Table, column_letter
from shared.survey.trait_words import value_of

DAY, SERVICE = "tanggal", "layanan"
COLUMNS = (DAY, SERVICE, *KEYS)
_OTHER_NAMES = {
    "date": DAY, "tgl": DAY, "service": SERVICE, "pelayanan": SERVICE, "unit": SERVICE,
    "sistem": "prosedur", "mekanisme": "prosedur", "tarif": "biaya", "spesifikasi": "produk", "kecepatan": "waktu",
    "prasarana": "sarana", "saran": "pengaduan", "masukan": "pengaduan",
}  # fmt: skip
_NUMBER = re.compile(r"\bu ?([1-9])\b")
"""An element by its place in the rule's form. The rule's list of elements has the last two the other way round."""
_EITHER_WAY = KEYS[-2:]
_TRAITS = {
    "kelamin": "jenis_kelamin", "gender": "jenis_kelamin", "sex": "jenis_kelamin", "usia": "usia", "umur": "usia",
    "age": "usia", "pendidikan": "pendidikan", "education": "pendidikan", "pekerjaan": "pekerjaan",
    "occupation": "pekerjaan", "jam": "jam", "pukul": "jam", "time": "jam",
}  # fmt: skip
"""Columns of the common form about the respondent, by a word of their heading: only sums are kept of them."""
_SHOWN = 20
_WHOLE = re.compile(r"[.,]0+$")  # 4,0: a spreadsheet wrote a whole number so
_HEAD = 20  # a title may stand above the headings
_EXAMPLE = f"The columns are {', '.join(COLUMNS)}."
_WORDS: Mapping[str, Mapping[str, int]] = {
    element.key: {
        " ".join(text.casefold().split()): mark
        for mark, answer in enumerate(element.answers, LOWEST)
        for text in answer.values()
    }
    for element in ELEMENTS
}


@dataclass(frozen=True, slots=True)
class SkmFile:
    """What a file has: its questionnaires, each respondent's traits beside them, and the headings of their columns.

    ``counted`` are headings of traits; ``not_read`` those of a trait that is there twice; ``by_number`` says for a
    heading that is a number alone, and that other forms give to another element, as which it was read.
    """

    questionnaires: tuple[Questionnaire, ...]
    not_read: tuple[str, ...]
    traits: tuple[Traits, ...] = ()
    counted: tuple[str, ...] = ()
    by_number: Mapping[str, str] = field(default_factory=dict[str, str])


def read(content: bytes, hall: Hall, now: Instant, name: str = "skm.csv") -> SkmFile:
    """The questionnaires in a file. UsageFault naming file, line, column, value and remedy for what cannot be taken."""
    table = sheets.read(content, name, lambda text: _column_of(text) is not None)
    return _Reader(hall, now, name).table(table)


def _column_of(text: str) -> str | None:
    words = words_of(text)
    # "U8 Penanganan pengaduan" is what it says, not what it is counted as
    found = _named(words) or {KEYS[int(number) - 1] for number in _NUMBER.findall(" ".join(words))}
    if len(found) == 2 and SERVICE in found:  # "Waktu pelayanan" is the element, not the service
        found.discard(SERVICE)
    return next(iter(found)) if len(found) == 1 else None


def _named(words: Iterable[str]) -> set[str]:
    return {_OTHER_NAMES.get(word, word) for word in words} & {*COLUMNS}


def _trait_of(text: str) -> str | None:
    return next((_TRAITS[word] for word in words_of(text) if word in _TRAITS), None)


class _Reader:
    """Reads one file and collects what is wrong in it."""

    def __init__(self, hall: Hall, now: Instant, name: str) -> None:
        self._name = name
        self._today = business_day(hall, now)
        self._services = services_by_name(hall)
        self._codes = tuple(hall.service)
        self._wrong: list[str] = []
        self._titles: tuple[str, ...] = ()
        self._traits: dict[str, int] = {}

    def table(self, table: Table) -> SkmFile:
        if not table.rows:
            raise UsageFault(f"{self._name} is empty.", _EXAMPLE)
        known = [len({_column_of(cells.shown(cell)) for cell in row.cells} - {None}) for row in table.rows[:_HEAD]]
        at = known.index(max(known))
        columns, not_read = self._head(table.rows[at])
        self._end_if_wrong("Correct the headings; nothing was taken over.")
        rows = [row for row in table.rows[at + 1 :] if self._is_row(columns, row)]
        for row in rows:
            self._refuse_beyond(row)
        found = [self._questionnaire(columns, row) for row in rows]
        self._end_if_wrong("Correct this; nothing was taken over.")
        counted = tuple(printable(self._titles[index]) for index in self._traits.values())
        traits = tuple(map(self._traits_of, rows))
        return SkmFile(tuple(found), not_read, traits, counted, self._by_number(columns))

    def _by_number(self, columns: Mapping[str, int]) -> Mapping[str, str]:
        read = {element: self._titles[columns[element]] for element in _EITHER_WAY}
        return {printable(title): element for element, title in read.items() if not _named(words_of(title))}

    def _traits_of(self, row: SheetRow) -> Traits:
        cells_of = {trait: row.cells[index] for trait, index in self._traits.items() if index < len(row.cells)}
        said = {trait: value_of(trait, cells.shown(cell)) for trait, cell in cells_of.items()}
        return {trait: value for trait, value in said.items() if value is not None}

    def _end_if_wrong(self, remedy: str) -> None:
        if self._wrong:
            more = f"\n... and {len(self._wrong) - _SHOWN} more" if len(self._wrong) > _SHOWN else ""
            raise UsageFault("\n".join(self._wrong[:_SHOWN]) + more, remedy)

    def _head(self, row: SheetRow) -> tuple[Mapping[str, int], tuple[str, ...]]:
        self._titles = tuple(cells.shown(cell) for cell in row.cells)
        columns: dict[str, int] = {}
        not_read: list[str] = []
        for index, title in enumerate(self._titles):
            column = _column_of(title)
            where = f'{self._name}, line {row.line}, column {column_letter(index)}: "{printable(title)}"'
            if column in columns:
                self._wrong.append(f"{where} is there twice, as {column}. Leave one of the columns in the file.")
            elif column is not None:
                columns[column] = index
            elif (trait := _trait_of(title)) is not None:
                if trait in self._traits:
                    not_read.append(printable(title))
                self._traits.setdefault(trait, index)
            elif not counts_rows(title):
                alike = nearest(title, COLUMNS, 1)
                asked = f" (do you mean {alike[0]}?)" if alike else ""
                self._wrong.append(f"{where} is not a column of a questionnaire{asked}. Rename or delete it.")
        missing = [column for column in COLUMNS if column not in columns]
        if missing:
            self._wrong.append(f"{self._name}, line {row.line}: missing: {', '.join(missing)}. {_EXAMPLE}")
        return columns, tuple(not_read)

    def _refuse_beyond(self, row: SheetRow) -> None:
        """A comma too many in a text file moves all answers behind it to the next element."""
        width = 1 + max(index for index, title in enumerate(self._titles) if title)
        for index, cell in enumerate(row.cells[width:], width):
            if value := printable(cells.shown(cell)):
                where = f"{self._name}, line {row.line}, column {column_letter(index)}"
                self._wrong.append(
                    f'{where}: "{value}" stands under no heading. See that no cell of the line is moved.'
                )

    @staticmethod
    def _is_row(columns: Mapping[str, int], row: SheetRow) -> bool:
        return any(cells.shown(row.cells[index]) for index in columns.values() if index < len(row.cells))

    def _questionnaire(self, columns: Mapping[str, int], row: SheetRow) -> Questionnaire:
        def read(column: str) -> Cell:
            index = columns[column]
            return row.cells[index] if index < len(row.cells) else ""

        def meant(column: str) -> object:
            try:
                return self._meaning(column, read(column))
            except cells.UnclearError as unclear:
                value = printable(cells.shown(read(column)))
                at = f'{self._name}, line {row.line}, column {column_letter(columns[column])} "{column}"'
                self._wrong.append(f'{at}: "{value}" {unclear.reason}. {unclear.remedy}')
                return None

        day, service = meant(DAY), meant(SERVICE)
        answers = {key: mark if isinstance(mark := meant(key), int) else None for key in KEYS}
        return Questionnaire(str(day), str(service), answers)

    def _meaning(self, column: str, cell: Cell) -> object:
        if column == DAY:
            return self._day(cell)
        return self._service(cell) if column == SERVICE else _mark(column, cell)

    def _day(self, cell: Cell) -> str:
        day = cells.date(cell)
        if not FIRST_DAY <= day <= self._today:
            raise cells.UnclearError(
                "is not a day of a survey",
                f"Give a day from {FIRST_DAY.isoformat()} to today, {self._today.isoformat()}.",
            )
        return day.isoformat()

    def _service(self, cell: Cell) -> str:
        text = cells.shown(cell)
        found = self._services.get(" ".join(text.casefold().split()))
        if found is None:
            alike = nearest(text, self._codes)
            asked = f"Did you mean {' or '.join(alike)}? " if alike else ""
            reason = "is not a service of this hall" if text else "is empty"
            raise cells.UnclearError(reason, f"{asked}Codes look like {next(iter(self._codes), 'AB.1')}.")
        return found


def _mark(element: str, cell: Cell) -> int | None:
    """An answer: 1 to 4, or its words; None for a blank."""
    words = " ".join(cells.shown(cell).casefold().split())
    if words in ("", "-", "–"):
        return None
    if words in _WORDS[element]:
        return _WORDS[element][words]
    words = _WHOLE.sub("", words)
    if words.isdecimal() and LOWEST <= int(words) <= HIGHEST:
        return int(words)
    raise cells.UnclearError("is not an answer", "Write 1, 2, 3 or 4; leave the cell empty if it was not answered.")
