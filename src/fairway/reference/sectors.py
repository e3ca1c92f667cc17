"""The sector lens: six sectors in which migrants work, and what the published tables can tell of each.

Sectors are shown, never ranked. ILOSTAT's migration tables go down to ISIC sections and merge some of them (D with E,
T with what follows), so two lenses cannot be answered from them: that is said, never hidden behind a wider figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Text
from fairway.reference.spelling import fold


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector lens.

    Attributes:
        slug: As in addresses (`domestic-work`).
        title: What a reader sees.
        isic: The ISIC Rev.4 sections or divisions that make it up.
        published: The category of ILOSTAT's tables that answers it, or None where only a wider one exists.
        within: The narrowest published category that holds it (`published` itself where there is one).
        exact: Whether `published` is this sector and nothing else.
        notes: What `published` counts besides.
        reason: Why it is not available at this detail, where `published` is None.
        also: Other words for it, in the interface languages.
    """

    slug: str
    title: Text
    isic: tuple[str, ...]
    published: str | None
    within: str
    exact: bool
    notes: tuple[Text, ...] = ()
    reason: Text | None = None
    also: tuple[str, ...] = ()


SECTORS: Final = (
    Sector(
        "agriculture",
        Text("Agriculture"),
        ("A01",),
        published="A",
        within="A",
        exact=False,
        notes=(Text("ISIC section A: forestry and fishing are counted with agriculture."),),
        also=("A", "farming", "agricultura", "زراعة", "الزراعة"),
    ),
    Sector(
        "construction",
        Text("Construction"),
        ("F",),
        published="F",
        within="F",
        exact=True,
        also=("building", "bâtiment", "construcción", "تشييد", "البناء"),
    ),
    Sector(
        "domestic-work",
        Text("Domestic work"),
        ("T97",),
        published=None,
        within="T-X",
        exact=False,
        reason=Text(
            "Not available at this detail: the table counts households as employers (ISIC section T) together with "
            "extraterritorial organisations and activities not classified."
        ),
        also=(
            "T",
            "domestic",
            "domestic workers",
            "households",
            "travail domestique",
            "trabajo doméstico",
            "العمل المنزلي",
        ),
    ),
    Sector(
        "fishing",
        Text("Fishing"),
        ("A03",),
        published=None,
        within="A",
        exact=False,
        reason=Text(
            "Not available at this detail: the table counts fishing (ISIC division 03) together with agriculture and "
            "forestry in section A."
        ),
        also=("fisheries", "pêche", "pesca", "صيد الأسماك", "الصيد"),
    ),
    Sector(
        "hospitality",
        Text("Hotels and restaurants"),
        ("I",),
        published="I",
        within="I",
        exact=True,
        also=("hotels", "accommodation and food services", "hôtellerie", "hostelería", "hotelería", "الفنادق والمطاعم"),
    ),
    Sector(
        "manufacturing",
        Text("Manufacturing"),
        ("C",),
        published="C",
        within="C",
        exact=True,
        also=("industry", "industrie manufacturière", "manufactura", "الصناعة التحويلية"),
    ),
)


def sector(slug: str) -> Sector:
    """The lens of a slug.

    Raises:
        UnknownCode: No such lens; all six are suggested.
    """
    return find(slug)


def find(asked: str) -> Sector:
    """The lens of a slug, a name in an interface language, or its ISIC code.

    Raises:
        UnknownCode: As `sector`.
    """
    key = fold(asked)
    for lens in SECTORS:
        words = (lens.slug, lens.title.template, *lens.also, *lens.isic, *(code.lstrip("AT") for code in lens.isic))
        if key and key in {fold(word) for word in words if word}:
            return lens
    raise UnknownCode("sector", asked.strip()[:80], suggestions=[lens.slug for lens in SECTORS])
