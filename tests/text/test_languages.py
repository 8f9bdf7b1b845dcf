from shared.text.languages import pick


def test_the_language_asked_for_then_indonesian_then_what_there_is() -> None:
    assert pick({"id": "Loket", "en": "Counter"}, "en") == "Counter"
    assert pick({"id": "Loket"}, "en") == "Loket"
    assert pick({"id": "Loket", "en": ""}, "en") == "Loket"
    assert pick({"jv": "Loket"}, "en") == "Loket"


def test_several_languages_are_tried_in_their_order() -> None:
    assert pick({"id": "Loket", "en": "Counter"}, "de", "en") == "Counter"
    assert pick({"id": "Loket", "en": "Counter"}, "de") == "Loket"


def test_no_text_is_no_words() -> None:
    assert pick({}, "en") == pick(None, "id") == pick({"id": ""}, "id") == ""
