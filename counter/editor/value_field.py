"""One key of a record as a field: what it shows, and the value that its owner wrote."""

import datetime
import tomllib
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from counter.editor import editor_words
from counter.editor.hall_draft import FieldKind, Key
from shared import hall_file
from shared.text.languages import as_written, in_each

_TALL = 120


class UnreadableError(ValueError):
    """What was written is not a value of this kind."""


class ValueField(QWidget):
    """Emits ``edited`` when its owner changed it. ``value`` is None where it is left to the default."""

    edited = Signal()

    def __init__(self, key: Key, value: Any, languages: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._languages = languages if key.kind is FieldKind.WORDS else ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.parts: list[QWidget] = self._make(value)
        for part in self.parts:
            part.setToolTip(key.doc)
            self._column.addWidget(part)
        self.setFocusProxy(self.parts[0])

    def name(self, words: str) -> None:
        """What a screen reader says of it."""
        for part, lang in zip(self.parts, self._languages or ("",), strict=False):
            part.setAccessibleName(f"{words} ({lang})" if lang else words)
            part.setAccessibleDescription(self.key.doc)

    def value(self) -> Any:
        """What is written; :class:`UnreadableError` if it is no value of this kind."""
        if self.key.kind is FieldKind.YES_NO:
            return self._combo_value({"true": True, "false": False})
        if self.key.kind is FieldKind.CHOICE:
            return self._combo_value({choice: choice for choice in self.key.choices})
        if self.key.kind is FieldKind.WORDS:
            found = {lang: text for lang, text in zip(self._languages, self._texts(), strict=True) if text}
            return as_written(found)
        text = self._texts()[0]
        return self._of_text(text) if text else ([] if self._empty_counts() else None)

    def _empty_counts(self) -> bool:
        return self.key.kind is FieldKind.LIST and not self.key.optional

    def _of_text(self, text: str) -> Any:
        try:
            if self.key.kind is FieldKind.NUMBER:
                number = float(text.replace(",", "."))
                return int(number) if number.is_integer() and self.key.number is int else number
            if self.key.kind is FieldKind.LIST:
                return [part.strip() for part in text.split(",") if part.strip()]
            if self.key.kind is FieldKind.DATE:
                return datetime.date.fromisoformat(text)
            return tomllib.loads(f"v = {text}")["v"] if self.key.kind is FieldKind.TOML else text
        except ValueError as error:
            raise UnreadableError(str(error)) from None

    def _texts(self) -> list[str]:
        def of(part: QWidget) -> str:
            return part.toPlainText() if isinstance(part, QPlainTextEdit) else cast("QLineEdit", part).text()

        return [of(part).strip() for part in self.parts]

    def _combo_value(self, values: dict[str, Any]) -> Any:
        return values.get(cast("QComboBox", self.parts[0]).currentData())

    def _told(self, _what: object) -> None:
        self.edited.emit()

    # ----- building

    def _make(self, value: Any) -> list[QWidget]:
        kind, langs = self.key.kind, self._languages
        if kind in (FieldKind.YES_NO, FieldKind.CHOICE):
            return [self._combo(value)]
        if kind is FieldKind.WORDS:
            return [self._line(words, lang) for words, lang in zip(in_each(value, langs), langs, strict=True)]
        if kind is FieldKind.TOML:
            return [self._text("" if value is None else _inline(value))]
        if kind is FieldKind.LIST:
            return [self._line(", ".join(map(str, value or ())), "")]
        return [self._line("" if value is None else f"{value:g}" if isinstance(value, float) else str(value), "")]

    def _line(self, text: str, lang: str) -> QWidget:
        """A long text has several lines to be read in."""
        if self.key.kind is FieldKind.WORDS and len(text) > _TALL:
            return self._text(text)
        line = QLineEdit(text, self)
        default: Any = self.key.default
        if lang and isinstance(default, dict):
            default = in_each(cast("dict[str, str]", default), (lang,))[0]
        shown = default if not text and default not in (None, "", [], {}) else ""
        line.setPlaceholderText(f"{lang} {shown}".strip() if lang or shown != "" else "")
        line.textEdited.connect(self._told)
        return line

    def _text(self, text: str) -> QWidget:
        field = QPlainTextEdit(text, self)
        field.setTabChangesFocus(True)
        field.setMaximumHeight(_TALL)
        field.textChanged.connect(self.edited.emit)
        return field

    def _combo(self, value: Any) -> QWidget:
        combo = QComboBox(self)
        choices = ("true", "false") if self.key.kind is FieldKind.YES_NO else self.key.choices
        if self.key.optional:
            default = str(self.key.default).lower() if self.key.default is not None else ""
            combo.addItem(f"({_said(default)})" if default else "", None)
        for choice in choices:
            combo.addItem(_said(choice), choice)
        combo.setCurrentIndex(max(0, combo.findData(None if value is None else str(value).lower())))
        combo.activated.connect(self._told)
        return combo


def _inline(value: Any) -> str:
    """A table on one line, as the hall file may write it: ``{ monday = { open = "08.00" } }``."""
    if isinstance(value, dict):
        entries = cast("dict[str, Any]", value).items()
        return "{ " + ", ".join(f"{_quoted(key)} = {_inline(entry)}" for key, entry in entries) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, cast("list[Any]", value))) + "]"
    return hall_file.literal(value)


def _quoted(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else hall_file.literal(key)


def _said(choice: str) -> str:
    """Yes and no in the language in force; the words of an enum are those of the hall file."""
    word = {"true": editor_words.YES, "false": editor_words.NO}.get(choice)
    return QCoreApplication.translate("Counter", word) if word is not None else choice
