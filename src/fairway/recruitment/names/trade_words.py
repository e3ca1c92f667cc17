"""Words that say what an organisation is rather than which one: legal forms, and the words of the trade.

Each line: the word that stands for all, then the ways it is written. Other ways are known by their sound.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from fairway.recruitment.names.romanising import prepared, romanised, sound

LEGAL: Final = """
private: pvt private privada prive प्रा प्राइभेट प्राइवेट প্রা প্রাইভেট پرائیویٹ පුද්ගලික
    பிரைவேட்
limited: ltd limited limitee ltda limitada लि लिमिटेड লি লিঃ লিমিটেড لمیٹڈ ليمتد සීමාසහිත
    லிமிடெட் limitada
company: co company compagnie compania cia कम्पनी कंपनी কোম্পানি কোম্পানী شركة شرکت کمپنی
    සමාගම компания
corporation: corp corporation corporacion कर्पोरेशन কর্পোরেশন کارپوریشن корпорация
incorporated: inc incorporated
establishment: est establishment etablissement مؤسسة
liability: llc llp plc wll fzco fze fzc ذمم ذذم ооо ао зао пао чп тоо
societe: sarl sas sa sl srl spa eurl gmbh ag bv nv
perseroan: pt tbk
berhad: sdn bhd berhad sendirian
messrs: messrs
"""
FIRST: Final = frozenset({"perseroan", "messrs", "company", "establishment", "liability"})
"""Legal forms that may stand before the name. Elsewhere the first word is the name's: `S.A. International`."""

TRADE: Final = """
international: international internasional internacional internationale intl इन्टरनेसनल
    इन्टरनेशनल इंटरनेशनल ইন্টারন্যাশনাল ইন্টারন্যাশনেল انٹرنیشنل الدولية دولية
    انترناشيونال ඉන්ටර්නැෂනල් интернешнл
overseas: overseas oversea ओभरसिज ओभरसीज ओवरसीज ওভারসিজ ওভারসীজ ওভারসিস اوورسیز اوفرسيز
    ඕවර්සීස් ஓவர்சீஸ்
manpower: manpower म्यानपावर मैनपावर ম্যানপাওয়ার مانباور මෑන්පවර් மேன்பவர்
recruitment: recruitment recruiting recruiters recruiter recrutement reclutamiento
    रिक्रुटमेन्ट रिक्रुटमेंट রিক্রুটমেন্ট রিক্রুটিং ریکروٹمنٹ التوظيف توظيف الاستقدام
    استقدام рекрутинг
employment: employment employments emploi empleo ketenagakerjaan एम्प्लोयमेन्ट रोजगार
    এমপ্লয়মেন্ট ایمپلائمنٹ روزگار التشغيل تشغيل රැකියා வேலைவாய்ப்பு занятости
agency: agency agencies agence agencia एजेन्सी एजेंसी এজেন্সি এজেন্সী ایجنسی وكالة ඒජන්සි
    ஏஜென்சி агентство ኤጀንሲ
travels: travel travels voyages viajes ट्राभल्स ट्राभेल्स ट्रेवल्स ট্রাভেলস ট্রাভেল ٹریولز
    ٹریول للسفريات سفريات السفر ට්‍රැවල්ස් டிராவல்ஸ்
tours: tours tour tourism tourisme turismo टुर्स ট্যুরস ট্যুরিজম ٹورز سياحة السياحة
services: services service servicios sewa seva serviços सर्भिस सर्भिसेस सर्विसेज सेवा
    সার্ভিস সার্ভিসেস সার্ভিসেজ সেবা سروسز سروس خدمات الخدمات සේවා услуги
consultants: consultant consultants consultancy consulting कन्सल्टेन्ट कन्सल्टेन्सी
    কনসালটেন্ট কনসালট্যান্ট کنسلٹنٹ استشارات консалтинг
trading: trade trading traders trader ट्रेडिङ ट्रेडर्स ট্রেড ট্রেডিং ট্রেডার্স ٹریڈنگ
    ٹریڈرز التجارية تجارية للتجارة
enterprise: enterprise enterprises entreprise empresa इन्टरप्राइजेज এন্টারপ্রাইজ انٹرپرائز
    انٹرپرائزز
associates: associate associates asociados एसोसिएट्स এসোসিয়েট এসোসিয়েটস ایسوسی ایٹس
human: human humaines humanos بشرية البشرية ہیومن
resources: resource resources ressources recursos موارد الموارد ریسورسز
solutions: solution solutions soluciones
foreign: foreign वैदेशिक বৈদেশিক විදේශ خارجية
supply: supply suppliers
placement: placement placements
promoters: promoter promoters پروموٹرز
group: group groupe grupo ग्रुप গ্রুপ مجموعة گروپ группа
office: office bureau oficina مكتب
"""
SMALL: Final = frozenset(
    "and et y e und of the de du des del la le les for pour para los las el-".split()  # noqa: SIM905
)
"""Words that join others and say nothing."""
WRITTEN_OUT: Final = {"hr": ("human", "resources"), "hrs": ("human", "resources"), "intl": ("international",)}
SHORTEST_SOUND: Final = 4
"""Shorter sounds are shared by too many words to know one of the trade by."""


NEAR: Final = 0.72
"""How alike in letters a Latin word must be that sounds like one of the trade: `oversees`, `employement`."""


MISTYPED: Final = 0.8
SHORTEST_MISTYPED: Final = 6
"""A word so long and so alike is one of the trade mistyped: `internatinal`."""


@cache
def _table(lines: str) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Romanised word → the word for all, and sound → one way of writing it with the word for all."""
    words, sounds = dict[str, str](), dict[str, tuple[str, str]]()
    for line in lines.strip().replace("\n    ", " ").splitlines():
        stands, _, ways = line.partition(": ")
        for way in map(prepared, ways.split()):
            latin = romanised(way)
            words.setdefault(latin, stands)
            if len(sound(latin)) >= SHORTEST_SOUND:
                sounds.setdefault(sound(latin), (latin, stands))
    return words, sounds


@lru_cache(maxsize=8192)
def _known(lines: str, latin: str, *, native: bool) -> str:
    words, sounds = _table(lines)
    if stands := words.get(latin):
        return stands
    way, stands = sounds.get(sound(latin), ("", ""))
    if stands and (native or OSA.normalized_similarity(way, latin) >= NEAR):
        return stands
    if len(latin) < SHORTEST_MISTYPED:
        return ""
    near = process.extractOne(latin, words.keys(), scorer=OSA.normalized_similarity, score_cutoff=MISTYPED)
    return words[near[0]] if near and len(near[0]) >= SHORTEST_MISTYPED else ""


def legal_form(latin: str, *, native: bool, first: bool) -> str:
    """The legal form that a romanised word writes, or nothing; `native`: it was written in another script."""
    found = _known(LEGAL, latin, native=native)
    return "" if first and found not in FIRST else found


def trade_word(latin: str, *, native: bool) -> str:
    """The word of the trade that a romanised word writes, or nothing."""
    return _known(TRADE, latin, native=native)
