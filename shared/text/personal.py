"""Personal data in an officer's words: what must not be kept, found by its pattern.

A note goes with a number, and nothing of a visitor may be known but the number. Patterns find what looks like an
identity number, a phone number, an address of any kind or a name with its title; they cannot find everything, and the
field says what does not belong there.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum

from shared.domain.words import Text


class Personal(StrEnum):
    """What kind of personal data was found."""

    IDENTITY = "identity"  # NIK, family card, NPWP
    PHONE = "phone"
    EMAIL = "email"
    PASSPORT = "passport"
    LONG_NUMBER = "long_number"  # an account, a licence, a membership
    PLATE = "plate"
    BIRTH = "birth"
    ADDRESS = "address"
    NAME = "name"


FOUND: Mapping[Personal, Text] = {
    Personal.IDENTITY: {"id": "NIK, nomor KK, atau NPWP", "en": "an identity, family card or tax number"},
    Personal.PHONE: {"id": "nomor telepon", "en": "a phone number"},
    Personal.EMAIL: {"id": "alamat surel", "en": "an e-mail address"},
    Personal.PASSPORT: {"id": "nomor paspor", "en": "a passport number"},
    Personal.LONG_NUMBER: {"id": "nomor panjang, misalnya rekening", "en": "a long number such as an account"},
    Personal.PLATE: {"id": "nomor kendaraan", "en": "a vehicle's number"},
    Personal.BIRTH: {"id": "tanggal lahir", "en": "a date of birth"},
    Personal.ADDRESS: {"id": "alamat", "en": "an address"},
    Personal.NAME: {"id": "nama orang", "en": "a person's name"},
}
"""What was found, inside a sentence."""

_EMAIL = re.compile(
    r"[\w.+-]+\s*(?:@|[\[(]\s*at\s*[\])])\s*[\w-]+(?:\s*(?:\.|[\[(]\s*dot\s*[\])]|\bdot\b|\btitik\b)\s*[\w-]+)+"
    r"|[\w.+-]+@[\w-]+|[\w.+-]+\s+at\s+[\w-]+\s*(?:\.|\sdot\s)\s*(?:com|co|id|net|org)\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\brp\.?\s*[\d.,]+"  # an amount
    r"|(?<![\d./-])\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?![./-]?\d)|(?<![\d-])\d{4}-\d{2}-\d{2}(?!-?\d)"  # a date
    r"|(?<![\d.:-])\d{1,2}[.:]\d{2}(?![.:-]?\d)"  # a time
    r"|\b[A-Za-z][A-Za-z0-9]{0,2}-\d{3,4}\b(?!-?\d)",  # a number of the queue
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-/]{0,2}\d)*")
_SPOKEN = re.compile(
    r"\b(?:(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|zero|one|two|three|four|five|six|seven"
    r"|eight|nine|\d)[\s,.-]+){7,}",
    re.IGNORECASE,
)
_PASSPORT = re.compile(r"\b[A-Z]{1,2}\d{6,8}\b|\b[A-Z]\s\d{7}\b|\b[a-z]\d{7}\b")
_PLATE = re.compile(r"\b[A-Z]{1,2}[ -]?\d{1,4}[ -]?[A-Z]{1,3}\b")
_BIRTH = re.compile(
    r"\b(?:lahir|kelahiran|ttl|tgl\.?\s*lahir|born|birth(?:day|date)?|dob|d\.o\.b\.?)\b\D{0,25}\d", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?i:\b(?:jl|jln|gg)\b[.:]?\s*\w|\b(?:alamat|address)(?:nya)?\s*[:=]\s*\w|\brt\s*\.?\s*\d+|\brw\s*\.?\s*\d+)"
    r"|\b[Jj](?:alan|ALAN)\s+[A-Z]\w|\b[Gg]ang\s+[A-Z0-9]|\b[A-Z]\w+\s+[Ss]treet\b"
)
_NAMED = re.compile(
    r"(?:\ba\.\s?n\.|\ba/n\b|\batas\s+nama\b|\bbernama\b|\bnama(?:nya)?\s*[:=]|\bnamed\b|\bname\s*(?:is|[:=]))\s*\w",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:[Bb]apak|[Bb]pk|[Pp]ak|[Ii]bu|[Ii]b|[Bb]u|[Ss]dri?|[Ss]audar[ai]|[Tt]uan|[Tt]n|[Nn]yonya|[Nn]y|[Nn]ona|[Nn]n"
    r"|[Mm]as|[Mm]bak|[Hh]j|[Dd]rg?|[Mm]rs?|[Mm]s|[Mm]iss|BAPAK|IBU|PAK|BU|SDR|TN|NY|MR|MRS)\b\.?\s+"
    r"([A-Z][A-Za-z']+)"
)
_NO_NAMES = frozenset(
    {"kandung", "hamil", "menyusui", "kepala", "petugas", "lurah", "camat", "rt", "rw", "kota", "negara", "rumah",
     "bapak", "ibu", "dan", "atau", "sudah", "belum", "perlu", "minta", "ini", "itu", "yang", "di", "ke", "dari"}
)  # fmt: skip
"""Words that follow a title and are no name."""
_LONGEST_FREE = 8
"""A number of this many digits may stand in a note: an amount without its sign, a file number."""


def personal(words: str) -> Personal | None:
    """The first kind of personal data that stands in some words; None if none is seen."""
    return next(_found(unicodedata.normalize("NFKC", words)), None)


def _found(words: str) -> Iterator[Personal]:
    if _EMAIL.search(words):
        yield Personal.EMAIL
    bare = _HARMLESS.sub(" · ", words)
    for match in _NUMBER.finditer(bare):
        kind = _number(match.group())
        if kind is not None:
            yield kind
    if _SPOKEN.search(f"{bare} "):
        yield Personal.PHONE
    for kind, pattern in (
        (Personal.BIRTH, _BIRTH), (Personal.ADDRESS, _ADDRESS), (Personal.NAME, _NAMED),
    ):  # fmt: skip
        if pattern.search(words):
            yield kind
    for kind, pattern in ((Personal.PASSPORT, _PASSPORT), (Personal.PLATE, _PLATE)):
        if pattern.search(bare):
            yield kind
    if any(match.group(1).lower() not in _NO_NAMES for match in _TITLED.finditer(words)):
        yield Personal.NAME


def _number(written: str) -> Personal | None:
    """What a run of digits is, by its length and by how it is grouped."""
    groups = re.findall(r"\d+", written)
    digits = "".join(groups)
    if len(digits) in (15, 16):
        return Personal.IDENTITY
    if written.startswith("+") and len(digits) > _LONGEST_FREE:
        return Personal.PHONE
    if digits.startswith(("08", "628")) and len(digits) > _LONGEST_FREE:
        return Personal.PHONE
    listed = len(groups) > 1 and len(digits) / len(groups) < 3  # "12 13 14 15 16": a list of small numbers
    if len(digits) > _LONGEST_FREE and not listed:
        return Personal.PHONE if digits.startswith("0") else Personal.LONG_NUMBER
    return None
