import pytest

from shared.domain.ticket import first_id, known_label, label, split_label, ticket_id


def test_labels_pass_999() -> None:
    assert [label("AB", n) for n in (1, 12, 999, 1000, 12345)] == ["AB-001", "AB-012", "AB-999", "AB-1000", "AB-12345"]


@pytest.mark.parametrize("text", ["AB-012", " ab-012 ", "AB-1000"])
def test_a_label_is_read_back(text: str) -> None:
    prefix, number = split_label(text)
    assert label(prefix, number) == text.strip().upper()


@pytest.mark.parametrize("text", ["AB 0 12", "-12", "AB-", "AB-1x"])
def test_what_is_no_label_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match="not a ticket label"):
        split_label(text)


def test_ids_differ_by_day_prefix_and_number_and_grow_by_day() -> None:
    days, prefixes, numbers = (
        ("2026-11-23", "2026-11-24", "2099-12-31"),
        ("A", "AB", "BA", "ZZZ", "000"),
        (1, 999, 99999),
    )
    ids = [ticket_id(d, p, n) for d in days for p in prefixes for n in numbers]
    assert len(set(ids)) == len(ids)
    assert max(ids) < 2**53
    assert max(ids[:15]) < first_id("2026-11-24") <= min(ids[15:])
    assert max(ids[:15]) < min(ids[15:30])


@pytest.mark.parametrize(("prefix", "number"), [("AB", 0), ("AB", 100_000), ("", 1), ("ABCD", 1)])
def test_what_cannot_be_is_a_value_error(prefix: str, number: int) -> None:
    with pytest.raises(ValueError, match=r"is outside|is not 1 to 3"):
        ticket_id("2026-11-23", prefix, number)


@pytest.mark.parametrize("typed", ["ab9", "AB9", "ab-9", "AB 009", " ab-009 ", "AB009"])
def test_a_number_is_found_as_people_type_it(typed):
    assert known_label(typed) == "AB-009"
    assert split_label(typed) == ("AB", 9)


@pytest.mark.parametrize("typed", ["", "ab", "9", "ab-0", "9Z912x", "AB-", "-9", "ABCD9"])
def test_what_is_no_number_is_none(typed):
    assert known_label(typed) is None
