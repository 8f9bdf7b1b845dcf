"""Every key of a hall file can be shown and written, and changes lie over what is in force."""

import pytest

from counter.editor.hall_draft import FieldKind, HallDraft, changed_hall, sections
from counter.editor.value_field import UnreadableError, ValueField
from shared import samples
from shared.domain.hall_data.hall import Hall
from shared.text.hall_keys import KEYS, SECTIONS
from tests.helpers.hall import small_hall


@pytest.fixture(params=["sungai-rindang", "graha-segara", None])
def hall(request: pytest.FixtureRequest) -> Hall:
    return samples.load(request.param) if request.param else small_hall()


def test_what_is_shown_and_written_again_unchanged_changes_nothing(qtbot, hall: Hall) -> None:
    """Through the very fields of the form: every key of every record of the samples."""
    draft, shown = HallDraft(hall), 0
    for section in sections():
        codes = draft.codes(section) if section.is_table else ("",)
        for code in codes[:4]:
            path = (*section.path, code) if code else section.path
            for key in section.keys:
                value = draft.value((*path, key.name))
                field = ValueField(key, value, hall.hall.languages)
                qtbot.addWidget(field)
                draft.set((*path, key.name), field.value())
                shown += 1
    assert draft.hall("hall") == hall
    assert shown > 60


def test_every_key_has_an_indonesian_name() -> None:
    names = {key.name for section in sections() if section.record is not None for key in section.keys}
    assert sorted(names - set(KEYS)) == []
    assert sorted({".".join(s.path) for s in sections() if s.keys} - set(SECTIONS)) == []


def test_what_is_wrong_is_said_with_its_key() -> None:
    draft = HallDraft(small_hall())
    draft.set(("service", "AB.1", "minutes"), 0)
    draft.set(("counter", "1", "agency"), "XX")
    said = " ".join(draft.wrong("hall"))
    assert "service.AB.1.minutes" in said
    assert "counter.1.agency" in said
    draft.set(("service", "AB.1", "minutes"), small_hall().service["AB.1"].minutes)
    assert ("service", "AB.1", "minutes") not in draft.changes


def test_what_somebody_else_changed_meanwhile_stays() -> None:
    mine = HallDraft(small_hall())
    mine.set(("service", "AB.1", "name"), "KTP elektronik")
    theirs = HallDraft(small_hall())
    theirs.set(("service", "AB.2", "minutes"), 99.0)
    both = changed_hall(theirs.hall("hall"), mine.changes, "hall")
    assert both.service["AB.1"].name["id"] == "KTP elektronik"
    assert both.service["AB.2"].minutes == 99


def test_records_are_added_and_removed() -> None:
    draft = HallDraft(small_hall())
    draft.set(("zone", "Z"), {})
    assert any("zone.Z.name" in line for line in draft.wrong("hall"))
    draft.set(("zone", "Z", "name"), "Zona Z")
    assert draft.hall("hall").zone["Z"].name == {"id": "Zona Z"}
    draft.set(("zone", "Z"), None)
    assert draft.hall("hall") == small_hall()
    assert draft.changes == {}


@pytest.mark.parametrize(
    ("name", "typed"), [(("service", "minutes"), "lima"), (("season", "first"), "besok"), (("counter", "weights"), "{")]
)
def test_what_cannot_be_read_is_refused_by_the_field(qtbot, name: tuple[str, str], typed: str) -> None:
    section = next(s for s in sections() if s.path == (name[0],))
    key = next(key for key in section.keys if key.name == name[1])
    field = ValueField(key, None, ("id", "en"))
    qtbot.addWidget(field)
    part = field.parts[0]
    getattr(part, "setPlainText" if key.kind is FieldKind.TOML else "setText")(typed)
    with pytest.raises(UnreadableError):
        field.value()
