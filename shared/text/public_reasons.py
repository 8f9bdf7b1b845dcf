"""Why the whole hall pauses or a service cannot be had, as staff most often tell the public."""

from shared.domain.words import Text

PAUSES: tuple[Text, ...] = (
    {"id": "Istirahat bersama", "en": "Break for everybody"},
    {"id": "Upacara", "en": "Ceremony"},
    {"id": "Listrik padam", "en": "Power failure"},
    {"id": "Keadaan darurat", "en": "Emergency"},
)
DISTURBANCES: tuple[Text, ...] = (
    {"id": "Jaringan terputus", "en": "The network is down"},
    {"id": "Aplikasi pusat sedang gangguan", "en": "The central application is out of order"},
    {"id": "Alat rusak", "en": "Equipment is broken"},
    {"id": "Petugas berhalangan", "en": "The officer cannot be here"},
)
