"""Paper questionnaires, typed twice: by one person, then by another. They count when both typed the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.answers import HallChanged, Refused
from shared.domain.respondents import Traits, kept
from shared.domain.skm import Questionnaire, Source
from shared.domain.words import Refusal
from shared.store.acts.opinions.surveys import keep, keep_respondents
from shared.store.engine import Engine
from shared.store.questions.surveys import answers_text, draft
from shared.store.record.events import What
from shared.store.record.transaction import Tx, as_json, once
from shared.text.refusals import refuse

_NONE = "-" * 9


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One form as somebody typed it."""

    questionnaire: Questionnaire
    traits: Traits


def enter_forms(
    hall_file: Engine,
    request: str,
    batch: str,
    forms: Sequence[PaperForm],
    by: str,
    *,
    final: frozenset[int] = frozenset(),
    officer: str = "",
) -> HallChanged | Refused:
    """Type a batch of forms: the first person's wait, the second person's are held against them.

    The first person may type them anew. ``final`` are numbers of forms that the second person looked up on paper again:
    there theirs is right. FORMS_DIFFER names each form that is not alike, FORMS_THERE a batch that counts already.
    """

    def body(tx: Tx) -> HallChanged | Refused:
        waiting = draft(tx.db, batch)
        known = tx.db.execute("SELECT 1 FROM skm WHERE file = ? LIMIT 1", (_name(batch),)).fetchone()
        if known is not None:
            return refuse(Refusal.FORMS_THERE, tx.hall, details={"batch": batch})
        if waiting is None or waiting.by == by:
            return _first(tx, batch, forms, by)
        differ = _differences(waiting.forms, forms, final)
        if differ:
            details = {"batch": batch, "forms": differ, "first_by": waiting.by}
            return refuse(Refusal.FORMS_DIFFER, tx.hall, details=details)
        return _second(tx, batch, forms, waiting.by, by)

    return once(hall_file, request, "enter_forms", body, officer=officer)


def _name(batch: str) -> str:
    return f"paper-{batch}"


def _first(tx: Tx, batch: str, forms: Sequence[PaperForm], by: str) -> HallChanged:
    tx.db.execute("DELETE FROM skm_drafts WHERE batch = ?", (batch,))
    for number, form in enumerate(forms, 1):
        one = form.questionnaire
        tx.db.execute(
            "INSERT INTO skm_drafts (batch, number, day, service, answers, traits, entered_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (batch, number, one.day, one.service, answers_text(one), as_json(kept(form.traits)), by),
        )
    tx.event(What.SURVEY_TYPED, reason=batch, data={"questionnaires": len(forms), "by": by})
    return HallChanged(What.SURVEY_TYPED, tx.day, changes=(batch,))


def _second(tx: Tx, batch: str, forms: Sequence[PaperForm], first: str, by: str) -> HallChanged:
    for number, form in enumerate(forms, 1):
        keep(tx, _name(batch), number, form.questionnaire, Source.PAPER)
    keep_respondents(tx, _name(batch), [(form.questionnaire, form.traits) for form in forms])
    tx.db.execute("DELETE FROM skm_drafts WHERE batch = ?", (batch,))
    data = {"questionnaires": len(forms), "source": Source.PAPER.value, "typed_by": first, "checked_by": by}
    tx.event(What.SURVEY_TAKEN, reason=_name(batch), data=data)
    return HallChanged(What.SURVEY_TAKEN, tx.day, changes=(_name(batch),))


def _differences(
    first: Sequence[tuple[str, str, str, Mapping[str, str]]], second: Sequence[PaperForm], final: frozenset[int]
) -> str:
    """Each form that is not alike, with what the first person and the second one typed: ``7: 443344334/443344333``."""
    found: list[str] = []
    for number in range(1, max(len(first), len(second)) + 1):
        theirs = first[number - 1] if number <= len(first) else None
        mine = _typed(second[number - 1]) if number <= len(second) else None
        if theirs != mine and (number not in final or mine is None):
            found.append(f"{number}: {theirs[2] if theirs else _NONE}/{mine[2] if mine else _NONE}")
    return "; ".join(found)


def _typed(form: PaperForm) -> tuple[str, str, str, Mapping[str, str]]:
    one = form.questionnaire
    return one.day, one.service, answers_text(one), kept(form.traits)
