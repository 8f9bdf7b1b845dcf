"""Speech for other programs of the PC: what is asked and answered, by the hall's rules, and from this PC only."""

import pytest

from shared.domain.hall_data.spoken_rules import Voice, Zero
from shared.voice.clips import Clips
from shared.voice.speech_server import Server


def server(rules: Voice) -> Server:
    return Server(0, Clips(synthesise=lambda _text, _lang: None), {}, rules)


def test_a_call_is_said_by_the_halls_rules_and_for_this_pc_alone():
    asked = "/call?label=AB-100&counter=Lt.2"
    taught = Voice(zero=Zero.KOSONG, say={"Lt.2": {"id": "loket lima"}})
    with server(Voice()) as plain, server(taught) as own:
        assert plain.server_address[0] == "127.0.0.1"
        kind, sound = plain.answer(asked)
        assert kind == "audio/wav"
        assert sound is not None
        assert own.answer(asked)[1] not in (None, sound)


@pytest.mark.parametrize("asked", ["/call", "/call?label=ÄB-1", "/say", "/call?label=A-001&lang=xx", "/../hall.db"])
def test_what_is_not_understood_is_refused(asked):
    with server(Voice()) as http, pytest.raises(ValueError, match=r"\w"):
        http.answer(asked)
