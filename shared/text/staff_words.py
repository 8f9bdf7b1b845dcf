"""Why somebody may not do something, in words."""

from shared.domain.hall_data.staff import Role
from shared.domain.words import Text

NOBODY: Text = {
    "id": "yang meminta belum masuk di komputer ini, atau sudah keluar",
    "en": "whoever asks has not signed in on this PC, or not any more",
}
NOT_ENROLLED: Text = {
    "id": "perangkat ini belum didaftarkan oleh pengelola",
    "en": "a supervisor has not enrolled this device yet",
}
OTHER_COUNTER: Text = {"id": "loket itu bukan loket Anda", "en": "that counter is not one of yours"}
OTHER_SERVICE: Text = {
    "id": "layanan itu tidak dilayani loket Anda",
    "en": "that service is not one that your counters serve",
}
FIRST_SUPERVISOR: Text = {
    "id": "petugas pertama harus seorang pengelola",
    "en": "the first officer has to be a supervisor",
}
LAST_SUPERVISOR: Text = {
    "id": "pengelola terakhir hanya dapat dihapus setelah semua petugas lain",
    "en": "the last supervisor can only be removed after everybody else",
}

NO_SIGN_IN_NOW: Text = {
    "id": "Sambungan antrean terputus: belum dapat masuk. Yang sudah masuk sebelumnya tetap dapat bekerja.",
    "en": "The queue cannot be reached: nobody can sign in now. Whoever had signed in before goes on working.",
}

ROLES: dict[Role, Text] = {
    Role.OFFICER: {"id": "petugas", "en": "officer"},
    Role.LEAD: {"id": "koordinator instansi", "en": "lead of an agency"},
    Role.SUPERVISOR: {"id": "pengelola", "en": "supervisor"},
    Role.TECHNICIAN: {"id": "teknisi", "en": "technician"},
}


def role_may_not(role: Role) -> Text:
    """This role has no right to the act."""
    words = ROLES[role]
    article = "an" if words["en"][0] in "aeiou" else "a"
    return {"id": f"bukan wewenang {words['id']}", "en": f"it is not for {article} {words['en']}"}


def may_not_serve(who: str, counter: str) -> Text:
    """An officer has no right to that counter."""
    return {"id": f"{who} tidak boleh melayani loket {counter}", "en": f"{who} may not serve counter {counter}"}
