"""What the tests of ``antrean bench`` share: an order for a client, a client's answer, the verdict on it."""

import time

from shared.tools.bench import verdict
from shared.tools.bench.client import ClientOrder
from shared.tools.bench.verdict import Verdict
from tests.helpers.hall import open_hall

SOUND = {"lost": 0, "doubled": 0, "stuck": 0, "unseen": 0, "integrity": 0}


def order(folder, role, **named):
    rate, seconds = named.get("rate", 20.0), named.get("seconds", 1.0)
    return ClientOrder(folder, role, rate, seconds, named.get("name", "1"), 5, local=named.get("local"))


def at_work(client, *wanted):
    """The answer of a client that worked until each of these acts was done: a busy machine takes longer."""
    client.begin()
    deadline = time.monotonic() + 60
    while not set(wanted) <= {act["act"] for act in client.seen.acts} and time.monotonic() < deadline:
        client.work(time.monotonic() + 0.3)
    client.end()
    return client.answer()


def judged(folder, *claims):
    found = Verdict()
    with open_hall(folder) as file, file.reading() as db:
        verdict.judge(db, claims, found)
    return found


def claim(*entries, name="x", watched=()):
    """A client's answer: each entry is request, act, label, call."""
    keys = ("request", "act", "label", "call")
    acts = [{"settled": True, **dict(zip(keys, one, strict=True))} for one in entries]
    return {"name": name, "acts": acts, "watched": list(watched)}
