"""What most clients ask lies in few pages, late in a full day too: after each commit every page is a request."""

from bench import pages

EARLY, LATE = 40, 500


def test_questions_read_few_pages_late_in_the_day_too():
    found = pages.table(EARLY, LATE)
    for name in ("news (the feed)", "counter", "kiosk", "display", "supervisor"):
        early, late = found[name]
        assert late <= 2.5 * early + 2, (name, early, late)
    assert found["news (the feed)"][1] <= 8
