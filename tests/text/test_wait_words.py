import pytest

from shared.text.wait_words import wait_words


@pytest.mark.parametrize(
    ("wait", "english", "indonesian"),
    [
        (None, "", ""),
        ((0, 0), "almost no wait", "hampir tanpa menunggu"),
        ((0, 2), "almost no wait", "hampir tanpa menunggu"),
        ((5, 5), "about 5 minutes", "sekitar 5 menit"),
        ((0, 19), "up to 19 minutes", "hingga 19 menit"),
        ((60, 89), "about 60–89 minutes", "sekitar 60–89 menit"),
        ((80, 119), "about 1 to 2 hours", "sekitar 1 sampai 2 jam"),
        ((95, 150), "about 1.5 to 2.5 hours", "sekitar 1,5 sampai 2,5 jam"),
        ((10, 130), "up to 2.5 hours", "hingga 2,5 jam"),
        ((30, 270), "may be more than 2 hours", "bisa lebih dari 2 jam"),
        ((30, 990), "may be more than 2 hours", "bisa lebih dari 2 jam"),
        ((120, 180), "more than 2 hours", "lebih dari 2 jam"),
        ((387, 780), "more than 6 hours", "lebih dari 6 jam"),
    ],
)
def test_waits_in_words(wait: tuple[int, int] | None, english: str, indonesian: str) -> None:
    assert (wait_words(wait, "en"), wait_words(wait, "id")) == (english, indonesian)
