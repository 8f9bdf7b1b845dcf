"""Files that others put into the hall's folder: if one is broken the hall goes on, and says so once."""

import dataclasses
import io
import logging
import os
import shutil
import struct
import wave
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from display.media import copier as media
from printers.models.model import model
from printers.paper.layout import PictureBlock, blocks, paper_of
from printers.paper.render import render
from shared import samples
from shared.check.files import files
from shared.picture_file import PictureFault, load
from shared.store.sqlite.share.trust import Severity
from shared.voice.clips import Clips
from tests.helpers.machine.linux import WINDOWS
from tests.helpers.printing.print_world import issued

PICTURE = Image.linear_gradient("L").resize((300, 200))


def png(picture: Image.Image = PICTURE, kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    picture.save(made, kind)
    return made.getvalue()


def claims_to_be_huge() -> bytes:
    """A PNG of a few bytes that says it has 900 million dots."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png()[33:]


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 50_000_000)


BAD: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(png()[:-200]),
    "cut JPEG": lambda path: path.write_bytes(png(kind="JPEG")[:-400]),
    "cut in its head": lambda path: path.write_bytes(png()[:20]),
    "HTML": lambda path: path.write_text("<!doctype html><title>404</title>"),
    "SVG": lambda path: path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    "TIFF": lambda path: path.write_bytes(png(kind="TIFF")),
    "noise": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9),
    "huge": huge,
    "huge inside": lambda path: path.write_bytes(claims_to_be_huge()),
    "a folder": lambda path: path.mkdir(),
    "a link to itself": lambda path: path.symlink_to(path),
    **({} if WINDOWS else {"a pipe": os.mkfifo}),
    "gone": lambda path: None,
}


@pytest.fixture(params=BAD)
def logo(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    BAD[request.param](path)
    return path


def hall_of(name: str = "logo.png"):
    hall = samples.load("sungai-rindang")
    return dataclasses.replace(hall, ticket=dataclasses.replace(hall.ticket, logo=name))


def test_a_bad_logo_costs_one_line_in_the_log_and_no_ticket(logo: Path, caplog: pytest.LogCaptureFixture):
    hall = hall_of()
    with caplog.at_level(logging.WARNING):
        papers = [paper_of(hall, issued(number), folder=logo.parent) for number in (1, 2, 3)]
    assert [str(logo) in record.getMessage() for record in caplog.records] == [True]
    for way in ("native", "raster"):
        assert len(render(papers[0], model("generic-80"), way)) > 400


def test_a_bad_logo_is_a_finding(logo: Path):
    found = [item for item in files(logo.parent, hall_of()) if item.key == "logo:logo.png"]
    assert [item.weight for item in found] == [Severity.WARN]
    assert str(logo) in found[0].sentence


def test_a_logo_is_printed_as_soon_as_it_is_whole(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    path = tmp_path / "logo.png"
    path.write_bytes(png()[:400])
    assert not _has_logo(tmp_path)
    path.write_bytes(png())
    assert _has_logo(tmp_path)
    assert [item.weight for item in files(tmp_path, hall_of())] == [Severity.GOOD]


def _has_logo(folder: Path) -> bool:
    return any(isinstance(piece, PictureBlock) for piece in blocks(paper_of(hall_of(), issued(1), folder=folder)))


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "LA"])
def test_a_logo_of_every_kind_keeps_its_darks_and_lights(mode: str, tmp_path: Path):
    path = tmp_path / "logo"
    if mode == "I;16":
        wide = Image.new("I;16", (64, 64))
        wide.putdata([value * 1024 for value in range(64)] * 64)
        wide.save(path, "PNG")
    else:
        PICTURE.rotate(90, expand=True).convert(mode).save(path, "JPEG" if mode == "CMYK" else "PNG")
    grey = load(path).convert("L")
    sides = {grey.getpixel((2, 2)), grey.getpixel((grey.width - 3, 2))}
    assert min(sides) < 30
    assert max(sides) > 220


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root reads everything, so the test is somebody else meanwhile."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_file_that_this_user_may_not_read_is_told_as_that(tmp_path: Path):
    path = tmp_path / "logo.png"
    path.write_bytes(png())
    path.chmod(0)
    with as_nobody(), pytest.raises(PictureFault, match="may not read"):
        load(path)


def test_a_name_that_cannot_be_written_is_told_by_its_codes(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    posters = tmp_path / "hall" / "posters"
    posters.mkdir(parents=True)
    for name in (b"\xff.png", b"line\nbreak.png", b"\x1b[31m.png"):
        Path(os.fsdecode(os.fsencode(posters) + b"/" + name)).write_bytes(b"no picture")
    with caplog.at_level(logging.WARNING):
        assert media.mirror_all(tmp_path / "hall", tmp_path / "local").posters == ()
    told = [item.sentence for item in files(tmp_path / "hall", hall_of(""))]
    told += [record.getMessage() for record in caplog.records]
    assert len(told) == 6
    assert all(line.isprintable() for line in told)


# --- posters and voice ------------------------------------------------------------------------------------------------


def wav(seconds: float = 0.2) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        file.writeframes((b"\x00\x20" * 60 + b"\x00\xe0" * 60) * int(400 * seconds))  # a tone of 400 Hz
    return made.getvalue()


def test_bad_posters_are_left_out_once_each_and_keep_no_other_away(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    hall, local = tmp_path / "hall", tmp_path / "local"
    (hall / "posters").mkdir(parents=True)
    for number, make in enumerate(BAD.values()):
        make(hall / "posters" / f"{number:02d}.png")
    (hall / "posters" / "zz.png").write_bytes(png())
    with caplog.at_level(logging.WARNING):
        shown = [media.mirror_all(hall, local).posters for _round in range(3)]
    assert [[path.name for path in posters] for posters in shown] == [["zz.png"]] * 3
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == len(set(told)) > 0
    assert {item.weight for item in files(hall, hall_of("posters/zz.png"))} == {Severity.WARN}


@pytest.mark.parametrize("bad", ["empty", "cut", "HTML", "a folder", "a pipe", "huge", "cut in its head"])
def test_a_bad_clip_is_said_by_the_shipped_voice_and_is_a_finding(
    bad: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    path = tmp_path / "voice" / "id" / "satu.wav"
    path.parent.mkdir(parents=True)
    data = {"empty": b"", "cut": wav()[:-4000], "HTML": b"<html>", "cut in its head": wav()[:30]}
    if bad in {"a folder", "a pipe"}:
        (path.mkdir if bad == "a folder" else lambda: os.mkfifo(path))()
    elif bad == "huge":
        huge(path)
    else:
        path.write_bytes(data[bad])
    with caplog.at_level(logging.WARNING):
        clips = Clips(tmp_path / "voice", synthesise=lambda _word, _lang: None)
        assert clips.sentence("id", ("satu",)) == Clips().sentence("id", ("satu",))
    assert [item.key for item in files(tmp_path, hall_of(""))] == ["voice:satu.wav"]


def test_whole_clips_of_a_hall_are_used(tmp_path: Path):
    path = tmp_path / "voice" / "id" / "satu.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(wav())
    assert Clips(tmp_path / "voice").sentence("id", ("satu",)) != Clips().sentence("id", ("satu",))
    assert [item.weight for item in files(tmp_path, hall_of(""))] == [Severity.GOOD]


def test_a_broken_font_lends_no_letters(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    from printers.paper import faces

    whole = faces.weights()[0].read_bytes()
    for name, data in {"empty.ttf": b"", "cut.ttf": whole[:5000], "page.ttf": b"<html>" * 900}.items():
        (tmp_path / name).write_bytes(data)
        with caplog.at_level(logging.WARNING):
            assert faces.covered(tmp_path / name) == frozenset()
        assert name in caplog.text
    shutil.copy(faces.weights()[0], tmp_path / "whole.ttf")
    assert ord("A") in faces.covered(tmp_path / "whole.ttf")
