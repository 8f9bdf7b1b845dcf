"""A transfer's goal: a service, a counter or an officer, found by typing a few letters of name, code or agency."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from counter import screen_text
from counter.desk.details import Details
from counter.dialogs.base import ActDialog
from counter.dialogs.choice_list import ChoiceList, ListChoice
from counter.dialogs.goals import COUNTER, OFFICER, SERVICE
from counter.localise import Localiser
from counter.screen_text import Word


class TransferAsk(ActDialog):
    """Type, arrow down, Enter."""

    def __init__(
        self, parent: QWidget, localiser: Localiser, label: str, found: Sequence[ListChoice], service: str | None = None
    ) -> None:
        """``service`` says which step of the visit is sent on, where it is not the one at the counter."""
        super().__init__(
            parent, localiser, localiser.translate(screen_text.TRANSFER_TITLE, label=label), screen_text.ACCEPT_TRANSFER
        )
        self._label, self._service = label, service
        self.choice = ChoiceList(localiser, screen_text.TRANSFER_SEARCH, found, self)
        self.choice.list.setMinimumHeight(self.roomy(260))
        self.line(screen_text.TRANSFER_SEARCH, self.choice)
        self.choice.chosen.connect(self.accept_button.click)
        self.setMinimumWidth(self.fitting(560))
        self.choice.setFocus()

    def details(self) -> Details | Word:
        """The goal."""
        goal = self.choice.value()
        if goal is None:
            return screen_text.TARGET_FIRST
        kind, _, code = goal.code.partition(" ")
        to = {each: code if kind == each else None for each in (SERVICE, COUNTER, OFFICER)}
        return Details(
            label=self._label, service=self._service, to_service=to[SERVICE], to_counter=to[COUNTER],
            to_officer=to[OFFICER], target=goal.name,
        )  # fmt: skip
