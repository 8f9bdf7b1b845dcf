"""Somebody without a number stands at a counter and is served: a number is given out, called and started in one act."""

from shared.domain.answers import Called, Reason, Refused
from shared.domain.moves import Move
from shared.domain.ticket import label as label_of
from shared.domain.ticket import step_id
from shared.domain.words import Refusal, VisitEnd
from shared.faults import UsageFault
from shared.store.acts.calling import Ending, another, make_call, make_room, stopped
from shared.store.engine import Engine
from shared.store.record import steps, tickets
from shared.store.record.clock_guard import refuse_number
from shared.store.record.events import What
from shared.store.record.hall_index import index, need_service
from shared.store.record.numbers import draw
from shared.store.record.transaction import Tx, once
from shared.text.refusals import refuse

RULE = "direct"
"""Why such a number was called: nobody waited for it."""


def serve_person(
    hall_file: Engine,
    request: str,
    counter: str,
    service: str = "",
    officer: str = "",
    *,
    priority: bool = False,
    lang: str = "id",
    seen: str | None = None,
    ended: VisitEnd | None = None,
    outcome: str = "",
) -> Called | Refused:
    """Serve a person who has no number; the visit is counted and audited as every other.

    ``service`` is one of this counter's, the first if empty. The present visitor's step ends as for ``call_next``, with
    its refusals. WRONG_COUNTER for a service that this counter does not serve, NOT_OFFERED for one that is closed.
    Hours and quotas are rules for taking numbers: here an officer decides. Displays list the number, no voice says it:
    the person is there. UsageFault for an unknown service or language.
    """

    def body(tx: Tx) -> Called | Refused:
        refuse_number(tx.hall, hall_file.clock)
        tx.need_counter(counter)
        served = index(tx.hall).services_of[counter]
        wanted = service or (served[0] if served else "")
        need_service(tx.hall, wanted)
        if lang not in tx.hall.hall.languages:
            known = tx.hall.hall.languages
            raise UsageFault(f"This hall does not speak {lang!r}.", f"Its languages: {', '.join(known)}.", known)
        if wanted not in served:
            return refuse(Refusal.WRONG_COUNTER, tx.hall, details={"counter": counter})
        if tx.hall.service[wanted].closed:
            return refuse(Refusal.NOT_OFFERED, tx.hall, details={"service": wanted})
        current = steps.current(tx.db, counter)
        refused = stopped(tx) or another(tx, current, seen) or make_room(tx, counter, current, Ending(ended, outcome))
        return refused or _serve(tx, counter, wanted, priority=priority, lang=lang)

    return once(hall_file, request, "serve", body, officer=officer)


def _serve(tx: Tx, counter: str, service: str, *, priority: bool, lang: str) -> Called:
    prefix = tx.hall.agency_of(service)
    label = label_of(prefix, draw(tx, prefix))
    ticket = tickets.insert(tx, tx.day, label, priority=priority, visual=False, lang=lang)
    place = tx.event(
        What.ISSUED, ticket=ticket, label=label, step=step_id(ticket, 1), service=service,
        data={"priority": priority, "visual": False, "lang": lang, "position": 1, "ahead": 0, "wait_minutes": (0, 0),
              RULE: counter},
    )  # fmt: skip
    step = steps.arrive(tx, ticket=ticket, position=1, service=service, priority=priority, place=place)
    called = make_call(tx, counter, steps.by_id(tx.db, step), Reason(RULE, 0), quiet=True)
    steps.shift(tx, steps.by_id(tx.db, step), Move.START, columns={"started_at": tx.now})
    return called
