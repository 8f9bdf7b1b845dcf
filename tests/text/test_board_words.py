from shared.text.board_words import WORDS, two_languages, word


def test_every_word_of_the_board_is_there_in_both_languages_with_the_same_places():
    for key, text in WORDS.items():
        assert set(text) == {"id", "en"}, key
        assert text["id"].count("{") == text["en"].count("{"), key


def test_indonesian_stands_first_and_one_more_language_at_most():
    assert two_languages(("id", "en", "bjn")) == ("id", "en")
    assert two_languages(("id",)) == ("id", "")
    assert two_languages(("id", "en"), "en") == ("en", "id")
    assert word("counter", "bjn") == "Loket"
