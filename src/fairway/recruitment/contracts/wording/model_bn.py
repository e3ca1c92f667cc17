"""Model contracts in Bengali: our own translation, made by machine."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.model_words import ModelWords

WORDS: Final = ModelWords(
    language="bn",
    title="নমুনা চাকরির চুক্তি: {sector}",
    sectors={"agriculture": "কৃষি", "construction": "নির্মাণ", "domestic": "গৃহকর্ম", "garment": "পোশাক কারখানা", "other": "অন্য কাজ"},
    groups={"parties": "কে ও কী", "work": "কাজ", "pay": "বেতন", "time": "কাজের সময়", "leave": "ছুটি", "living": "খাবার, থাকা ও যাতায়াত", "health": "স্বাস্থ্য ও নিরাপত্তা", "rights": "অধিকার", "end": "চুক্তির শেষ", "sector": "এই ধরনের কাজের বাড়তি শর্ত"},
    fields={
        "employer": "নিয়োগকর্তা", "principal": "বিদেশের যে এজেন্সি বা কোম্পানি কর্মী চেয়েছে", "agency": "রিক্রুটিং এজেন্সি", "job_order": "চাহিদাপত্র নম্বর", "language": "কর্মী যে ভাষায় চুক্তি পড়েন", "copy_before_departure": "রওনা হওয়ার আগে কপি দেওয়া",
        "occupation": "যে কাজ করতে হবে", "occupation_code": "পেশার কোড", "workplace": "কাজের জায়গা", "country": "কাজের দেশ", "start": "কাজের প্রথম দিন", "duration": "চুক্তির মেয়াদ", "probation": "শিক্ষানবিশ কাল",
        "pay": "মূল বেতন", "pay_basis": "বেতনের ভিত্তি", "pay_every": "বেতন দেওয়ার সময়", "pay_method": "বেতন দেওয়ার উপায়", "pay_slip": "বেতনের রসিদ", "guaranteed_pay": "কাজ না থাকলেও বেতন", "deductions": "বেতন থেকে কাটা", "fees_repaid": "নিয়োগের সব খরচ নিয়োগকর্তা দেন",
        "daily_hours": "দৈনিক কাজের ঘণ্টা", "weekly_hours": "সাপ্তাহিক কাজের ঘণ্টা", "weekly_rest": "সাপ্তাহিক ছুটি", "overtime_rate": "ওভারটাইম", "annual_leave": "বেতনসহ বার্ষিক ছুটি", "sick_leave": "বেতনসহ অসুস্থতার ছুটি", "public_holidays": "বেতনসহ সরকারি ছুটি",
        "food": "খাবার", "housing": "থাকার জায়গা", "local_transport": "কাজে যাতায়াত", "travel_there": "কাজের দেশে যাওয়ার ভাড়া", "travel_back": "শেষে দেশে ফেরার ভাড়া", "medical_care": "চিকিৎসা", "injury_cover": "কাজে আঘাতের ক্ষতিপূরণ", "social_insurance": "সামাজিক বীমা",
        "keeps_passport": "কর্মী নিজের পাসপোর্ট ও কাগজ নিজে রাখেন", "free_to_leave": "অবসর সময়ে কর্মী কাজের ও থাকার জায়গা থেকে বের হতে পারেন", "may_join_union": "কর্মী ট্রেড ইউনিয়নে যোগ দিতে পারেন", "may_change_employer": "কর্মী নিয়োগকর্তা বদলাতে পারেন", "complaints": "বিরোধ মেটানোর জায়গা",
        "notice": "নোটিশের মেয়াদ", "penalty_for_leaving": "আগে চলে গেলে কর্মী যা দেন", "end_of_service": "চাকরি শেষের পাওনা", "repatriation": "বিপদ, অসুখ বা মৃত্যু হলে নিয়োগকর্তা কর্মীকে দেশে পাঠান",
        "lives_in": "কর্মী বাড়িতে থাকেন", "own_room": "তালা দেওয়া যায় এমন নিজের ঘর", "standby_hours": "প্রস্তুত থাকার ঘণ্টা", "daily_rest": "প্রতিদিন টানা বিশ্রাম", "household_size": "পরিবারের মানুষ", "in_kind_share": "জিনিসে দেওয়া বেতনের অংশ", "own_phone": "কর্মী নিজের ফোন রাখেন ও ব্যবহার করেন",
        "protective_equipment": "নিরাপত্তা সরঞ্জাম", "safety_induction": "কাজের আগে বেতনসহ নিরাপত্তা প্রশিক্ষণ", "heat_rules": "সবচেয়ে গরম সময়ে বাইরে কাজ নেই", "subcontractor": "কর্মীকে উপ-ঠিকাদারের কাছে পাঠানো যায়", "people_to_a_room": "এক ঘরে মানুষ",
        "piece_rate": "প্রতি পিস মজুরি", "least_hours": "নিশ্চিত কাজের ঘণ্টা", "pesticide_protection": "কীটনাশক থেকে সুরক্ষা", "season_end": "মৌসুমের শেষ দিন",
        "same_pay_as_nationals": "দেশি শ্রমিকের সমান বেতন", "production_bonus": "উৎপাদন বোনাস", "production_target": "দৈনিক পিসের লক্ষ্য", "union_dues": "সম্মতি থাকলেই ইউনিয়নের চাঁদা কাটা হয়",
    },
    units={"months": "{n} মাস", "hours_day": "দিনে {n} ঘণ্টা", "hours_week": "সপ্তাহে {n} ঘণ্টা", "days_week": "সপ্তাহে {n} দিন", "days_year": "বছরে {n} দিন", "days": "{n} দিন", "percent_pay": "সাধারণ বেতনের {n} শতাংশ", "percent": "{n} শতাংশ", "service": "প্রতি বছরের জন্য {n} দিনের বেতন", "": "{n}"},
    periods={"hour": "ঘণ্টায় {sum}", "day": "দিনে {sum}", "week": "সপ্তাহে {sum}", "fortnight": "দুই সপ্তাহে {sum}", "month": "মাসে {sum}", "year": "বছরে {sum}", "once": "{sum}", "piece": "প্রতি পিস {sum}"},
    choices={"worker_pays": "কর্মী নিজে দেন", "deducted": "বেতন থেকে কাটা হয়", "allowance": "নগদ ভাতা", "free": "বিনামূল্যে, নিয়োগকর্তা দেন", "piece": "পিস হিসাবে", "hour": "ঘণ্টা হিসাবে", "day": "দিন হিসাবে", "month": "প্রতি মাসে একবার", "quarter": "প্রতি তিন মাসে", "fortnight": "প্রতি দুই সপ্তাহে", "week": "প্রতি সপ্তাহে একবার", "kind": "জিনিসে", "cash": "নগদে", "bank": "ব্যাংক হিসাবে", "basis_month": "মাস হিসাবে"},
    yes="হ্যাঁ", no="না",
    rules={
        "substitution": "এই চুক্তি অন্য চুক্তি দিয়ে বদলানো যাবে না। পরের কোনো কাগজ কর্মীকে কম দিলে তা বৈধ নয়।",
        "copy": "কর্মী যে ভাষা পড়েন সেই ভাষায় সই করা কপি পান। রওনা হওয়ার আগেই পান।",
        "fees": "এই কাজ পাওয়ার সব খরচ নিয়োগকর্তার। কেউ কর্মীর কাছে টাকা চাইতে বা পরে বেতন থেকে নিতে পারবে না।",
        "papers": "কর্মীর কাগজ, ফোন বা এই চুক্তি কর্মী ছাড়া কেউ রাখতে পারবে না।",
        "complaint": "কর্মী শ্রম দপ্তর, ট্রেড ইউনিয়ন বা আদালতে অভিযোগ করতে পারেন। এর জন্য কেউ তাকে শাস্তি দিতে পারবে না।",
        "end": "সময়মতো জানিয়ে কর্মী এই চুক্তি শেষ করতে পারেন। বিপদে বা বেতন না পেলে সঙ্গে সঙ্গে চলে যেতে পারেন।",
        "better": "আইন এই চুক্তির চেয়ে বেশি দিলে আইনই চলবে।",
        "violence": "মারধর, হুমকি, অপমান ও যৌন হয়রানি নিষিদ্ধ।",
    },
    signs={"worker": "কর্মী", "employer": "নিয়োগকর্তা", "place": "স্থান", "date": "তারিখ", "signature": "স্বাক্ষর", "name": "নাম"},
    machine="যন্ত্রে অনুবাদ করা। কোনো মানুষ যাচাই করেনি।",
    law="কোনো আইনজীবী এই নমুনা যাচাই করেননি। আইনে নির্ধারিত চুক্তির বদলে এটি চলে না।",
    blank="সই করার আগে প্রতিটি ফাঁকা লাইন পূরণ করুন। ফাঁকা লাইন থাকা চুক্তিতে সই করবেন না।",
)  # fmt: skip
