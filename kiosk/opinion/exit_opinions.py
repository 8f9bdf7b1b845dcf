"""What an exit kiosk has beside the ordinary one: the faces and the questionnaire."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.comfort_model import ComfortModel
from kiosk.opinion.survey_model import SurveyModel
from shared.clock import Clock, steady_ms
from shared.domain.hall_data.hall import Hall
from shared.qt.ballot_box import Box
from shared.qt.language import Language
from shared.qt.rating_model import RatingModel

SLOWER = 3
"""Who reads larger text or listens has so many times as long for the reason."""


class ExitOpinions(QObject):
    """Both, for one kiosk.

    Signals:
        changed: something of them is to be shown, or read aloud.
    """

    changed = Signal()

    def __init__(
        self, kiosk: str, box: Box, clock: Clock, language: Language, *, steady: Callable[[], int] = steady_ms
    ) -> None:
        super().__init__()
        self._kiosk, self._language = kiosk, language
        self.rating = RatingModel(box, clock, self, steady=steady)
        self.survey = SurveyModel(kiosk, box, clock, language, self)
        self._comfort: ComfortModel | None = None
        language.changed.connect(self._speak)
        self.rating.changed.connect(self.changed)
        self.survey.changed.connect(self.changed)

    def set_hall(self, hall: Hall) -> None:
        """The hall's data."""
        self.rating.set_hall(hall)
        self.survey.set_hall(hall)
        if self._kiosk in hall.kiosk:
            self.rating.ask_always(hall.kiosk[self._kiosk].zone)
        self._speak()

    def follow(self, comfort: ComfortModel) -> None:
        """Somebody who needs more time gets it."""
        self._comfort = comfort
        comfort.changed.connect(self._speak)

    def forget(self) -> None:
        """The visitor is gone."""
        self.rating.forget()
        self.survey.forget()

    @Slot()
    def _speak(self) -> None:
        self.rating.speak(self._language.code)
        self.rating.be_slower(SLOWER if self._comfort is not None and self._comfort.eased else 1)
