"""Why a poster, a video or a recording of the hall is left out, in words for the supervisor."""

from dataclasses import dataclass
from enum import Enum

from shared.domain.words import Text
from shared.text.languages import ENGLISH, FIRST, pick


class MediaFault(Enum):
    """The reasons, each with its words."""

    DAMAGED = {  # noqa: RUF012 - an enum's value
        "id": "rusak, terpotong, atau masih disalin",
        "en": "it is damaged, cut short or still being copied",
    }
    TOO_LARGE = {"id": "terlalu besar", "en": "it is too large"}  # noqa: RUF012
    UNREADABLE = {"id": "tidak boleh dibaca oleh layar", "en": "the display may not read it"}  # noqa: RUF012
    OTHER_KIND = {  # noqa: RUF012
        "id": "bukan PNG, JPEG, atau video yang dikenal (MP4, MOV, WebM, MKV, AVI, MPEG, OGV)",
        "en": "it is no PNG, no JPEG and no video of a known kind (MP4, MOV, WebM, MKV, AVI, MPEG, OGV)",
    }
    UNPLAYABLE = {"id": "tidak dapat diputar di PC ini", "en": "it cannot be played on this PC"}  # noqa: RUF012
    STALLED = {"id": "berhenti di tengah jalan", "en": "it stopped half-way"}  # noqa: RUF012
    NO_CLIP = {  # noqa: RUF012
        "id": "bukan rekaman WAV yang utuh dan bersuara",
        "en": "it is no complete WAV recording with sound in it",
    }
    CRASHED = {"id": "dua kali menghentikan layar", "en": "it ended the display twice"}  # noqa: RUF012

    @property
    def words(self) -> Text:
        """For people."""
        return self.value


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not shown. ``version`` changes when somebody replaces it."""

    name: str
    version: str
    why: MediaFault

    def told(self, device: str) -> Text:
        """One sentence for the supervisor."""
        why, reason = (pick(self.why.words, lang) for lang in (FIRST, ENGLISH))
        return {
            "id": f"Layar {device} melewati {self.name}: {why}. Ganti atau hapus filenya.",
            "en": f"Display {device} leaves out {self.name}: {reason}. Replace or remove the file.",
        }


def missing_clip(device: str, clip: str, *, synthesised: bool) -> Text:
    """One sentence for the supervisor about words that nobody recorded or made."""
    if synthesised:
        said = ("kata itu diucapkan suara mesin", "a machine says it")
    else:
        said = ("panggilan yang memakainya hanya tampil di layar", "calls that need it are only shown")
    return {
        "id": f"Layar {device} tidak punya klip suara {clip}: {said[0]}. Jalankan antrean voice make, atau rekam.",
        "en": f"Display {device} has no voice clip {clip}: {said[1]}. Run antrean voice make, or record it.",
    }
