"""The form of one record: its keys with their fields, in the order of the hall file."""

from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter.editor import editor_words
from counter.editor.hall_draft import HallDraft, Path, Section
from counter.editor.value_field import UnreadableError, ValueField
from counter.localise import Localiser
from counter.style import widgets
from shared.domain.words import Text
from shared.text.hall_keys import code_name, key_name, section_name


class RecordForm(QScrollArea):
    """Puts what is written into the draft at once.

    Signals:
        edited: the draft has changed.
    """

    edited = Signal()

    def __init__(self, draft: HallDraft, section: Section, code: str, localiser: Localiser, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setWidgetResizable(True)
        self.path: Path = (*section.path, code) if code else section.path
        self.fields: dict[str, ValueField] = {}
        self.unreadable: dict[str, str] = {}
        self._draft, self._localiser = draft, localiser
        languages: tuple[str, ...] = tuple(draft.value(("hall", "languages")) or ("id", "en"))
        inner = QWidget(self)
        whole = QVBoxLayout(inner)
        title = " ".join(
            part for part in (section_name(section.path, localiser.lang), code_name(code, localiser.lang)) if part
        )
        heading = widgets.label(inner, "form_title", title, wrap=True)
        whole.addWidget(heading)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for key in section.keys:
            field = ValueField(key, draft.value((*self.path, key.name)), languages, inner)
            words = key_name(key.name, localiser.lang)
            if section.record is None and isinstance(key.default, dict):
                words = localiser.text(cast("Text", key.default))
            field.name(words)
            label = QLabel(widgets.breakable(words if key.optional else f"{words} *"), inner)
            label.setWordWrap(True)
            label.setToolTip(key.doc)
            label.setMinimumWidth(210)
            label.setBuddy(field.parts[0])
            form.addRow(label, field)
            field.edited.connect(lambda name=key.name: self._written(name))
            self.fields[key.name] = field
        whole.addLayout(form)
        whole.addStretch(1)
        self.setWidget(inner)

    def _written(self, name: str) -> None:
        try:
            value = self.fields[name].value()
        except UnreadableError:
            words = key_name(name, self._localiser.lang)
            self.unreadable[name] = self._localiser.translate(editor_words.UNREADABLE, key=words)
        else:
            self.unreadable.pop(name, None)
            self._draft.set((*self.path, name), value)
        self.edited.emit()
