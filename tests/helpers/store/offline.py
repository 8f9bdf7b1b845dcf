"""What a kiosk's spool answers while the share is away."""

from shared.domain.answers import Issued, Refused
from shared.domain.words import Refusal
from shared.store import acts
from shared.store.acts import Order
from shared.store.offline.spool import Spool
from shared.store.sqlite.connection import HallFile


def offline(spool: Spool, hall_file: HallFile, *services: str, request: str = "", priority: bool = False) -> Issued:
    order = Order(services, priority=priority)
    answer = spool.issue(request or acts.new_request(), order, hall_file.clock())
    assert isinstance(answer, Issued), answer
    return answer


def refusal(answer: Issued | Refused) -> Refusal:
    assert isinstance(answer, Refused), answer
    return answer.code
