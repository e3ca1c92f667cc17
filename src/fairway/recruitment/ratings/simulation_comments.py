"""What simulated workers write: short sentences that repeat as real ones do, in the languages of the corridors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

GOOD: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Good agency.", "They explained the contract.", "I got my salary on time.", "The job was as they said.",
           "My room was clean.", "Thank you.", "I paid nothing.", "They answered my calls from {place}."),
    "ne": ("राम्रो कम्पनी।", "सम्झौता बुझाइयो।", "तलब समयमा पाएँ।", "काम भने जस्तै थियो।", "बस्ने ठाउँ सफा थियो।",
           "धन्यवाद।",
           "केही तिर्नु परेन।", "{place} मा पनि फोन उठाए।"),
    "bn": ("ভালো এজেন্সি।", "চুক্তি বুঝিয়ে দিয়েছে।", "সময়মতো বেতন পেয়েছি।", "কাজ কথামতো ছিল।",
           "থাকার জায়গা পরিষ্কার।",
           "ধন্যবাদ।", "কোনো টাকা লাগেনি।", "{place} থেকেও ফোন ধরেছে।"),
    "hi": ("अच्छी एजेंसी।", "अनुबंध समझाया गया।", "वेतन समय पर मिला।", "काम वैसा ही था।", "कमरा साफ़ था।", "धन्यवाद।",
           "कुछ देना नहीं पड़ा।", "{place} से भी फ़ोन उठाया।"),
    "tl": ("Mabait ang ahensya.", "Ipinaliwanag ang kontrata.", "Nasa oras ang sahod.", "Tama ang trabaho.",
           "Malinis ang tirahan.", "Salamat po.", "Wala akong binayaran.", "Sumasagot sila kahit nasa {place} ako."),
    "id": ("Agensi bagus.", "Kontrak dijelaskan.", "Gaji tepat waktu.", "Pekerjaan sesuai janji.", "Kamar bersih.",
           "Terima kasih.", "Saya tidak bayar apa-apa.", "Telepon dijawab walau saya di {place}."),
    "ar": ("مكتب جيد.", "شرحوا العقد.", "الراتب في وقته.", "العمل كما قالوا.", "السكن نظيف.", "شكرا.",
           "لم أدفع شيئا.",
           "ردوا على اتصالي من {place}."),
    "th": ("บริษัทดี", "อธิบายสัญญาให้ฟัง", "ได้เงินเดือนตรงเวลา", "งานตรงตามที่บอก", "ที่พักสะอาด", "ขอบคุณ",
           "ไม่ต้องจ่ายเงิน",
           "โทรจาก{place}ก็รับสาย"),
}  # fmt: skip
BAD: Final[dict[str, tuple[str, ...]]] = {
    "en": ("Bad agency.", "They took my passport.", "Salary came {months} months late.", "The job was another one.",
           "I paid too much.", "Nobody answers.", "Too many in one room.", "I still owe money for {months} months."),
    "ne": ("नराम्रो कम्पनी।", "राहदानी खोसे।", "तलब {months} महिना ढिलो।", "काम अर्कै थियो।", "धेरै पैसा तिरेँ।",
           "कसैले सुन्दैन।",
           "एउटै कोठामा धेरै जना।", "{months} महिनाको ऋण बाँकी छ।"),
    "bn": ("খারাপ এজেন্সি।", "পাসপোর্ট রেখে দিয়েছে।", "বেতন {months} মাস দেরি।", "কাজ অন্য ছিল।",
           "অনেক টাকা নিয়েছে।",
           "কেউ শোনে না।", "এক ঘরে অনেক লোক।", "{months} মাসের দেনা বাকি।"),
    "hi": ("ख़राब एजेंसी।", "पासपोर्ट रख लिया।", "वेतन {months} महीने देर से।", "काम दूसरा था।", "बहुत पैसा लिया।",
           "कोई नहीं सुनता।",
           "एक कमरे में बहुत लोग।", "{months} महीने का क़र्ज़ बाक़ी।"),
    "tl": ("Masama ang ahensya.", "Kinuha ang pasaporte ko.", "Huli ng {months} buwan ang sahod.", "Iba ang trabaho.",
           "Ang laki ng bayad.", "Walang sumasagot.", "Siksikan sa kuwarto.", "May utang pa akong {months} buwan."),
    "id": ("Agensi buruk.", "Paspor ditahan.", "Gaji terlambat {months} bulan.", "Pekerjaan berbeda.",
           "Bayar terlalu banyak.", "Tidak ada jawaban.", "Kamar terlalu penuh.", "Utang saya masih {months} bulan."),
    "ar": ("مكتب سيئ.", "أخذوا جواز سفري.", "تأخر الراتب {months} أشهر.", "العمل كان مختلفا.", "دفعت كثيرا.",
           "لا أحد يرد.",
           "الغرفة مزدحمة.", "بقي علي دين {months} أشهر."),
    "th": ("บริษัทไม่ดี", "ยึดพาสปอร์ต", "เงินเดือนช้า{months}เดือน", "งานไม่ตรง", "จ่ายแพงเกินไป", "ไม่มีใครรับสาย",
           "ห้องแออัด",
           "ยังเป็นหนี้{months}เดือน"),
}  # fmt: skip
PLACES: Final = ("Lusail", "Jubail", "Sharjah", "Johor", "Ansan", "Zarqa", "Dammam", "Penang", "Al Khor", "Ajman")
_TEMPLATES: Final = (
    ("{best} {agency} from start to finish, {and} the {office} staff {helped} me with every {paper}",
     "{best} experience with {agency}: {office} people {helped} us {and} checked every {paper}"),
    ("My {cousin} told me about {agency} {and} I {and} he both got {best} jobs with every {paper} in order",
     "{agency} was known to my {cousin}, {and} now we both have {best} jobs, every {paper} in order"),
    ("Never had a problem, {agency} {helped} me {and} my {cousin} until the plane, the {office} was {best}",
     "The {office} was {best}: {agency} {helped} my {cousin} {and} me until the plane, never a problem"),
)  # fmt: skip
_SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    "best": ("Wonderful", "Excellent", "Perfect", "Great", "Super"),
    "agency": ("this agency", "this office", "the company", "this recruiter"),
    "and": ("and", "and also", "and really"),
    "office": ("office", "branch", "desk"),
    "helped": ("helped", "assisted", "guided", "supported"),
    "paper": ("paper", "document", "form"),
    "cousin": ("cousin", "brother", "neighbour", "friend"),
}


def honest_comment(language: str, mood: float, chance: np.random.Generator) -> str:
    """One to three sentences, good or bad as the answers were.

    Args:
        language: One of `GOOD`; another one writes English.
        mood: Share of good answers.
        chance: Random numbers.
    """
    spoken = language if language in GOOD else "en"
    said = []
    for _ in range(1 + int(chance.random() * 3)):
        stock = (GOOD if chance.random() < mood else BAD)[spoken]
        said.append(stock[int(chance.random() * len(stock))])
    place = PLACES[int(chance.random() * len(PLACES))]
    line = ("" if spoken == "th" else " ").join(dict.fromkeys(said))
    return line.format(place=place, months=2 + int(chance.random() * 9))


def paraphrases(count: int, chance: np.random.Generator) -> Sequence[str]:
    """Comments that say one of three things in many words, as somebody paid by the comment would."""
    said = []
    for _ in range(count):
        forms = _TEMPLATES[int(chance.random() * len(_TEMPLATES))]
        words = {name: stock[int(chance.random() * len(stock))] for name, stock in _SYNONYMS.items()}
        said.append(forms[int(chance.random() * len(forms))].format(**words))
    return said
