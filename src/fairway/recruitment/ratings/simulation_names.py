"""Names of agencies that exist nowhere: a thing of the kitchen or the sky, and “(demonstration)” in the same script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Script:
    """The words of one script.

    Attributes:
        first, second: A name is one of each, first the first.
        kinds: What the firm calls itself.
        mark: Says that it is invented; part of every name, so that a copied line still says so.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    kinds: tuple[str, ...]
    mark: str


LATIN: Final = Script(
    (
        "Paper", "Wooden", "Striped", "Sleepy", "Borrowed", "Velvet", "Pocket", "Tin", "Humming", "Marmalade", "Chalk",
        "Folded", "Woollen", "Rhubarb", "Polka-dot", "Upside-down",
    ),
    (
        "Teapot", "Umbrella", "Kite", "Lantern", "Spoon", "Penguin", "Cactus", "Accordion", "Snowman", "Mitten",
        "Periscope", "Biscuit", "Tambourine", "Hedgehog", "Button", "Wheelbarrow",
    ),
    ("Overseas", "Recruitment", "Placement", "Staffing", "Jobs Abroad"),
    "(demonstration)",
)  # fmt: skip
DEVANAGARI: Final = Script(
    ("कागजी", "रंगीन", "निद्रालु", "काठको", "मखमली", "उल्टो", "गुलाबी", "धारीदार", "गोल", "सानो", "हाँस्ने", "मिठो"),
    ("छाता", "पतङ्ग", "लालटिन", "चम्चा", "बिस्कुट", "टोपी", "बाँसुरी", "कछुवा", "घण्टी", "झोला", "समोसा", "चकलेट"),
    ("ओभरसिज", "म्यानपावर", "रोजगार", "प्लेसमेन्ट"),
    "(नमुना)",
)
HINDI: Final = Script(
    ("काग़ज़ी", "रंगीन", "नींद भरा", "लकड़ी का", "मख़मली", "उल्टा", "गुलाबी", "धारीदार", "गोल", "छोटा", "हँसता", "मीठा"),
    ("छाता", "झूला", "लालटेन", "चम्मच", "बिस्कुट", "तकिया", "ढोल", "कछुआ", "बटन", "झोला", "समोसा", "गुब्बारा"),
    ("ओवरसीज़", "प्लेसमेंट", "रोज़गार", "जनशक्ति"),
    "(नमूना)",
)
BENGALI: Final = Script(
    ("কাগজের", "রঙিন", "ঘুমন্ত", "কাঠের", "মখমলি", "উল্টো", "গোলাপি", "ডোরাকাটা", "গোল", "ছোট্ট", "হাসিখুশি", "মিষ্টি"),
    ("ছাতা", "ঘুড়ি", "লণ্ঠন", "চামচ", "বিস্কুট", "টুপি", "বাঁশি", "কচ্ছপ", "ঘণ্টা", "ঝোলা", "শিঙাড়া", "বেলুন"),
    ("ওভারসিজ", "রিক্রুটিং", "জনশক্তি", "প্লেসমেন্ট"),
    "(নমুনা)",
)
ARABIC: Final = Script(
    ("مظلة", "ملعقة", "طائرة", "قبعة", "ساعة", "سلحفاة", "بسكويتة", "زرافة", "مخدة", "طبلة", "نملة", "كعكة"),
    ("الورق", "الخشب", "المخمل", "السكر", "القطن", "الطباشير", "الزجاج", "الصوف", "النعناع", "القصدير", "الثلج",
     "الكرتون"),
    ("للتوظيف", "للاستقدام", "للعمالة", "للتشغيل"),
    "(نموذج)",
)  # fmt: skip


def name_of(script: Script, number: int) -> str:
    """The name with this number; different numbers give different names.

    Args:
        script: Of the country's language.
        number: 0 or more; steps through all pairs of words before a numeral is needed.
    """
    one, two, kind = len(script.first), len(script.second), len(script.kinds)
    turn, left = divmod(number, one * two * kind)
    left = (left * 7919) % (one * two * kind)  # a prime: neighbours look different, and no name comes twice
    words = script.first[left % one], script.second[left // one % two], script.kinds[left // (one * two)]
    numeral = f" {turn + 1}" if turn else ""
    return f"{' '.join(words)}{numeral} {script.mark}"
