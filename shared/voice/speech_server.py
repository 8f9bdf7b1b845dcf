"""Speaks for other programs of this PC over HTTP on 127.0.0.1: a call from its clips, any text from the engine.

``GET /call?label=AB-045&counter=12&lang=id`` and ``GET /say?text=Selamat%20datang&lang=id`` answer a WAV; ``GET /``
says which engine is there. The model stays in memory, and what was said before comes from the cache.
"""

from __future__ import annotations

import io
import json
import threading
import wave
from array import array
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from shared import config, pcm
from shared.domain.hall_data.spoken_rules import Voice
from shared.domain.speech import LANGUAGES, Form, Spoken, sentence
from shared.voice import engines
from shared.voice.clips import Clips
from shared.voice.synthesis import Synthesis

LONGEST = 500  # characters of a text
_HOME = "127.0.0.1"


def wav(samples: array[int]) -> bytes:
    """The samples as a WAV file."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(pcm.RATE)
        file.writeframes(samples.tobytes())
    return target.getvalue()


class Server(ThreadingHTTPServer):
    """What all questions share: the clips, one at a time, and the engine."""

    def __init__(self, port: int, clips: Clips, say: Mapping[str, Mapping[str, str]], rules: Voice) -> None:
        super().__init__((_HOME, port), _Handler)
        self.clips = clips
        self.rules = rules
        self.synthesis = Synthesis(config.local_folder() / "speech", say)
        self.one_at_a_time = threading.Lock()

    def answer(self, address: str) -> tuple[str, bytes | None]:
        """Kind and content of the answer; ValueError when the question is not understood, None where nothing speaks."""
        path, asked = urlsplit(address).path, parse_qs(urlsplit(address).query)
        given = {key: values[-1] for key, values in asked.items()}
        lang = given.get("lang", LANGUAGES[0])
        if lang not in LANGUAGES:
            raise ValueError(f"lang is {' or '.join(LANGUAGES)}")
        if path == "/":
            return "application/json", json.dumps({"engine": engines.best_name()}).encode()
        if path == "/call":
            return "audio/wav", self._call(given, lang)
        if path == "/say":
            return "audio/wav", self._text(given.get("text", "")[:LONGEST], lang)
        raise ValueError("ask /call or /say")

    def _call(self, given: Mapping[str, str], lang: str) -> bytes | None:
        if not given.get("label"):
            raise ValueError("label is missing")
        spoken = Spoken(given["label"], given.get("counter", ""), again="again" in given)
        form = Form.SHORT if "short" in given else Form.FULL
        words = sentence(spoken, form, lang, self.rules.zero, self.rules.say)
        with self.one_at_a_time:
            samples = self.clips.sentence(lang, words)
        return None if samples is None else wav(samples)

    def _text(self, text: str, lang: str) -> bytes | None:
        if not text.strip():
            raise ValueError("text is missing")
        path = self.synthesis.wav(text, lang)
        return None if path is None else path.read_bytes()


class _Handler(BaseHTTPRequestHandler):
    """One question."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        try:
            kind, content = self.server.answer(self.path)
        except ValueError as error:
            return self._send(400, "text/plain", f"{error}\n".encode())
        if content is None:
            return self._send(503, "text/plain", b"There is no engine on this PC that can say it.\n")
        return self._send(200, kind, content)

    def _send(self, code: int, kind: str, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what is said is nobody's log."""


def serve(
    port: int,
    clips: Clips,
    say: Mapping[str, Mapping[str, str]],
    rules: Voice,
    ready: Callable[[str], object],
) -> None:
    """Serve until the program ends, by the hall's rules; ``ready`` is told the address."""
    with Server(port, clips, say, rules) as http:
        ready(f"http://{_HOME}:{http.server_address[1]}")
        http.serve_forever()
