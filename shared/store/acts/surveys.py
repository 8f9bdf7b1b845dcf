"""Questionnaires of the satisfaction survey: a file of them is taken in, or taken out again, as one act."""

from collections.abc import Sequence

from shared.domain.answers import HallChanged, Refused
from shared.domain.skm import Questionnaire
from shared.domain.words import Refusal
from shared.store.engine import Engine
from shared.store.questions.surveys import answers_text
from shared.store.record.events import What
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse


def take_survey(
    hall_file: Engine, request: str, name: str, questionnaires: Sequence[Questionnaire], officer: str = ""
) -> HallChanged | Refused:
    """Keep the questionnaires of a file under its ``name`` (what it holds, as a hash): the same file counts once."""

    def body(tx: Tx) -> HallChanged:
        if tx.db.execute("SELECT 1 FROM skm WHERE file = ? LIMIT 1", (name,)).fetchone() is not None:
            return HallChanged(What.SURVEY_TAKEN, tx.day)
        for number, one in enumerate(questionnaires, 1):
            tx.db.execute(
                "INSERT INTO skm (file, number, day, service, answers) VALUES (?, ?, ?, ?, ?)",
                (name, number, one.day, one.service, answers_text(one)),
            )
        tx.event(What.SURVEY_TAKEN, reason=name, data={"questionnaires": len(questionnaires)})
        return HallChanged(What.SURVEY_TAKEN, tx.day, changes=(name,))

    return once(hall_file, request, "take_survey", body, officer=officer)


def remove_survey(hall_file: Engine, request: str, name: str, officer: str = "") -> HallChanged | Refused:
    """Take the questionnaires of a file out again. NO_SUCH_SURVEY."""

    def body(tx: Tx) -> HallChanged | Refused:
        gone = tx.db.execute("DELETE FROM skm WHERE file = ?", (name,)).rowcount
        if not gone:
            return refuse(Refusal.NO_SUCH_SURVEY, tx.hall, details={"file": name})
        tx.event(What.SURVEY_REMOVED, reason=name, data={"questionnaires": gone})
        return HallChanged(What.SURVEY_REMOVED, tx.day, changes=(name,))

    return once(hall_file, request, "remove_survey", body, officer=officer)
