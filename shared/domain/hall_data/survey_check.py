"""What is wrong with a hall's wording of the survey."""

from collections.abc import Iterator

from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.problem import Problem
from shared.domain.hall_data.survey_data import ELEMENT_KEYS


def survey(hall: Hall) -> Iterator[Problem]:
    """Elements that the rule does not have, and questions without words."""
    for key, words in hall.survey.question.items():
        where = f"survey.question.{key}"
        if key not in ELEMENT_KEYS:
            yield Problem(where, f"the survey has no element {key!r}.", f"Use one of {', '.join(ELEMENT_KEYS)}.")
        elif not all(text.strip() for text in words.values()):
            yield Problem(where, "the question has no words.", "Write it, or delete the line.")
