"""Model contracts in Arabic: our own translation, made by machine."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.model_words import ModelWords

WORDS: Final = ModelWords(
    language="ar",
    title="نموذج عقد عمل: {sector}",
    sectors={"agriculture": "الزراعة", "construction": "البناء", "domestic": "العمل المنزلي", "garment": "مصانع الملابس", "other": "عمل آخر"},
    groups={"parties": "الأطراف", "work": "العمل", "pay": "الأجر", "time": "وقت العمل", "leave": "الإجازات", "living": "الطعام والسكن والسفر", "health": "الصحة والسلامة", "rights": "الحقوق", "end": "نهاية العقد", "sector": "ما يضيفه هذا النوع من العمل"},
    fields={
        "employer": "صاحب العمل", "principal": "الوكالة أو الشركة في الخارج التي طلبت العاملة", "agency": "وكالة الاستقدام", "job_order": "رقم طلب العمل", "language": "لغة العقد التي تقرؤها العاملة", "copy_before_departure": "نسخة تسلم قبل السفر",
        "occupation": "العمل المطلوب", "occupation_code": "رمز المهنة", "workplace": "مكان العمل", "country": "بلد العمل", "start": "أول يوم عمل", "duration": "مدة العقد", "probation": "فترة التجربة",
        "pay": "الأجر الأساسي", "pay_basis": "أساس الأجر", "pay_every": "دورة دفع الأجر", "pay_method": "طريقة دفع الأجر", "pay_slip": "قسيمة الأجر", "guaranteed_pay": "أجر مضمون عند عدم وجود عمل", "deductions": "الخصومات من الأجر", "fees_repaid": "صاحب العمل يدفع كل تكاليف الاستقدام",
        "daily_hours": "ساعات العمل العادية في اليوم", "weekly_hours": "ساعات العمل العادية في الأسبوع", "weekly_rest": "أيام الراحة في الأسبوع", "overtime_rate": "أجر العمل الإضافي", "annual_leave": "الإجازة السنوية المدفوعة", "sick_leave": "الإجازة المرضية المدفوعة", "public_holidays": "العطل الرسمية المدفوعة",
        "food": "الطعام", "housing": "السكن", "local_transport": "المواصلات إلى العمل", "travel_there": "السفر إلى بلد العمل", "travel_back": "سفر العودة في النهاية", "medical_care": "الرعاية الطبية", "injury_cover": "التعويض عن إصابة العمل", "social_insurance": "التأمين الاجتماعي",
        "keeps_passport": "تحتفظ العاملة بجواز سفرها وأوراقها", "free_to_leave": "يمكن للعاملة الخروج من مكان العمل والسكن في وقت فراغها", "may_join_union": "يمكن للعاملة الانضمام إلى نقابة", "may_change_employer": "يمكن للعاملة تغيير صاحب العمل", "complaints": "أين يحل النزاع",
        "notice": "مدة الإشعار", "penalty_for_leaving": "ما تدفعه العاملة إذا غادرت مبكرا", "end_of_service": "مكافأة نهاية الخدمة", "repatriation": "صاحب العمل يعيد العاملة إلى بلدها عند الخطر أو المرض أو الوفاة",
        "lives_in": "تسكن العاملة في المنزل", "own_room": "غرفة خاصة بها تقفل", "standby_hours": "ساعات الاستعداد", "daily_rest": "الراحة اليومية المتواصلة", "household_size": "عدد أفراد الأسرة", "in_kind_share": "الجزء العيني من الأجر", "own_phone": "تحتفظ العاملة بهاتفها وتستخدمه",
        "protective_equipment": "معدات الوقاية", "safety_induction": "تدريب مدفوع على السلامة قبل العمل", "heat_rules": "لا عمل في الخارج في أشد الساعات حرارة", "subcontractor": "يمكن إرسال العاملة إلى مقاول من الباطن", "people_to_a_room": "عدد الأشخاص في الغرفة",
        "piece_rate": "أجر القطعة", "least_hours": "ساعات العمل المضمونة", "pesticide_protection": "الوقاية من المبيدات", "season_end": "آخر يوم في الموسم",
        "same_pay_as_nationals": "نفس أجر المواطنين", "production_bonus": "مكافأة الإنتاج", "production_target": "هدف القطع اليومي", "union_dues": "لا يخصم اشتراك النقابة إلا بموافقتها",
    },
    units={"months": "{n} شهر", "hours_day": "{n} ساعة في اليوم", "hours_week": "{n} ساعة في الأسبوع", "days_week": "{n} يوم في الأسبوع", "days_year": "{n} يوم في السنة", "days": "{n} يوم", "percent_pay": "{n}% من الأجر العادي", "percent": "{n}%", "service": "{n} يوم من الأجر عن كل سنة", "": "{n}"},
    periods={"hour": "{sum} في الساعة", "day": "{sum} في اليوم", "week": "{sum} في الأسبوع", "fortnight": "{sum} كل أسبوعين", "month": "{sum} في الشهر", "year": "{sum} في السنة", "once": "{sum}", "piece": "{sum} للقطعة"},
    choices={"worker_pays": "على حساب العاملة", "deducted": "يخصم من الأجر", "allowance": "بدل نقدي", "free": "مجانا على حساب صاحب العمل", "piece": "بالقطعة", "hour": "بالساعة", "day": "باليوم", "month": "كل شهر", "quarter": "كل ثلاثة أشهر", "fortnight": "كل أسبوعين", "week": "كل أسبوع", "kind": "عينا", "cash": "نقدا", "bank": "تحويل بنكي", "basis_month": "بالشهر"},
    yes="نعم", no="لا",
    rules={
        "substitution": "لا يجوز استبدال هذا العقد بعقد آخر. كل ورقة لاحقة تعطي العاملة أقل غير صالحة.",
        "copy": "تستلم العاملة نسخة موقعة بلغة تقرؤها. تستلمها قبل أن تسافر.",
        "fees": "كل تكاليف إيجاد هذا العمل على صاحب العمل. لا يجوز لأحد أن يطلب مالا من العاملة أو يأخذه من أجرها لاحقا.",
        "papers": "لا يجوز لأحد غير العاملة أن يحتفظ بأوراقها أو هاتفها أو هذا العقد.",
        "complaint": "يمكن للعاملة أن تشتكي إلى سلطة العمل أو نقابة أو محكمة. لا يجوز لأحد أن يعاقبها على ذلك.",
        "end": "يمكن للعاملة إنهاء هذا العقد إذا أبلغت صاحب العمل في الوقت المناسب. عند الخطر أو عدم دفع الأجر يمكنها المغادرة فورا.",
        "better": "إذا أعطى القانون العاملة أكثر من هذا العقد فالقانون هو المعتمد.",
        "violence": "العنف والتهديد والإهانة والتحرش الجنسي ممنوعة.",
    },
    signs={"worker": "العاملة", "employer": "صاحب العمل", "place": "المكان", "date": "التاريخ", "signature": "التوقيع", "name": "الاسم"},
    machine="ترجمة آلية لم يراجعها أحد.",
    law="لم يراجع محام هذا النموذج. ولا يحل محل أي عقد يفرضه القانون.",
    blank="املؤوا كل سطر قبل التوقيع. لا توقعوا عقدا فيه سطور فارغة.",
)  # fmt: skip
