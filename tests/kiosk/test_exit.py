"""A kiosk at the exit: faces, a reason, the whole questionnaire; by finger, by key, by ear, and idle again."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.opinion.survey_model import SurveyModel
from kiosk.reader.keys import Keys
from kiosk.reader.speaking import page_words
from kiosk.unattended.idle_limits import Patience
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.survey_data import Survey, SurveyPeriod
from shared.domain.rating import Cause, Face, Where
from shared.domain.respondents import UNDER_AGE
from shared.domain.skm import KEYS
from shared.qt.idle import IdleWatch
from shared.qt.rating_model import RatingModel
from shared.store.sqlite.connection import HallFile
from tests.helpers.hall import StandingClock
from tests.helpers.screens import layout
from tests.helpers.screens.kiosk import LANDSCAPE, PORTRAIT, PaperBox, Stage

MakeExit = Callable[..., Stage]


@pytest.fixture
def box() -> PaperBox:
    return PaperBox()


@pytest.fixture
def make_exit(qtbot: QtBot, hall_file: HallFile, sample: Hall, box: PaperBox) -> Iterator[MakeExit]:
    stages: list[Stage] = []

    def make(size: tuple[int, int] = PORTRAIT, lang: str = "id") -> Stage:
        stages.append(Stage(hall_file, sample, size, lang, box))
        return stages[-1]

    yield make
    for stage in stages:
        stage.close()


def survey_of(stage: Stage) -> SurveyModel:
    assert stage.model.survey is not None
    return stage.model.survey


def rating_of(stage: Stage) -> RatingModel:
    assert stage.model.rating is not None
    return stage.model.rating


def test_a_face_and_a_reason_are_one_rating_without_minute_or_service(make_exit: MakeExit, box: PaperBox) -> None:
    stage = make_exit()
    stage.touch("choice:poor")
    (one,) = box.rated
    assert (one.day, one.hour, one.zone, one.face, one.service) == ("2026-11-23", 9, "A", Face.POOR, "")
    assert (one.channel, one.cause, stage.words("question")) == (Where.EXIT, None, "Terutama tentang apa?")
    stage.touch("choice:staff")
    assert [rating.cause for rating in box.rated] == [Cause.STAFF]
    assert "choice:poor" not in stage.names()  # thanks: nothing is asked for a moment
    stage.model.forget()
    assert stage.words("question") == "Bagaimana layanan kami hari ini?"


def test_a_hammering_hand_gives_one_rating_and_that_is_doubtful(make_exit: MakeExit, box: PaperBox) -> None:
    stage = make_exit()
    for number in range(9):
        stage.now = number * 300
        rating_of(stage).touch("good" if number == 0 else "skip nothing")
    assert [one.doubtful for one in box.rated] == [True]
    stage.now = 60_000
    stage.model.forget()
    stage.touch("choice:good")
    assert [one.doubtful for one in box.rated] == [True, False]


def test_the_questionnaire_is_handed_in_whole_or_not_at_all(make_exit: MakeExit, box: PaperBox) -> None:
    stage = make_exit()
    survey = survey_of(stage)
    stage.touch("survey")
    stage.touch("option:AB")
    survey.choose("AB.1")
    stage.touch("option:4")
    for mark in "43344334":
        survey.choose(mark)
    survey.choose("36_45")
    survey.choose("perempuan")
    survey.skip()
    stage.model.back()
    survey.choose("s1")
    stage.settle()
    stage.touch("skip")
    assert box.answered == []
    stage.touch("handin")
    ((one, traits),) = box.answered
    assert (one.service, [one.answers[key] for key in KEYS]) == ("AB.1", [4, 4, 3, 3, 4, 4, 3, 3, 4])
    assert traits == {"usia": "36_45", "jenis_kelamin": "perempuan", "pendidikan": "s1", "jam": "08_12"}
    stage.touch("finish")
    assert stage.model.page == "rate"
    stage.touch("survey")
    stage.touch("option:AB")
    stage.model.home()
    assert len(box.answered) == 1


def test_of_the_young_nothing_more_is_asked_and_a_blank_is_told(make_exit: MakeExit, box: PaperBox) -> None:
    stage = make_exit()
    survey = survey_of(stage)
    stage.model.showSurvey()
    survey.choose("AB")
    survey.choose("AB.1")
    survey.skip()
    for _ in KEYS[1:]:
        survey.choose("2")
    survey.choose(UNDER_AGE)
    assert (survey.kind, survey.blanks) == ("check", 1)
    stage.touch("handin")
    ((one, _traits),) = box.answered
    assert not one.is_complete


def test_the_halls_own_wording_is_asked(make_exit: MakeExit, sample: Hall) -> None:
    stage = make_exit(lang="en")
    asked = {"persyaratan": {"id": "Syaratnya pas?", "en": "Were the papers right?"}}
    stage.model.hall_told(dataclasses.replace(sample, survey=Survey(question=asked)))
    stage.model.showSurvey()
    survey_of(stage).choose("AB")
    survey_of(stage).choose("AB.1")
    stage.settle()
    assert stage.words("question") == "1 of 9: Were the papers right?"


def test_the_questionnaire_opens_and_closes_with_its_period(make_exit: MakeExit, hall_file: HallFile) -> None:
    clock = hall_file.clock
    assert isinstance(clock, StandingClock)
    stage = make_exit()
    tomorrow = SurveyPeriod({"id": "Survei"}, datetime.date(2026, 11, 24), datetime.date(2026, 11, 24))
    stage.model.hall_told(dataclasses.replace(hall_file.learn_hall(), survey_period={"s": tomorrow}))
    seen: list[bool] = []
    for _ in range(3):
        stage.model.clock.tell()
        stage.settle()
        seen.append("survey" in stage.names())
        clock.advance(days=1)
    assert seen == [False, True, False]


def test_by_keys_and_by_ear(make_exit: MakeExit, box: PaperBox) -> None:
    stage = make_exit()
    keys = Keys(stage.model, stage.window)
    stage.model.comfort.setAloud(True)
    assert page_words(stage.model, stage.words("question"), 4)[0] == "Bagaimana layanan kami hari ini?"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(stage.window, key)
    present = keys.present
    assert present is not None
    assert (present.name, present.key) == ("Baik", True)
    QTest.keyClick(stage.window, Qt.Key.Key_Return)
    assert [one.face for one in box.rated] == [Face.GOOD]


def test_who_goes_away_leaves_nothing_behind(make_exit: MakeExit) -> None:
    stage = make_exit()
    idle = IdleWatch(60_000, 15_000)
    _patience = Patience(stage.model, idle)
    stage.model.comfort.useLanguage("en")
    stage.model.showSurvey()
    survey_of(stage).choose("AB")
    idle.idled.emit()
    assert (stage.model.page, survey_of(stage).kind, stage.model.lang) == ("rate", "agency", "id")


@pytest.mark.parametrize(("size", "lang"), [(PORTRAIT, "id"), (LANDSCAPE, "en")])
def test_every_page_stands_whole(make_exit: MakeExit, size: tuple[int, int], lang: str) -> None:
    stage = make_exit(size, lang)
    assert layout.faults(stage.window) == []
    stage.touch("choice:good")
    assert layout.faults(stage.window) == []
    stage.model.showSurvey()
    stage.settle()
    assert layout.faults(stage.window) == []
    survey_of(stage).choose("AB")
    survey_of(stage).choose("AB.1")
    for key in KEYS[: KEYS.index("produk")]:
        assert survey_of(stage).key == key
        survey_of(stage).choose("4")
    stage.settle()
    assert layout.faults(stage.window) == []  # the longest sentence of the form
