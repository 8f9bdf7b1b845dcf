"""What is wrong with a hall's survey: its wording, its periods."""

from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.problem import Problem
from shared.domain.hall_data.survey_data import ELEMENT_KEYS


def survey(hall: Hall) -> Iterator[Problem]:
    """Elements that the rule does not have, and periods that end before they begin."""
    for code, one in hall.survey_period.items():
        where = f"survey_period.{code}"
        if one.last < one.first:
            yield Problem(f"{where}.last", "the survey ends before it begins.", "Put the later date here.")
        if one.published is not None and one.published < one.first:
            yield Problem(
                f"{where}.published",
                "the result was published before the survey began.",
                "Put the day on which it was.",
            )
    for key in hall.survey.question:
        if key not in ELEMENT_KEYS:
            reason = f"the survey has no element {key!r}."
            yield Problem(f"survey.question.{key}", reason, f"Use one of {', '.join(ELEMENT_KEYS)}.")
