"""Other ways to write a made-up name: mistyped, shortened, in another script. Part of `simulation`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import Final

_LEGAL: Final = re.compile(r"\s*(?:\(Pvt\.\)|Pvt\.|Co\.)?\s*(?:Ltd\.|Limited)$")
_SHORT: Final = (
    ("International", "Int'l"), ("International", "Intl."), ("Services", "Service"), ("Enterprise", "Enterprises"),
    ("Travels", "Travel"), ("Recruiting", "Recruitment"), ("Overseas", "Oversease"), ("Manpower", "Man Power"),
)  # fmt: skip
_SOUND: Final = (
    ("ee", "i"),
    ("i", "ee"),
    ("z", "j"),
    ("sh", "s"),
    ("kh", "k"),
    ("ou", "u"),
    ("u", "oo"),
    ("v", "bh"),
    ("y", "i"),
)

_LETTERS: Final[Mapping[str, str]] = {
    "bengali": "kh খ gh ঘ ch চ sh শ th থ dh ধ ph ফ bh ভ k ক g গ c ক j জ t ত d দ "
    "n ন p প f ফ b ব m ম y য় r র l ল v ভ w ও s স h হ z জ x ক্স q ক",
    "devanagari": "kh ख gh घ ch च sh श th थ dh ध ph फ bh भ k क g ग c क j ज t त d द "
    "n न p प f फ b ब m म y य r र l ल v भ w व s स h ह z ज x क्स q क",
    "arabic": "kh خ gh غ ch تش sh ش th ث dh ذ k ك g غ c ك j ج t ت d د n ن "
    "p ب f ف b ب m م y ي r ر l ل v ف w و s س h ه z ز x كس q ق",
}
_SIGNS: Final[Mapping[str, str]] = {
    "bengali": "a া i ি u ু e ে o ো", "devanagari": "a ा i ि u ु e े o ो", "arabic": "a ا i ي u و e ي o و",
}  # fmt: skip
_FIRST: Final[Mapping[str, str]] = {
    "bengali": "a আ i ই u উ e এ o ও", "devanagari": "a अ i इ u उ e ए o ओ", "arabic": "a ا i ا u ا e ا o ا",
}  # fmt: skip
_WHOLE: Final[Mapping[str, str]] = {
    "bengali": "international ইন্টারন্যাশনাল overseas ওভারসিজ "
    "travels ট্রাভেলস enterprise এন্টারপ্রাইজ manpower ম্যানপাওয়ার "
    "services সার্ভিসেস trade ট্রেড recruiting রিক্রুটিং "
    "agency এজেন্সি tours ট্যুরস employment এমপ্লয়মেন্ট associates এসোসিয়েটস",
    "devanagari": "international इन्टरनेसनल overseas ओभरसिज travels ट्राभल्स "
    "manpower म्यानपावर services सर्भिस trade ट्रेडिङ "
    "agency एजेन्सी tours टुर्स enterprise इन्टरप्राइजेज "
    "recruiting रिक्रुटमेन्ट employment रोजगार associates एसोसिएट्स",
    "arabic": "international الدولية overseas اوفرسيز travels للسفريات "
    "services للخدمات recruiting للتوظيف agency وكالة "
    "trade للتجارة manpower مانباور tours سياحة employment التشغيل enterprise انٹرپرائز associates ایسوسی",
}


def _pairs(line: str) -> dict[str, str]:
    words = line.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def in_script(name: str, script: str) -> str:
    """A name letter by letter in `bengali`, `devanagari` or `arabic`; "
    "the words of the trade as they are written there.
    """
    whole, letters, signs, first = (_pairs(table[script]) for table in (_WHOLE, _LETTERS, _SIGNS, _FIRST))
    written = list[str]()
    for word in re.findall("[a-z]+", without_legal_form(name).lower()):
        if word in whole:
            written.append(whole[word])
            continue
        said, at = "", 0
        while at < len(word):
            two = word[at : at + 2]
            if two in letters:
                said, at = said + letters[two], at + 2
                continue
            said += (letters.get(word[at]) or (signs if at else first).get(word[at])) or ""
            at += 1
        written.append(said)
    return " ".join(written)


def without_legal_form(name: str) -> str:
    """A name without its legal form at the end and `M/S` in front."""
    return _LEGAL.sub("", name).removeprefix("M/S ").strip()


def mistyped(draw: random.Random, name: str, *, letters: str = "aeiourstnlm") -> str:
    """A name with one letter left out, doubled, changed or exchanged with the next."""
    written = list(name)
    at = draw.randrange(1, len(written) - 1)
    kind = draw.randrange(4)
    if kind == 0:
        del written[at]
    elif kind == 1:
        written.insert(at, written[at])
    elif kind == 2:
        written[at] = draw.choice(letters)
    else:
        written[at], written[at + 1] = written[at + 1], written[at]
    return "".join(written)


def _shorter(draw: random.Random, name: str) -> str:
    for long, short in draw.sample(_SHORT, len(_SHORT)):
        if long in name:
            return name.replace(long, short)
    return name.upper()


def _other_legal_form(draw: random.Random, name: str) -> str:
    bare = without_legal_form(name)
    return f"{bare} {draw.choice(('Ltd', 'Limited', '(Pvt) Ltd.', 'Pvt. Limited'))}" if bare == name else bare


def _by_sound(draw: random.Random, name: str) -> str:
    head, gap, rest = name.partition(" ")
    for one, other in draw.sample(_SOUND, len(_SOUND)):
        if one in head[1:]:
            return head[0] + head[1:].replace(one, other, 1) + gap + rest
    return name.replace("-", " ")


SPELLINGS: Final[tuple[Callable[[random.Random, str], str], ...]] = (
    lambda draw, name: name.upper(),
    lambda draw, name: f"M/S. {without_legal_form(name)}",
    _shorter,
    _other_legal_form,
    _by_sound,
)
"""Ways to spell a name otherwise."""
