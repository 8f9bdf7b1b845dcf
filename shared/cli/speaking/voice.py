"""``antrean voice``: what the loudspeaker would say, the clips it says it with, and whether they can be trusted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from shared import config, pcm
from shared.cli.common import DONE, REFUSED, Reply, hall_of, hall_option, json_option, opened, say_line, told
from shared.cli.speaking import clips_due
from shared.cli.speaking.clips_due import ClipWish
from shared.domain import speech
from shared.domain.hall_data.hall import Hall
from shared.domain.hall_data.spoken_rules import Voice, Zero
from shared.domain.speech import PAUSE, Form, Spoken
from shared.faults import UsageFault
from shared.text.plain_lines import AsWritten
from shared.voice import engines, hall_set
from shared.voice.clips import MADE, Clips
from shared.voice.synthesiser import Synthesiser

_LANGUAGES = click.Choice(speech.LANGUAGES)


@click.group()
def voice() -> None:
    """The voice: say a call, make clips, check them, or speak for other programs."""


@voice.command()
@click.argument("label")
@click.option("--counter", default="", help="Where the visitor is called to; not said if missing.")
@click.option("--lang", type=_LANGUAGES, default="id", show_default=True)
@click.option("--short", is_flag=True, help="The short form, as under load.")
@click.option("--again", is_flag=True, help="As a recall.")
@click.option("--priority", is_flag=True, help="As a priority number.")
@click.option("--zero", type=click.Choice([zero.value for zero in Zero]), help="nol or kosong; the hall's if missing.")
@click.option("--words", "only_words", is_flag=True, help="Only the words of number and place, after the opening.")
@click.option("--wav", type=click.Path(dir_okay=False, path_type=Path), help="Write the sound, without a chime.")
@hall_option
@json_option
def say(label: str, counter: str, lang: str, zero: str | None, *, only_words: bool, wav: Path | None,
        hall: str | None, **form: bool) -> Reply:  # fmt: skip
    """What a call of LABEL sounds like: antrean voice say AB-045 --counter 12."""
    data, clips = _hall_and_clips(hall)
    spoken = Spoken(label, counter, priority=form["priority"], again=form["again"])
    said_zero = Zero(zero) if zero else data.voice.zero if data else Zero.NOL
    say_as: speech.Say = data.voice.say if data else {}
    try:
        words = speech.sentence(spoken, Form.SHORT if form["short"] else Form.FULL, lang, said_zero, say_as)
        number = speech.label_words(label, lang, said_zero)
    except ValueError as error:
        raise UsageFault(f'"{label}" cannot be said: {error}.', "Write a label such as AB-045.") from None
    if not number or not any(character.isdecimal() for character in label):
        raise UsageFault(f'"{label}" is no label.', "Write a label such as AB-045.")
    if counter and not speech.has_words(counter, say_as):
        raise UsageFault(f'The counter "{counter}" has no words.', "Use digits, letters from A to Z, or both.")
    spoken_words = _spoken(words)
    opening, _, rest = spoken_words.partition(f"{speech.phrases_of(lang)[0].replace('-', ' ')}, ")
    rest = (rest or opening).split("prioritas, ", 1)[-1]
    only = rest.replace(",", "")
    found = _clips_of(clips, lang, words)
    answer: dict[str, Any] = {"label": label, "counter": counter or None, "lang": lang, "text": spoken_words}
    answer |= {"words": only.split(), **found}
    if wav is not None:
        answer |= _written(clips, lang, words, wav)
    lines = [AsWritten(only if only_words else f"{spoken_words}.")]
    lines += [f"Missing and synthesised: {', '.join(found['missing'])}."] if found["missing"] and not only_words else []
    return Reply(answer, lines)


def _spoken(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(f" {PAUSE}", PAUSE).replace("-", " ")


def _clips_of(clips: Clips, lang: str, words: tuple[str, ...]) -> dict[str, list[str]]:
    pieces = [piece for phrase in clips.pieces(lang, words) for piece in phrase]
    return {
        "clips": [piece.clip for piece in pieces if piece.there],
        "missing": [piece.clip for piece in pieces if not piece.there],
    }


def _written(clips: Clips, lang: str, words: tuple[str, ...], target: Path) -> dict[str, Any]:
    samples = clips.sentence(lang, words)
    if samples is None:
        raise UsageFault("This call cannot be said whole: a clip is missing.", "Record it, or install espeak-ng.")
    try:
        pcm.write(target, samples)
    except OSError as error:
        why = f"{target} cannot be written: {error.strerror}."
        raise UsageFault(why, "Name a file in a folder of yours.") from None
    return {"wav": str(target), "seconds": round(len(samples) / pcm.RATE, 2)}


def _hall_and_clips(hall: str | None) -> tuple[Hall | None, Clips]:
    """The hall's data and clips where a hall is named; else the shipped set alone."""
    if not hall and not os.environ.get(config.HALL):
        return None, Clips()
    folder = config.hall_folder(hall)
    with opened(hall) as file:
        data = hall_of(file)
    own = folder / "voice"
    return data, Clips(own if own.is_dir() else None, say=hall_set.pronunciations(data))


@voice.command()
@click.option("--engine", type=click.Choice(engines.NAMES), help="The best that is here, if missing.")
@click.option("--model", type=click.Path(path_type=Path), help="The model of piper: NAME.onnx.")
@click.option("--whole", is_flag=True, help="The whole set with this engine, not only what the shipped one lacks.")
@click.option("--background", is_flag=True, help="Go on without this terminal; `antrean voice check` tells how far.")
@hall_option
@json_option
def make(engine: str | None, model: Path | None, *, whole: bool, background: bool, hall: str | None) -> Reply:
    """Make the clips that this hall needs: prefixes, counters, agencies. Stopped, it goes on where it was."""
    folder, wish = config.hall_folder(hall), ClipWish(engine, model, whole)
    if background:
        with opened(hall) as file:
            data = hall_of(file)
        due = clips_due.due(data, folder, clips_due.wanted(data, wish))
        pid = clips_due.detached(hall, wish) if due else None
        return Reply({"due": len(due), "pid": pid}, [f"{len(due)} sentences are being made in the background."])
    speaker = engines.named(engine, model)
    with opened(hall) as file:
        hall_id = file.hall_id
    with clips_due.alone(hall_id, _tell_of_another):
        try:
            made = _made(hall, folder, wish, clips_due.Interruptible(speaker))
        except KeyboardInterrupt:
            say_line("\nStopped. What was made stays; the same command goes on from there.", err=True)
            raise
    lines = [f"{made} clips were made with {speaker.name}, in {folder / 'voice' / MADE}."]
    return Reply({"made": made, "engine": speaker.name, "folder": str(folder / "voice" / MADE)}, lines)


def _tell_of_another() -> None:
    say_line("Another program of this PC makes clips for this hall; this one goes on when it has ended.", err=True)


def _made(hall: str | None, folder: Path, wish: ClipWish, speaker: Synthesiser) -> int:
    """Make what the hall, as it is now, still lacks; how many clips that were."""
    from shared.voice import making  # noqa: PLC0415

    with opened(hall) as file:
        data = hall_of(file)
    carriers = clips_due.wanted(data, wish)
    due = clips_due.due(data, folder, carriers)
    folders = making.Folders(folder / "voice" / MADE)
    with click.progressbar(length=len(due), label=told("Clips"), file=sys.stderr) as bar:
        made = making.make(due, speaker, folders, hall_set.pronunciations(data), lambda _progress: bar.update(1))
    folders.drop_others(carriers)
    return made


@voice.command()
@click.option("--listen", is_flag=True, help="Let a machine understand the calls (the extra `listen`).")
@click.option("--calls", default=30, show_default=True, help="How many random calls it listens to in each language.")
@click.option("--seed", default=1, show_default=True, help="Other calls.")
@click.option("--lang", type=_LANGUAGES, help="Only this language.")
@hall_option
@json_option
def check(*, listen: bool, calls: int, seed: int, lang: str | None, hall: str | None) -> Reply:
    """Whether the set is complete, joinable, says what it should, and no two clips sound alike."""
    from shared.voice import checking  # noqa: PLC0415 - a second of arithmetic, in no other command

    data, clips = _hall_and_clips(hall)
    languages = (lang,) if lang else hall_set.languages(data) if data else speech.LANGUAGES
    findings = [finding for each in languages for finding in checking.check(clips, each, data)]
    answer: dict[str, Any] = {
        "languages": list(languages),
        "clips": {each: len(checking.names(clips, each)) for each in languages},
        "problems": [finding.sentence for finding in findings if finding.wrong],
        "notes": [finding.sentence for finding in findings if not finding.wrong],
    }
    if listen:
        answer["heard"] = [_heard(clips, each, calls, seed) for each in languages]
    wrong = bool(answer["problems"]) or any(not heard["passed"] for heard in answer.get("heard", ()))
    return Reply(answer, _lines(answer), REFUSED if wrong else DONE)


def _heard(clips: Clips, lang: str, calls: int, seed: int) -> Mapping[str, Any]:
    from shared.voice import listening  # noqa: PLC0415

    return listening.listen(clips, lang, calls, seed)


def _lines(answer: Mapping[str, Any]) -> list[str]:
    lines = [f"{lang}: {count} clips" for lang, count in answer["clips"].items()]
    lines += [f"WRONG: {sentence}" for sentence in answer["problems"]] + [f"note: {note}" for note in answer["notes"]]
    for heard in answer.get("heard", ()):
        lines.append(
            f"{heard['lang']}: {heard['calls']} calls heard; labels {heard['labels']}, counters {heard['counters']},"
            f" wrong {heard['wrong']:.1%}, {heard['seconds']} s a sentence: {'passed' if heard['passed'] else 'FAILED'}"
        )
    return lines if answer["problems"] or answer["notes"] else [*lines, "Nothing is wrong."]


@voice.command()
@click.option("--port", default=0, help="On 127.0.0.1; a free one if missing.")
@hall_option
@json_option
def serve(port: int, hall: str | None) -> Reply:
    """Speak for other programs of this PC: GET /call?label=AB-045&counter=12 or /say?text=... answers a WAV."""
    from shared.voice import speech_server  # noqa: PLC0415

    data, clips = _hall_and_clips(hall)
    say_as, rules = (hall_set.pronunciations(data), data.voice) if data else ({}, Voice())
    speech_server.serve(port, clips, say_as, rules, click.echo)
    return Reply({})
