"""Who may speak in a zone, by the hall's data."""

import dataclasses

from shared.domain.hall_data.hall import Display
from shared.domain.hall_data.speakers import speakers, told
from tests.helpers.hall import small_hall

OVERVIEW = {"D0": Display(), "D1": Display(("A",)), "D2": Display(("A",)), "D3": Display(("B",), voice=False)}


def test_the_screens_of_a_zone_come_before_the_overview_and_silent_ones_never():
    hall = small_hall(display=OVERVIEW)
    assert speakers(hall, "A") == ("D1", "D2", "D0")
    assert speakers(hall, "B") == ("D0",)


def test_it_is_told_in_a_sentence_for_each_zone():
    hall = small_hall(display=OVERVIEW)
    assert [sentence for _, sentence in told(hall)] == [
        "Zone A: D1 speaks; when it cannot, D2, then D0.",
        "Zone B: D0 speaks.",
    ]
    step = dataclasses.replace(hall, voice=dataclasses.replace(hall.voice, together=True))
    assert next(told(step))[1] == "Zone A: D1, D2, D0 speak in step."
    assert next(sentence for _, sentence in told(small_hall(display={}))).startswith("Zone A: no display speaks")
