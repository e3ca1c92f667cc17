"""Contracts as plain text, in many layouts, and the terms that a person reads in each. All texts are our own wording.

A finder is judged by the terms it finds with the right value, by wrong values, and by what it finds that nobody said:
every field that is neither in `terms` nor in `may`, and above all those in `absent`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fairway.recruitment.contracts.terms import Value
from tests.held_out.writing import Short, values


@dataclass(frozen=True, slots=True)
class Document:
    """A contract, and what a person reads in it.

    Attributes:
        id: Stable, unique.
        layout: Numbered, table, bilingual, prose, capitals, scanned or mixed.
        sector: A key of `fields.SECTORS`.
        text: As it would be pasted or read from a scan.
        terms: Field → value. Texts may be compared without case, marks, titles and articles.
        absent: Fields that a sloppy reader would find and nobody said.
        may: Fields hinted at, or said in words that allow more than one value: neither for nor against.
    """

    id: str
    layout: str
    sector: str
    text: str
    terms: Mapping[str, Value]
    absent: frozenset[str]
    may: frozenset[str]


def _document(
    id: str, layout: str, sector: str, text: str, terms: dict[str, Short], absent: str = "", may: str = ""
) -> Document:
    return Document(
        id, layout, sector, text.strip("\n"), values(terms), frozenset(absent.split()), frozenset(may.split())
    )


DOCUMENTS: Final = (
    _document(
        "gulf-table-steel",
        "table",
        "construction",
        """
                         EMPLOYMENT AGREEMENT
Employer              : Al Waha Building Contracting W.L.L.
Address               : P.O. Box 30125, Doha
Employee              : Ram Bahadur Thapa      Passport No. : 08841253
Designation           : Steel Fixer
Place of work         : Doha, Qatar
Contract period       : 2 (Two) years
Probation             : 3 months
Basic Salary          : QR 1,200/-
Food                  : Provided by company free of cost
Accommodation         : Provided by company free of cost
Transportation        : Provided by company, site to camp and back, free
Duty hours            : 8 hours per day, 6 days per week
Overtime              : 125% of basic wage
Annual leave          : 21 days per year, paid
Air ticket            : Joining and return on completion, by the company
Other conditions      : As per Qatar Labour Law
""",
        {
            "employer": "Al Waha Building Contracting W.L.L.",
            "occupation": "Steel Fixer",
            "workplace": "Doha, Qatar",
            "country": "QAT",
            "duration": 24,
            "probation": 3,
            "pay": "1200 QAR",
            "food": "free",
            "housing": "free",
            "local_transport": "free",
            "daily_hours": 8,
            "weekly_hours": 48,
            "weekly_rest": 1,
            "overtime_rate": 125,
            "annual_leave": 21,
            "travel_there": "free",
            "travel_back": "free",
        },
        absent="keeps_passport start notice injury_cover",
        may="pay_basis pay_every",
    ),
    _document(
        "gulf-domestic-numbered",
        "numbered",
        "domestic",
        """
CONTRACT OF A DOMESTIC WORKER

1. Parties. This contract is made between Mrs. Noura bint Saleh Al Dosari (the employer) and Ms. Wanjiku Kamau
   (the worker), who will work as a domestic worker in the employer's house in Dammam, Kingdom of Saudi Arabia.
2. Term. The contract is for twenty-four months from the day the worker arrives. The first ninety days are a trial.
3. Wage. The employer pays 1,500 Saudi riyals every month, by transfer to a bank account in the worker's name.
4. Rest. The worker has one full day of rest each week, and at least nine hours of unbroken rest in each day.
5. Leave. After two years she has one month of paid leave. Sick leave is 30 days a year on full pay.
6. Board and lodging. The worker lives in the employer's house, in a room of her own with a lock. Meals are provided
   without charge.
7. Papers. The employer shall not hold the worker's passport, which stays with her.
8. Telephone. She may keep and use her own mobile telephone.
9. Journeys. The employer pays for the journey to Dammam and for the ticket home at the end.
10. Disputes go to the domestic labour office of the ministry in Dammam.
""",
        {
            "employer": "Mrs. Noura bint Saleh Al Dosari",
            "occupation": "domestic worker",
            "workplace": "Dammam",
            "country": "SAU",
            "duration": 24,
            "probation": 3,
            "pay": "1500 SAR",
            "pay_every": "month",
            "pay_method": "bank",
            "weekly_rest": 1,
            "daily_rest": 9,
            "sick_leave": 30,
            "lives_in": True,
            "own_room": True,
            "food": "free",
            "keeps_passport": True,
            "own_phone": True,
            "travel_there": "free",
            "travel_back": "free",
            "complaints": "domestic labour office of the ministry in Dammam",
        },
        absent="daily_hours weekly_hours overtime_rate notice penalty_for_leaving",
        may="annual_leave housing pay_basis start",
    ),
    _document(
        "gulf-bilingual-arabic",
        "bilingual",
        "construction",
        """
Employer: Rawabi Al Khaleej Contracting Co.          صاحب العمل: شركة روابي الخليج للمقاولات
Profession: Mason                                     المهنة: بنّاء
Work place: Riyadh                                    مكان العمل: الرياض
Basic monthly wage: ١٢٠٠ SAR                          الأجر الأساسي الشهري: ١٢٠٠ ريال سعودي
Food allowance: ٣٠٠ SAR                               بدل طعام: ٣٠٠ ريال
Accommodation: provided free                          السكن: مؤمن مجاناً
Contract period: ٢ years                              مدة العقد: سنتان
Working hours: ٨ daily, ٤٨ weekly                     ساعات العمل: ٨ يومياً، ٤٨ أسبوعياً
Weekly rest: Friday, paid                             الراحة الأسبوعية: يوم الجمعة مدفوع الأجر
Annual leave: ٢١ days                                 الإجازة السنوية: ٢١ يوماً
Probation: ٩٠ days                                    فترة التجربة: ٩٠ يوماً
""",
        {
            "employer": "Rawabi Al Khaleej Contracting Co.",
            "occupation": "Mason",
            "workplace": "Riyadh",
            "pay": "1200 SAR",
            "food": "allowance",
            "housing": "free",
            "duration": 24,
            "daily_hours": 8,
            "weekly_hours": 48,
            "weekly_rest": 1,
            "annual_leave": 21,
            "probation": 3,
        },
        absent="overtime_rate travel_back keeps_passport",
        may="country pay_every pay_basis language",
    ),
    _document(
        "arabic-only-table",
        "table",
        "domestic",
        """
عقد عمل منزلي
اسم صاحب العمل: فهد ناصر العجمي
المهنة: عاملة منزلية
مكان العمل: مدينة الكويت، الكويت
مدة العقد: سنتان
الراتب الشهري: ١٢٠ دينار كويتي
ساعات العمل: لا تزيد على ١٢ ساعة في اليوم
الراحة الأسبوعية: يوم واحد
الإجازة السنوية: ٣٠ يوماً مدفوعة الأجر
السكن والطعام: على حساب صاحب العمل
تذكرة السفر عند القدوم وعند انتهاء العقد: على حساب صاحب العمل
لا يجوز لصاحب العمل الاحتفاظ بجواز سفر العاملة
""",
        {
            "employer": "فهد ناصر العجمي",
            "occupation": "عاملة منزلية",
            "workplace": "مدينة الكويت، الكويت",
            "country": "KWT",
            "duration": 24,
            "pay": "120 KWD",
            "daily_hours": 12,
            "weekly_rest": 1,
            "annual_leave": 30,
            "food": "free",
            "housing": "free",
            "travel_there": "free",
            "travel_back": "free",
            "keeps_passport": True,
        },
        absent="weekly_hours notice own_room",
        may="pay_every pay_basis lives_in",
    ),
    _document(
        "nepali-bilingual-guard",
        "bilingual",
        "other",
        """
Name of Company / कम्पनीको नाम : Falcon Eye Security Services L.L.C.
Post / पद : Security Guard (सुरक्षा गार्ड)
Country / देश : United Arab Emirates (संयुक्त अरब इमिरेट्स)
Place of work / कार्यस्थल : Abu Dhabi
Basic salary per month / आधारभूत मासिक तलब : AED १२०० (एक हजार दुई सय दिराम)
Working hours per day / दैनिक कार्य समय : १२ घण्टा (8 hours ordinary, 4 hours overtime)
Working days per week / हप्तामा कार्य दिन : ६
Food / खाना : AED ३०० allowance (भत्ता)
Accommodation / आवास : Free (निःशुल्क)
Duration of contract / करार अवधि : २ वर्ष
Overtime / ओभरटाइम : १२५%
Paid leave / बिदा : वर्षमा ३० दिन
Visa and air ticket / भिसा र हवाई टिकट : Free, paid by company (कम्पनीले बेहोर्ने)
""",
        {
            "employer": "Falcon Eye Security Services L.L.C.",
            "occupation": "Security Guard",
            "country": "ARE",
            "workplace": "Abu Dhabi",
            "pay": "1200 AED",
            "daily_hours": 8,
            "weekly_rest": 1,
            "food": "allowance",
            "housing": "free",
            "duration": 24,
            "overtime_rate": 125,
            "annual_leave": 30,
            "travel_there": "free",
        },
        absent="keeps_passport travel_back probation",
        may="weekly_hours pay_every pay_basis fees_repaid language",
    ),
    _document(
        "bengali-bilingual-cleaner",
        "bilingual",
        "other",
        """
নিয়োগকর্তা / Employer: Sri Bersih Services Sdn. Bhd.
কাজের ধরন / Job title: Cleaner (ক্লিনার)
কর্মস্থল / Place of work: Johor Bahru, Malaysia
চুক্তির মেয়াদ / Contract period: ৩ বছর
মাসিক মূল বেতন / Basic monthly wage: RM ১,৭০০
কর্মঘণ্টা / Working hours: প্রতিদিন ৮ ঘণ্টা, সপ্তাহে ৪৫ ঘণ্টা
সাপ্তাহিক ছুটি / Weekly rest day: ১ দিন
ওভারটাইম / Overtime: ১.৫ গুণ (1.5 times)
বাসস্থান / Accommodation: employer deducts RM 100 a month from wages
খাবার / Food: own expense (নিজ খরচে)
পাসপোর্ট / Passport: শ্রমিকের নিজের কাছে থাকবে (kept by the worker)
""",
        {
            "employer": "Sri Bersih Services Sdn. Bhd.",
            "occupation": "Cleaner",
            "workplace": "Johor Bahru, Malaysia",
            "country": "MYS",
            "duration": 36,
            "pay": "1700 MYR",
            "daily_hours": 8,
            "weekly_hours": 45,
            "weekly_rest": 1,
            "overtime_rate": 150,
            "housing": "deducted",
            "food": "worker_pays",
            "keeps_passport": True,
        },
        absent="annual_leave travel_there notice",
        may="deductions pay_every pay_basis language",
    ),
    _document(
        "jordan-garment-numbered",
        "numbered",
        "garment",
        """
UNIFIED CONTRACT FOR MIGRANT WORKERS OF THE GARMENT SECTOR

Article 1. Qasr Al Neel Garments Company (the Employer) employs Ms Sabina Yasmin (the Worker) as a sewing machine
operator in its factory at Al-Hassan Industrial Estate, Irbid, Jordan.
Article 2. This contract runs for three years. It may be renewed by agreement.
Article 3. The basic wage is JOD 125 a month in cash. In addition, food and housing are provided by the Employer at no
cost; their worth is not taken from the wage.
Article 4. Ordinary working time is 8 hours a day and 48 hours a week. Friday is the day of rest.
Article 5. Overtime is voluntary. It is paid at 125 per cent on ordinary days and at 150 per cent on Fridays and feasts.
Article 6. The Worker has 14 days of paid annual leave and 14 days of paid sick leave.
Article 7. The Employer pays the recruitment costs and the tickets both ways. Nothing shall be taken from the Worker.
Article 8. The Worker keeps her passport and residence card at all times and is free to come and go outside working
hours.
Article 9. The Worker may join the trade union. Dues of half a dinar are deducted only with her written consent.
Article 10. The Worker is registered with social security, which also covers injuries at work.
Article 11. Either side may end the contract with one month's notice.
""",
        {
            "employer": "Qasr Al Neel Garments Company",
            "occupation": "sewing machine operator",
            "workplace": "Al-Hassan Industrial Estate, Irbid, Jordan",
            "country": "JOR",
            "duration": 36,
            "pay": "125 JOD",
            "pay_method": "cash",
            "food": "free",
            "housing": "free",
            "daily_hours": 8,
            "weekly_hours": 48,
            "weekly_rest": 1,
            "overtime_rate": 125,
            "annual_leave": 14,
            "sick_leave": 14,
            "fees_repaid": True,
            "travel_there": "free",
            "travel_back": "free",
            "keeps_passport": True,
            "free_to_leave": True,
            "may_join_union": True,
            "union_dues": True,
            "social_insurance": True,
            "injury_cover": True,
            "notice": 30,
        },
        absent="in_kind_share production_bonus probation penalty_for_leaving",
        may="deductions pay_every pay_basis",
    ),
    _document(
        "jordan-garment-deductions",
        "table",
        "garment",
        """
Factory:            Needle Star Apparel Ltd., Al-Dulayl
Job:                Helper (garment)
Wage:               JD 220 per month, of which JD 95 in kind (food and housing)
Deduction:          JD 95 monthly for food and housing
Hours:              8 a day, Saturday to Thursday
OT rate:            1.25
Target:             450 pcs/day
Bonus if target met:JD 10 a month
Period:             36 months
Tickets:            coming - company; going home - company after 36 months, else worker
Leave:              14 days
""",
        {
            "employer": "Needle Star Apparel Ltd.",
            "occupation": "Helper (garment)",
            "workplace": "Al-Dulayl",
            "pay": "220 JOD",
            "deductions": "95 JOD",
            "food": "deducted",
            "housing": "deducted",
            "daily_hours": 8,
            "weekly_rest": 1,
            "weekly_hours": 48,
            "overtime_rate": 125,
            "production_target": 450,
            "production_bonus": "10 JOD",
            "duration": 36,
            "travel_there": "free",
            "travel_back": "free",
            "annual_leave": 14,
        },
        absent="keeps_passport notice penalty_for_leaving",
        may="country in_kind_share pay_every pay_basis same_pay_as_nationals pay_method",
    ),
    _document(
        "korea-eps-table",
        "table",
        "other",
        """
STANDARD LABOUR CONTRACT (foreign worker, non-professional employment)

Employer | Hanbit Plastics Co., Ltd.          | Phone | 031-000-0000
Location | Hwaseong, Gyeonggi-do, Republic of Korea
Worker   | Nguyen Van Binh                    | Born  | 1996.04.12
1. Term of labour contract | 36 months. Probation: 3 months
2. Place of employment     | as above
3. Contents of work        | Industry: manufacture of plastics. Job: injection moulding machine operator
4. Working hours           | 09:00 - 18:00, eight hours a day and forty hours a week
5. Recess                  | 60 minutes a day
6. Holidays                | Sunday (paid), Saturday (unpaid)
7. Payment                 | Monthly ordinary wage: 2,060,740 won. Overtime, night and holiday work: 50% added
8. Payment date            | The 10th of every month, to the worker's bank account
9. Board and lodging       | Lodging: provided, borne by the employer. Meals: lunch provided; the worker bears the rest
10. Social insurance       | Industrial accident, health and employment insurance
""",
        {
            "employer": "Hanbit Plastics Co., Ltd.",
            "workplace": "Hwaseong, Gyeonggi-do, Republic of Korea",
            "country": "KOR",
            "duration": 36,
            "probation": 3,
            "occupation": "injection moulding machine operator",
            "daily_hours": 8,
            "weekly_hours": 40,
            "weekly_rest": 2,
            "pay": "2060740 KRW",
            "overtime_rate": 150,
            "pay_every": "month",
            "pay_method": "bank",
            "housing": "free",
            "social_insurance": True,
            "injury_cover": True,
        },
        absent="annual_leave travel_back notice start",
        may="food pay_basis medical_care",
    ),
    _document(
        "h2a-prose",
        "prose",
        "agriculture",
        """
Harlan Creek Orchards LLC will hire farmworkers, apples and pears, to work in and around Yakima, Washington, United
States, from April 14, 2025 to November 8, 2025. The anticipated work week is 42 hours, seven hours a day from Monday
to Saturday; workers may be asked, but are not required, to work on Sunday. The employer guarantees work for at least
three fourths of the workdays of the contract period. The wage is $19.25 per hour. When picking is paid by the bin the
rate is $28.00 per bin, and the employer makes up the difference if the hourly wage is higher. Workers are paid every
two weeks and receive a written statement of earnings. Housing is provided at no cost to workers who cannot return home
the same day; kitchens are free and workers prepare and pay for their own food. Transportation between the housing and
the fields is free. The cost of travel to the place of work is paid back when half of the contract is completed, and
the return journey is paid by the employer on completion. Workers' compensation insurance covers injury at work. The
employer prohibits recruiters from charging fees to workers. Gloves and protective clothing for spraying are supplied
free. Overtime at one and one-half times the rate is paid after 48 hours.
""",
        {
            "employer": "Harlan Creek Orchards LLC",
            "occupation": "farmworkers, apples and pears",
            "workplace": "Yakima, Washington",
            "country": "USA",
            "start": "2025-04-14",
            "season_end": "2025-11-08",
            "weekly_hours": 42,
            "daily_hours": 7,
            "weekly_rest": 1,
            "pay": "19.25 USD/hour",
            "piece_rate": "28 USD/piece",
            "pay_every": "fortnight",
            "pay_slip": True,
            "housing": "free",
            "food": "worker_pays",
            "local_transport": "free",
            "travel_there": "free",
            "travel_back": "free",
            "injury_cover": True,
            "pesticide_protection": "free",
            "overtime_rate": 150,
        },
        absent="annual_leave penalty_for_leaving keeps_passport notice",
        may="least_hours duration fees_repaid pay_basis guaranteed_pay protective_equipment",
    ),
    _document(
        "spanish-english-berry",
        "bilingual",
        "agriculture",
        """
Empresa / Employer: Frutas del Condado S.L.
Puesto de trabajo / Job: Peón agrícola (recolección de fresa) / Farm worker (strawberry picking)
Lugar / Place: Moguer, Huelva, España / Spain
Fecha de inicio / Start: 15/02/2026
Fin de la campaña / End of season: 30/06/2026
Jornada / Hours: 39 horas semanales / 39 hours a week; 6,5 horas diarias / 6.5 hours a day
Descanso / Rest: un día y medio semanal / one and a half days a week
Salario / Pay: 58,40 EUR por día / per day
Horas extraordinarias / Overtime: 175 %
Vivienda / Housing: gratuita, a cargo de la empresa / free
Manutención / Food: a cargo de la trabajadora / paid by the worker
Viaje de ida / Journey there: a cargo de la empresa / employer
Viaje de vuelta / Journey home: a cargo de la trabajadora / worker
Seguridad Social / Social security: alta desde el primer día / from the first day
""",
        {
            "employer": "Frutas del Condado S.L.",
            "occupation": "Farm worker (strawberry picking)",
            "workplace": "Moguer, Huelva",
            "country": "ESP",
            "start": "2026-02-15",
            "season_end": "2026-06-30",
            "weekly_hours": 39,
            "daily_hours": 6.5,
            "weekly_rest": 1.5,
            "pay": "58.40 EUR/day",
            "overtime_rate": 175,
            "housing": "free",
            "food": "worker_pays",
            "travel_there": "free",
            "travel_back": "worker_pays",
            "social_insurance": True,
        },
        absent="annual_leave notice least_hours",
        may="duration pay_basis language",
    ),
    _document(
        "spanish-mexico-canada",
        "numbered",
        "agriculture",
        """
CONTRATO DE TRABAJO POR TEMPORADA
PRIMERA. El patrón, Glenrow Vegetable Farms Inc., contrata al trabajador como jornalero agrícola en Leamington,
Ontario, Canadá.
SEGUNDA. El contrato dura ocho meses y comienza el 1 de marzo de 2026.
TERCERA. El salario es de 17,60 dólares canadienses por hora. Se paga cada semana mediante depósito bancario.
CUARTA. La jornada es de ocho horas diarias, con un día de descanso por cada seis trabajados. Se garantizan 40 horas
por semana.
QUINTA. El patrón proporciona alojamiento sin costo. El trabajador prepara y paga sus alimentos.
SEXTA. El patrón paga el pasaje de ida y vuelta.
SÉPTIMA. El trabajador conserva en todo momento su pasaporte.
OCTAVA. El periodo de prueba es de catorce días.
""",
        {
            "employer": "Glenrow Vegetable Farms Inc.",
            "occupation": "jornalero agrícola",
            "workplace": "Leamington, Ontario, Canadá",
            "country": "CAN",
            "duration": 8,
            "start": "2026-03-01",
            "pay": "17.60 CAD/hour",
            "pay_every": "week",
            "pay_method": "bank",
            "daily_hours": 8,
            "weekly_rest": 1,
            "least_hours": 40,
            "housing": "free",
            "food": "worker_pays",
            "travel_there": "free",
            "travel_back": "free",
            "keeps_passport": True,
        },
        absent="overtime_rate annual_leave injury_cover",
        may="probation weekly_hours pay_basis guaranteed_pay",
    ),
    _document(
        "philippine-standard",
        "numbered",
        "domestic",
        """
STANDARD EMPLOYMENT CONTRACT FOR FILIPINO HOUSEHOLD SERVICE WORKERS

A. Employer: Mr. Yousef Al Rashidi            Civil ID: 2740101XXXXX
   Address: Block 4, Salmiya, Kuwait
B. Worker: Marites dela Cruz                  Passport No.: P1234567A
C. Philippine Recruitment Agency: Bayani Manpower Services, Inc.
   Foreign Placement Agency: Al Safwa Office for Domestic Labour
The parties agree as follows:
1. Site of employment: Salmiya, Kuwait
2. Position: Household Service Worker
3. Contract duration: two (2) years, commencing from departure
4. Basic monthly salary: USD 400.00, paid by the end of each month with a pay slip
5. Rest: at least eight (8) continuous hours each night; one (1) paid day each week
6. Vacation leave with full pay: not less than fifteen (15) calendar days for every year of service
7. Free, suitable and sanitary living quarters, and three adequate meals a day
8. Free transportation to the site of employment and back to the point of origin upon completion
9. Free emergency medical and dental treatment
10. The Employer shall not withhold the Worker's passport and work permit, nor deduct any amount from her salary for
    recruitment, all costs of which the Employer bears
11. In case of war, serious illness or death the Employer repatriates the Worker or her remains at no cost to her family
12. Termination by either party without just cause: one month's written notice
""",
        {
            "employer": "Mr. Yousef Al Rashidi",
            "agency": "Bayani Manpower Services, Inc.",
            "principal": "Al Safwa Office for Domestic Labour",
            "workplace": "Salmiya, Kuwait",
            "country": "KWT",
            "occupation": "Household Service Worker",
            "duration": 24,
            "pay": "400 USD",
            "pay_every": "month",
            "pay_slip": True,
            "daily_rest": 8,
            "weekly_rest": 1,
            "annual_leave": 15,
            "housing": "free",
            "food": "free",
            "travel_there": "free",
            "travel_back": "free",
            "medical_care": "free",
            "keeps_passport": True,
            "fees_repaid": True,
            "repatriation": True,
            "notice": 30,
        },
        absent="own_room weekly_hours daily_hours job_order overtime_rate",
        may="deductions pay_basis lives_in start",
    ),
    _document(
        "capitals-second-contract",
        "capitals",
        "domestic",
        """
UNDERTAKING OF THE HOUSEMAID
I THE UNDERSIGNED AGREE TO WORK AS HOUSEMAID FOR MR. SULTAN AL QAHTANI IN ABHA, SAUDI ARABIA, FOR TWO YEARS.
MY SALARY IS ONE THOUSAND TWO HUNDRED RIYALS PER MONTH.
I WORK FOURTEEN HOURS DAILY AND HAVE NO WEEKLY DAY OFF.
MY PASSPORT REMAINS WITH MY SPONSOR UNTIL I FINISH.
I WILL NOT LEAVE THE HOUSE WITHOUT PERMISSION OF MADAM.
IF I LEAVE BEFORE TWO YEARS I WILL PAY SAR 8,000 TO THE SPONSOR AND BUY MY TICKET.
FOOD AND ROOM GIVEN FREE.
MOBILE PHONE NOT ALLOWED.
""",
        {
            "employer": "MR. SULTAN AL QAHTANI",
            "occupation": "HOUSEMAID",
            "workplace": "ABHA, SAUDI ARABIA",
            "country": "SAU",
            "duration": 24,
            "pay": "1200 SAR",
            "daily_hours": 14,
            "weekly_rest": 0,
            "keeps_passport": False,
            "free_to_leave": False,
            "penalty_for_leaving": "8000 SAR/once",
            "food": "free",
            "housing": "free",
            "own_phone": False,
        },
        absent="travel_there overtime_rate annual_leave travel_back",
        may="lives_in own_room pay_every pay_basis weekly_hours",
    ),
    _document(
        "scan-broken-spacing",
        "scanned",
        "other",
        """
E M P L O Y M E N T   C O N T R A C T
Emp1oyer :  Kota  Perdana  Furniture   Sdn .  Bhd .
Positi on   :   Carpenter
P1ace of w ork  : Muar ,  Johor
Durat ion of contract :  2 years
Basic  sa1ary  : RM 1 , 700 . 00  per  month
Working  hours :  8  hours  /  day ,   6 days / week
Over time  :  1 . 5  x  hourly rate
Accom modation :  Provided , free of charge
Transport   to work : Provided  ( deduct RM 30 )
Annua1 leave :   8  days
Page 2 of 5
""",
        {
            "employer": "Kota Perdana Furniture Sdn. Bhd.",
            "occupation": "Carpenter",
            "workplace": "Muar, Johor",
            "duration": 24,
            "pay": "1700 MYR",
            "daily_hours": 8,
            "weekly_rest": 1,
            "weekly_hours": 48,
            "overtime_rate": 150,
            "housing": "free",
            "local_transport": "deducted",
            "annual_leave": 8,
        },
        absent="food travel_there keeps_passport notice",
        may="country deductions pay_every pay_basis",
    ),
    _document(
        "scan-hyphens-and-columns",
        "scanned",
        "construction",
        """
SITE EMPLOYMENT OFFER                                   Ref: MEC/HR/2291/24
Dear Mr. Suresh Pillai,
We are pleased to offer you the posi-
tion of Scaffolder with Meridian Engi-
neering & Construction L.L.C., Sharjah,
United Arab Emirates.
Monthly basic:        Dhs. 1,050.00
Food:                 Company mess, free
Lodging:              Labour camp, free, 8 per-
                      sons to a room
Medical:              As per law, free
Hours of work:        9 hrs/day x 6 days (54 hrs)
O.T.:                 Normal 125 %, Friday 150 %
Period:               24 mths; probation 6 mths
Leave:                30 cal. days p.a.
Safety gear:          issued free
Midday break:         no work in the open 12.30 -
                      15.00, 15 June - 15 Sept.
Notice:               30 days
""",
        {
            "employer": "Meridian Engineering & Construction L.L.C.",
            "occupation": "Scaffolder",
            "workplace": "Sharjah, United Arab Emirates",
            "country": "ARE",
            "pay": "1050 AED",
            "food": "free",
            "housing": "free",
            "people_to_a_room": 8,
            "medical_care": "free",
            "daily_hours": 9,
            "weekly_rest": 1,
            "weekly_hours": 54,
            "overtime_rate": 125,
            "duration": 24,
            "probation": 6,
            "annual_leave": 30,
            "protective_equipment": "free",
            "heat_rules": True,
            "notice": 30,
        },
        absent="start job_order travel_there keeps_passport season_end",
        may="pay_every pay_basis",
    ),
    _document(
        "fishing-prose",
        "prose",
        "other",
        """
This agreement is between the owner of the fishing vessel Hai Sheng 23, Hai Sheng Marine Products Co., Ltd. of
Kaohsiung, Taiwan, and the seaman Slamet Riyadi, who joins the vessel at Kaohsiung as deckhand. He shall be paid five
hundred and fifty United States dollars per month, of which four hundred are remitted to his family's bank account and
one hundred and fifty given on board. In every twenty-four hours he shall have at least ten hours of rest. Meals,
berth, work clothes and medicine on board are free. The engagement lasts twenty-four months. Owner pays the passage to
join the vessel and the passage home when the engagement is completed; a seaman who breaks the contract pays his own
passage home and a fine of US$ 1,000. The seaman's passport and seaman's book shall be kept by the master. The owner
insures the seaman against accident and death, and brings him home if he is sick or if the vessel is lost.
""",
        {
            "employer": "Hai Sheng Marine Products Co., Ltd.",
            "occupation": "deckhand",
            "pay": "550 USD",
            "country": "TWN",
            "food": "free",
            "housing": "free",
            "duration": 24,
            "travel_there": "free",
            "travel_back": "free",
            "penalty_for_leaving": "1000 USD/once",
            "keeps_passport": False,
            "injury_cover": True,
            "repatriation": True,
        },
        absent="weekly_hours weekly_rest overtime_rate agency",
        may="workplace daily_rest daily_hours medical_care pay_method pay_every pay_basis deductions",
    ),
    _document(
        "european-amounts-romania",
        "numbered",
        "construction",
        """
INDIVIDUAL EMPLOYMENT CONTRACT (English version)
A. Employer: S.C. Carpat Construct S.R.L., with its seat in Cluj-Napoca, Romania.
B. Employee: Md. Rakibul Islam, citizen of Bangladesh.
C. Object: the employee carries out the work of tile setter.
D. Place of work: sites in Cluj-Napoca.
E. Duration: determined, 12 months, starting on 03.11.2025.
F. Working time: 8 hours a day, 40 hours a week. Overtime is compensated with an increase of 75 % of the base wage.
G. Annual leave: 20 working days.
H. Gross base wage: 4.582,00 RON a month, paid monthly by bank transfer.
I. Accommodation: assured by the employer, without charge. Meals: an allowance of 500,00 RON.
J. Trial period: 90 days. Notice on dismissal and on resignation: 20 working days.
K. Protective equipment is given free of charge. The employee is trained in safety, in paid time, before work begins.
""",
        {
            "employer": "S.C. Carpat Construct S.R.L.",
            "occupation": "tile setter",
            "workplace": "Cluj-Napoca",
            "country": "ROU",
            "duration": 12,
            "start": "2025-11-03",
            "daily_hours": 8,
            "weekly_hours": 40,
            "overtime_rate": 175,
            "annual_leave": 20,
            "pay": "4582 RON",
            "pay_every": "month",
            "pay_method": "bank",
            "housing": "free",
            "food": "allowance",
            "probation": 3,
            "protective_equipment": "free",
            "safety_induction": True,
        },
        absent="travel_there keeps_passport penalty_for_leaving",
        may="notice weekly_rest pay_basis",
    ),
    _document(
        "advertisement-few-words",
        "mixed",
        "other",
        """
*** URGENT DEMAND FOR SAUDI ARABIA ***   Lot No. 289417
Al Tamimi Facilities Management Co. needs
  CLEANER (male) - 150 nos.   Salary SAR 1.000,00 + food 300
  LAUNDRY MAN - 20 nos.       Salary SAR 1.200,00 + food 300
Duty 8 hrs + OT.  2 yrs contract.  Free visa, free ticket, accommodation & transport by company.
Interview 12 and 13 March at our office, Purano Baneshwor. Himchuli Overseas Pvt. Ltd., Govt. Lic. No. 412/061/062
Selected candidate: laundry man
""",
        {
            "employer": "Al Tamimi Facilities Management Co.",
            "country": "SAU",
            "occupation": "LAUNDRY MAN",
            "pay": "1200 SAR",
            "food": "allowance",
            "daily_hours": 8,
            "duration": 24,
            "travel_there": "free",
            "housing": "free",
            "local_transport": "free",
            "agency": "Himchuli Overseas Pvt. Ltd.",
        },
        absent="start workplace overtime_rate travel_back weekly_hours notice",
        may="job_order fees_repaid pay_every pay_basis",
    ),
    _document(
        "care-uk-letter",
        "prose",
        "other",
        """
Dear Tendai,

I am pleased to confirm your appointment as Senior Care Assistant with Larchwood Care Homes Ltd at our home in
Scarborough, North Yorkshire. Your employment begins on 6 January 2026 and is for a fixed term of three years, in line
with your sponsorship in the United Kingdom. You will be paid GBP 12.82 per hour for 39 hours a week, on the last
working day of each month, straight into your bank account, and you will get an itemised payslip. You are entitled to
28 days of paid holiday a year, which includes the public holidays. The first six months are probationary. If you leave
within the first year, the company will recover the cost of relocation up to GBP 2,000. You will find and pay for your
own accommodation; meals on duty are free. Four weeks' notice is needed on either side. Grievances go in the first
place to the home's manager.
""",
        {
            "occupation": "Senior Care Assistant",
            "employer": "Larchwood Care Homes Ltd",
            "workplace": "Scarborough, North Yorkshire",
            "country": "GBR",
            "start": "2026-01-06",
            "duration": 36,
            "pay": "12.82 GBP/hour",
            "weekly_hours": 39,
            "pay_every": "month",
            "pay_method": "bank",
            "pay_slip": True,
            "annual_leave": 28,
            "probation": 6,
            "penalty_for_leaving": "2000 GBP/once",
            "housing": "worker_pays",
            "notice": 28,
            "complaints": "home's manager",
        },
        absent="public_holidays overtime_rate daily_hours travel_there sick_leave",
        may="food pay_basis",
    ),
    _document(
        "french-maghreb-style",
        "numbered",
        "domestic",
        """
CONTRAT DE TRAVAIL D'UNE EMPLOYÉE DE MAISON
Article 1 - Mme Claire Berthelot, employeur, engage Mlle H. Rasoanaivo comme employée de maison à Port-Louis (Maurice).
Article 2 - Le contrat est conclu pour une durée de deux ans à compter du 1er septembre 2025.
Article 3 - Le salaire est de 18 500 roupies mauriciennes par mois, versé par virement bancaire.
Article 4 - La durée du travail est de 45 heures par semaine ; le dimanche est jour de repos.
Article 5 - L'employée a droit à 22 jours de congé payé par an.
Article 6 - Elle est logée gratuitement dans une chambre individuelle fermant à clé ; les repas sont fournis.
Article 7 - Le billet d'avion aller et retour est à la charge de l'employeur.
Article 8 - L'employée conserve son passeport.
Article 9 - Préavis : un mois.
""",
        {
            "employer": "Mme Claire Berthelot",
            "occupation": "employée de maison",
            "workplace": "Port-Louis, Maurice",
            "country": "MUS",
            "duration": 24,
            "start": "2025-09-01",
            "pay": "18500 MUR",
            "pay_method": "bank",
            "weekly_hours": 45,
            "weekly_rest": 1,
            "annual_leave": 22,
            "housing": "free",
            "food": "free",
            "own_room": True,
            "lives_in": True,
            "travel_there": "free",
            "travel_back": "free",
            "keeps_passport": True,
            "notice": 30,
        },
        absent="daily_hours overtime_rate probation penalty_for_leaving",
        may="pay_every pay_basis",
    ),
    _document(
        "pay-in-words-oman",
        "numbered",
        "domestic",
        """
1) First party: Salim bin Hamad Al Habsi, Sultanate of Oman. Second party: Grace Nakato, Ugandan.
2) The second party works as a nanny and in cooking at the home of the first party in Nizwa.
3) The first party pays the second party ninety Omani rials (OMR 90/-) at the end of every month.
4) The second party has a weekly rest of one day. If she works on it by agreement she is given another day.
5) Thirty (30) days' leave with pay are given after each year.
6) Food, lodging and treatment when ill are at the expense of the first party.
7) The period of this contract is two years, of which three months are probation.
8) The recruiting office's costs may not be claimed from the second party.
9) If the second party refuses to work without lawful reason after the probation, the matter goes to the Directorate of
   Labour in Nizwa.
""",
        {
            "employer": "Salim bin Hamad Al Habsi",
            "country": "OMN",
            "occupation": "nanny",
            "workplace": "Nizwa",
            "pay": "90 OMR",
            "pay_every": "month",
            "weekly_rest": 1,
            "annual_leave": 30,
            "food": "free",
            "housing": "free",
            "medical_care": "free",
            "duration": 24,
            "probation": 3,
            "fees_repaid": True,
            "complaints": "Directorate of Labour in Nizwa",
        },
        absent="penalty_for_leaving travel_back keeps_passport daily_hours",
        may="pay_basis lives_in",
    ),
    _document(
        "hong-kong-helper",
        "numbered",
        "domestic",
        """
EMPLOYMENT CONTRACT FOR A DOMESTIC HELPER RECRUITED FROM ABROAD
1. The Helper is employed by Ms. Chan Ka Yan as a domestic helper for two years from the date of arrival in Hong Kong.
2. The Helper works and lives only at the Employer's residence at Tai Wai, New Territories.
3. The household has 4 persons, of whom 1 is an infant.
4. The Employer pays wages of HK$4,990 per month, and provides suitable and furnished accommodation free of charge.
   A food allowance of HK$1,236 per month is paid where no food is provided. Food is provided free in this household.
5. The Helper has one rest day in every period of seven days, all statutory holidays (14 days) and 7 days' paid annual
   leave.
6. The Employer pays the fare from the place of origin, and the return fare upon the end of the contract.
7. The Employer pays the costs of medical examination, visa and insurance. Sick or hurt, the Helper is given free
   medical treatment.
8. Either party may end the contract by one month's notice in writing or one month's wages instead.
9. Employees' compensation insurance has been taken out.
""",
        {
            "employer": "Ms. Chan Ka Yan",
            "occupation": "domestic helper",
            "duration": 24,
            "workplace": "Tai Wai, New Territories",
            "country": "HKG",
            "lives_in": True,
            "household_size": 4,
            "pay": "4990 HKD",
            "housing": "free",
            "food": "free",
            "weekly_rest": 1,
            "public_holidays": 14,
            "annual_leave": 7,
            "travel_there": "free",
            "travel_back": "free",
            "medical_care": "free",
            "notice": 30,
            "injury_cover": True,
        },
        absent="own_room daily_hours overtime_rate penalty_for_leaving keeps_passport",
        may="fees_repaid pay_every pay_basis start",
    ),
    _document(
        "malaysia-pay-by-day",
        "table",
        "other",
        """
OFFER LETTER (translated)
Company      = Mutiara Rubber Gloves Bhd
Work         = Packing operator
Where        = Ipoh, Perak, Malaysia
Pay          = RM 65.40 a day, paid twice a month?  No: once a month, 7th
Hours        = 12 hours shift (8 normal + 4 OT), 6 days, Sunday off
OT           = 1.5, rest day 2.0, public holiday 3.0
Levy/permit  = borne by company
Hostel       = RM 50/month deducted
Canteen      = worker's own cost
Passport     = kept in company locker, worker has no key
Contract     = 2 yrs + may extend 1 yr
""",
        {
            "employer": "Mutiara Rubber Gloves Bhd",
            "occupation": "Packing operator",
            "workplace": "Ipoh, Perak, Malaysia",
            "country": "MYS",
            "pay": "65.40 MYR/day",
            "pay_every": "month",
            "daily_hours": 8,
            "weekly_rest": 1,
            "weekly_hours": 48,
            "overtime_rate": 150,
            "housing": "deducted",
            "food": "worker_pays",
            "keeps_passport": False,
            "duration": 24,
        },
        absent="annual_leave travel_back notice public_holidays",
        may="deductions pay_basis fees_repaid",
    ),
    _document(
        "silent-and-blank",
        "table",
        "construction",
        """
Employer's name:      Dar Al Imar Real Estate & Contracting
Employee's post:      Plumber
City:                 Jeddah, KSA
Salary:               SR 1,400
Allowances:           ______
Food:                 [ ] free   [x] allowance SR 250   [ ] own
Housing:              [x] free   [ ] allowance          [ ] own
Ticket (joining):     [x] company  [ ] employee
Ticket (return):      [ ] company  [x] employee
Period of contract:   24 months
Working hours:        ______
Overtime:             N/A
Passport No.:         09912345      Date of issue: 12/05/2021
Probation:            nil
Signature of employer: _________     Date: 04/02/2024
""",
        {
            "employer": "Dar Al Imar Real Estate & Contracting",
            "occupation": "Plumber",
            "workplace": "Jeddah, KSA",
            "country": "SAU",
            "pay": "1400 SAR",
            "food": "allowance",
            "housing": "free",
            "travel_there": "free",
            "travel_back": "worker_pays",
            "duration": 24,
            "probation": 0,
        },
        absent="daily_hours weekly_hours overtime_rate keeps_passport start",
        may="pay_every pay_basis",
    ),
)
