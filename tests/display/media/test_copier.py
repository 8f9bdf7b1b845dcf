"""The hall's clips and posters on this PC: what changes there changes here, what cannot be used is left out."""

from PIL import Image

from display.media.copier import mirror_all
from display.media.media_fault import MediaFault
from shared import pcm
from shared.voice.clips import SHIPPED

CHIME = SHIPPED / "chime.wav"


def test_media_are_copied_to_this_pc_and_follow_what_changes_there(tmp_path):
    hall, local = tmp_path / "hall", tmp_path / "local"
    (hall / "voice/id").mkdir(parents=True)
    (hall / "posters").mkdir()
    (hall / "voice/id/satu.wav").write_bytes(b"one")
    Image.new("L", (9, 9)).save(hall / "posters/b.png")
    Image.new("L", (9, 9)).save(hall / "posters/a.JPG", "JPEG")
    (hall / "posters/notes.txt").write_bytes(b"not a picture")
    found = mirror_all(hall, local)
    assert found.changed
    assert [path.name for path in found.posters] == ["a.JPG", "b.png"]
    assert (found.voice / "id/satu.wav").read_bytes() == b"one"
    assert not mirror_all(hall, local).changed
    (hall / "voice/id/satu.wav").unlink()
    Image.new("L", (900, 900)).save(hall / "posters/b.png")
    found = mirror_all(hall, local)
    assert found.changed
    assert found.voice is None
    assert (local / "posters/b.png").read_bytes() == (hall / "posters/b.png").read_bytes()
    hall.rename(tmp_path / "away")
    found = mirror_all(hall, local)
    assert not found.changed, "a share that is gone takes nothing away"
    assert [path.name for path in found.posters] == ["a.JPG", "b.png"]


def test_a_file_of_a_kind_that_is_not_shown_is_named_and_what_systems_leave_behind_is_not(tmp_path):
    (tmp_path / "hall/posters").mkdir(parents=True)
    for name in (
        "promo.wmv",
        "jadwal.GIF",
        "Thumbs.db",
        "~promo.wmv",
        ".hidden.gif",
        "baca dulu.txt",
        "promo.mp4.part",
    ):
        (tmp_path / "hall/posters" / name).write_bytes(b"some content")
    found = mirror_all(tmp_path / "hall", tmp_path / "local").left_out
    assert sorted((one.name, one.why) for one in found) == [
        ("jadwal.GIF", MediaFault.OTHER_KIND),
        ("promo.wmv", MediaFault.OTHER_KIND),
    ]


def test_a_recording_that_cannot_be_used_is_named_with_its_language(tmp_path):
    good, broken = tmp_path / "hall/voice/id/satu.wav", tmp_path / "hall/voice/en/one.wav"
    pcm.write(good, pcm.parse(CHIME.read_bytes()))
    pcm.write(broken, pcm.parse(CHIME.read_bytes()))
    broken.write_bytes(broken.read_bytes()[:5000])
    found = mirror_all(tmp_path / "hall", tmp_path / "local").left_out
    assert [(one.name, one.why) for one in found] == [("en/one.wav", MediaFault.NO_CLIP)]


def test_a_file_that_is_too_large_is_left_out_and_named(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("display.media.copier.LARGEST_BYTES", 3)
    (tmp_path / "hall/posters").mkdir(parents=True)
    (tmp_path / "hall/posters/big.png").write_bytes(b"1234")
    assert mirror_all(tmp_path / "hall", tmp_path / "local").posters == ()
    assert "big.png is left out: it is too large" in caplog.text


def test_a_picture_of_too_many_pixels_is_called_too_large_not_damaged(tmp_path):
    (tmp_path / "hall/posters").mkdir(parents=True)
    Image.new("L", (12_000, 9_000)).save(tmp_path / "hall/posters/wide.png")
    found = mirror_all(tmp_path / "hall", tmp_path / "local")
    assert [(one.name, one.why) for one in found.left_out] == [("wide.png", MediaFault.TOO_LARGE)]
    assert found.posters == ()
