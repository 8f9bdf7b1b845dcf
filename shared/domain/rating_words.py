"""The words of the one-touch rating: its faces, its five reasons, where it is given."""

from collections.abc import Mapping

from shared.domain.rating import Cause, Face, Where
from shared.domain.words import Text

FACES: Mapping[Face, Text] = {
    Face.VERY_GOOD: {"id": "Sangat baik", "en": "Very good"},
    Face.GOOD: {"id": "Baik", "en": "Good"},
    Face.POOR: {"id": "Kurang", "en": "Not so good"},
    Face.BAD: {"id": "Buruk", "en": "Bad"},
}
CAUSES: Mapping[Cause, Text] = {
    Cause.WAIT: {"id": "Lamanya menunggu", "en": "The wait"},
    Cause.STAFF: {"id": "Sikap petugas", "en": "The officer's manner"},
    Cause.CLARITY: {"id": "Kejelasan informasi", "en": "Clear information"},
    Cause.RESULT: {"id": "Hasil layanan", "en": "The result"},
    Cause.PLACE: {"id": "Tempat dan fasilitas", "en": "The place"},
}
CHANNELS: Mapping[Where, Text] = {
    Where.COUNTER: {"id": "di loket", "en": "at counters"},
    Where.EXIT: {"id": "di pintu keluar", "en": "at the exit"},
}
QUESTION: Text = {"id": "Bagaimana layanan kami hari ini?", "en": "How was our service today?"}
QUESTION_COUNTER: Text = {"id": "Bagaimana layanan di loket ini?", "en": "How was the service at this counter?"}
QUESTION_CAUSE: Text = {"id": "Terutama tentang apa?", "en": "What was it mostly about?"}
THANKS: Text = {"id": "Terima kasih atas penilaian Anda", "en": "Thank you for your rating"}
NOBODY: Text = {
    "id": "Tanpa nama, tanpa nomor antrean, tanpa nama petugas",
    "en": "No name, no queue number, no officer",
}
SKIP: Text = {"id": "Lewati", "en": "Skip"}
