"""What kind of personal data was found in an officer's words, by ``shared.domain.personal``'s kinds."""

from collections.abc import Mapping

from shared.domain.words import Text

FOUND: Mapping[str, Text] = {
    "identity": {"id": "NIK, nomor KK, atau NPWP", "en": "an identity, family card or tax number"},
    "phone": {"id": "nomor telepon", "en": "a phone number"},
    "email": {"id": "alamat surel", "en": "an e-mail address"},
    "passport": {"id": "nomor paspor", "en": "a passport number"},
    "long_number": {"id": "nomor panjang, misalnya rekening", "en": "a long number such as an account"},
    "plate": {"id": "nomor kendaraan", "en": "a vehicle's number"},
    "birth": {"id": "tanggal lahir", "en": "a date of birth"},
    "address": {"id": "alamat", "en": "an address"},
    "name": {"id": "nama orang", "en": "a person's name"},
}
