"""What is kept of a row of a public list, under which titles it stands there, and the words for a status.

The owner's name is never a field: a list of agencies may print it, and it is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.names.romanising import romanised_text

FIELDS: Final[Mapping[str, Text]] = {
    "name": Text("Name of the agency"),
    "other_name": Text("Name in another script, or trading name"),
    "licence_number": Text("Licence number"),
    "city": Text("City"),
    "status": Text("Status of the licence"),
    "valid_from": Text("Valid from"),
    "valid_to": Text("Valid to"),
}
"""Code → what it holds."""

TITLES: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "name", "agency name", "agency", "recruiting agency", "name of agency", "name of the agency", "company name",
        "company", "name of company", "name of recruiting agency", "recruiting agency name",
        "name of the recruiting agency",
        "recruitment agency", "name of licensee", "licensee", "firm name", "name of firm", "organisation",
        "organization", "manpower company", "ra name", "agence", "nom de l'agence", "nom", "raison sociale",
        "denomination", "agencia", "nombre", "nombre de la agencia", "razon social", "empresa", "nama",
        "nama perusahaan",
        "اسم المكتب", "اسم الشركة", "اسم الوكالة", "الاسم", "اسم", "कम्पनीको नाम", "संस्थाको नाम", "नाम",
        "इजाजतपत्र प्राप्त संस्थाको नाम", "कंपनी का नाम", "প্রতিষ্ঠানের নাম", "এজেন্সির নাম",
        "রিক্রুটিং এজেন্সির নাম", "নাম",
    ),
    "other_name": (
        "other name", "trading name", "trade name", "doing business as", "dba", "name in nepali", "name in bengali",
        "name in bangla", "name in arabic", "local name", "arabic name", "nom commercial", "autre nom",
        "nombre comercial",
        "otro nombre", "الاسم التجاري", "الاسم بالعربية", "नेपाली नाम", "বাংলা নাম", "former name", "alias",
    ),
    "licence_number": (
        "licence number", "license number", "licence no", "license no", "licence", "license", "recruiting licence no",
        "recruiting license no", "rl no", "rl number", "rl", "recruiting licence number", "recruiting license number",
        "lic no", "registration number", "registration no", "reg no", "permit no", "permit number", "oep licence no",
        "oepl no", "licence id", "numero de licence", "no licence", "n licence", "numero d'agrement", "agrement",
        "numero de licencia", "no de licencia", "licencia", "nomor izin", "nomor siup", "رقم الترخيص", "رقم الرخصة",
        "الترخيص", "इजाजतपत्र नं", "इजाजतपत्र नम्बर", "लाइसेन्स नं", "লাইসেন্স নং", "লাইসেন্স নম্বর", "আর এল নং",
        "আরএল নং",
    ),
    "city": (
        "city", "town", "place", "district", "location", "city town", "head office", "municipality", "office location",
        "ville", "localite", "commune", "ciudad", "localidad", "municipio", "kota", "المدينة", "مدينة", "الموقع",
        "शहर", "जिल्ला", "स्थान", "শহর", "জেলা", "স্থান",
    ),
    "status": (
        "status", "licence status", "license status", "state", "current status", "remarks", "statut", "etat",
        "situation",
        "estado", "situacion", "الحالة", "حالة الترخيص", "स्थिति", "अवस्था", "অবস্থা", "স্ট্যাটাস",
    ),
    "valid_from": (
        "valid from", "issued", "issue date", "date of issue", "licence date", "date issued", "from", "valide du",
        "date de delivrance", "valido desde", "fecha de emision", "تاريخ الإصدار", "जारी मिति", "ইস্যুর তারিখ",
    ),
    "valid_to": (
        "valid to", "valid until", "expiry", "expiry date", "expires", "validity", "valid till", "date of expiry",
        "license validity", "licence validity", "renewed up to", "valide jusqu'au", "date d'expiration", "valido hasta",
        "fecha de vencimiento", "vencimiento", "تاريخ الانتهاء", "صالح حتى", "अवधि समाप्त", "নবায়নের মেয়াদ", "মেয়াদ",
    ),
}  # fmt: skip
"""Field → titles of the columns that hold it, in the languages of the lists."""

OWNER: Final = (
    "owner", "proprietor", "owner name", "name of owner", "name of proprietor", "managing director", "md",
    "contact person",
    "propriétaire", "propietario", "المالك", "اسم المالك", "স্বত্বাধিকারী", "मालिक", "director", "managing partner",
    "phone", "mobile", "telephone", "email", "e mail", "gerant", "gerente",
)  # fmt: skip
"""Titles of columns about a person: never read."""

STATUSES: Final[Mapping[str, Text]] = {
    "valid": Text("Valid"),
    "suspended": Text("Suspended"),
    "cancelled": Text("Cancelled"),
    "expired": Text("Expired"),
    "delisted": Text("Taken off the list"),
    "barred": Text("Barred"),
    "surrendered": Text("Given back"),
    "other": Text("Other"),
    "": Text("Not stated"),
}
"""Code → what it means; `other`: the list's word is kept, and not understood."""

_STATUS_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "valid": (
        "valid", "active", "current", "licensed", "in force", "operational", "good standing", "registered", "renewed",
        "running", "ok", "valide", "actif", "en vigueur", "agree", "vigente", "activa", "activo", "valida", "aktif",
        "ساري", "سارية", "نشط", "सक्रिय", "चालु", "বৈধ", "সক্রিয়", "চালু",
    ),
    "suspended": (
        "suspended", "suspension", "on hold", "blocked", "suspendu", "suspendue", "suspendida", "suspendido", "موقوف",
        "معلق", "निलम्बित", "निलम्बन", "স্থগিত",
    ),
    "cancelled": (
        "cancelled", "canceled", "revoked", "annulled", "withdrawn", "terminated", "retire", "revoquee", "annulee",
        "annule",
        "cancelada", "cancelado", "revocada", "ملغى", "ملغاة", "ملغي", "خارج", "रद्द", "खारेज", "বাতিল",
    ),
    "expired": (
        "expired", "lapsed", "not renewed", "expire", "expiree", "vencida", "vencido", "caducada", "منتهي", "منتهية",
        "समाप्त", "मेयाद सकिएको", "মেয়াদোত্তীর্ণ",
    ),
    "delisted": ("delisted", "removed", "de listed", "struck off", "radie", "radiee", "excluida", "مشطوب", "হটানো"),
    "barred": (
        "barred", "forever banned", "banned", "blacklisted", "black listed", "perpetually disqualified", "interdit",
        "prohibida", "inhabilitada", "محظور", "कालोसूची", "কালো তালিকাভুক্ত",
    ),
    "surrendered": ("surrendered", "given back", "voluntary", "renonce", "devuelta", "সমর্পিত", "فسخ"),
}  # fmt: skip
_NOT: Final = ("not ", "in", "non ", "no ")


_DEGREES: Final = re.compile("[°º]")
"""Of `N°`."""


@lru_cache(maxsize=50_000)
def title_key(written: str) -> str:
    """A title of a column as titles are compared: letters and digits in Latin, single spaces."""
    latin = romanised_text(_DEGREES.sub("", written)).replace("'", "")
    return " ".join("".join(one if one.isalnum() else " " for one in latin).split())


def status_of(written: str) -> str:
    """The status that a cell states: a code of `STATUSES`; empty where it states none.

    `Suspended since May` is `suspended`; `not valid` and `inactive` are not `valid`.
    """
    asked = title_key(written)
    if not asked:
        return ""
    if asked in _TABLE:
        return _TABLE[asked]
    padded = f" {asked} "
    found = {code for words, code in _TABLE.items() if f" {words} " in padded}
    # A list that says "valid licence suspended" speaks of the suspension.
    worse = found - {"valid"}
    if len(worse) == 1:
        return worse.pop()
    return (
        "valid" if found == {"valid"} and not any(f" {one}" in padded for one in _NOT if one.endswith(" ")) else "other"
    )


_TABLE: Final = {title_key(word): code for code, words in _STATUS_WORDS.items() for word in words}
TITLE_TABLE: Final = {title_key(title): field for field, titles in TITLES.items() for title in reversed(titles)}
"""Folded title → field."""
PERSON_TITLES: Final = frozenset(map(title_key, OWNER))
