"""English cues of contracts."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.cues import Cues
from fairway.recruitment.contracts.wording.en_labels import LABELS

_BOSS: Final = (
    r"(?:employer|company|sponsor|first party|firm|owner|family|household|agency|recruiter|madam|sir|party a|we)"
)
_HER: Final = r"(?:domestic worker|worker|employee|second party|helper|housekeeper|labou?rer|party b|she|he|they|you)"
_MUST: Final = (
    r"(?:shall|will|must|may|can|is to|agrees to|undertakes to|has the right to|is entitled to|has to|are to|"
    r"is free to|is allowed to|should)"
)
_NOT: Final = (
    r"(?:shall not|will not|must not|may not|cannot|can not|does not|do not|shall never|never|is not to|won't)"
)
_PAPERS: Final = r"(?:passports?|travel documents?|identity (?:papers|documents|cards?)|personal documents|id cards?)"
_KEEP: Final = r"(?:keep|hold|retain|take|collect|withhold|confiscate|safeguard|impound|have custody of)s?"
_PAYS: Final = r"(?:pays?|bears?|covers?|meets?|reimburses?)"
_COST: Final = r"(?:costs?|expenses?|account|charges?)"

CUES: Final = Cues(
    language="en",
    common=frozenset(
        ["the", "of", "and", "to", "a", "in", "for", "shall", "be", "is", "will", "by", "with", "worker", "employer", "per", "not", "any", "this", "contract", "pay", "day", "days", "week", "month"]
    ),
    labels=LABELS,
    topics={
        "pay": (
            r"(?:(?:basic|base|monthly|weekly|daily|hourly|agreed|gross|net|total|fixed|contract|starting|regular|"
            r"ordinary) )*(?:salary|wages?|remuneration|rate of pay|pay rate)|(?:basic|base|monthly|weekly|daily|"
            r"hourly|agreed|regular) (?:pay|basic)|(?:is|be|are|was) paid(?! (?:annual|sick|leave|holiday|vacation|rest))"
            r"|pay(?= :)|pay (?:is|will be|shall be|of)|(?:will|shall|you) (?:earn|receive)|salary offered|salary"
        ),
        "guaranteed_pay": (
            r"guaranteed? (?:minimum )?(?:monthly |weekly )?(?:pay|salary|wage|income|earnings)|"
            r"minimum guarantee(?:d)?(?: (?:pay|wage|salary))?|pay (?:even )?when there is no work|waiting pay|idle pay"
        ),
        "deductions": r"deductions?|deduct(?:ed|s|ing)?|withheld from|taken from (?:the |her |his )?(?:pay|wages?|salary)",
        "overtime_rate": r"over ?time(?: (?:rate|pay|allowance|hours|work|premium|payment))*|\bo\.?t\.?\b|extra hours|(?:hours|work)(?: \w+){0,4} in excess",
        "daily_hours": r"(?:daily|ordinary|regular|normal) (?:working )?hours(?: (?:of work )?(?:a|per|each) day)?",
        "weekly_hours": (
            r"(?:(?:normal|regular|ordinary|weekly|total|maximum) )*(?:working|work|duty) (?:hours?|time|week)|"
            r"hours of (?:work|duty)|weekly hours|work schedule|duty hours|work(?:s|ing)?"
        ),
        "weekly_rest": (
            r"(?:weekly |paid )?(?:rest|holiday|off)[ -]days?|day(?:s)? (?:of rest|off)|weekly (?:rest|off|holiday|day off)|"
            r"days? of (?:weekly )?rest|rest (?:day|days|period) (?:a|per|each|every) week|consecutive hours(?: of rest)?"
            r"|weekly day of rest|off days?|free days?|(?:fridays?|sundays?|saturdays?) off"
        ),
        "daily_rest": (
            r"(?:daily|nightly|unbroken|continuous|uninterrupted|night) rest(?: (?:period|each day|a day))?|"
            r"unbroken rest each day|rest (?:each|every|per) (?:day|night)|hours of (?:(?:unbroken|continuous|"
            r"uninterrupted|daily) )*(?:rest|sleep)|sleep"
        ),
        "annual_leave": (
            r"(?:paid )?(?:annual|yearly|earned|vacation) (?:paid )?(?:leave|vacation|holidays?)|vacation(?: leave)?|"
            r"paid (?:leave|vacation)|leave (?:with pay|entitlement)|annual leave|(?<!sick )leave(?! (?:the|her|his|before|early|this|employment|work|without))"
        ),
        "sick_leave": r"(?:paid )?sick(?:ness)?(?: |-)(?:paid )?(?:leave|days?|pay)|medical leave|paid days of sickness",
        "public_holidays": r"(?:paid )?(?:public|national|official|statutory|festival|legal|bank|religious) holidays?",
        "duration": (
            r"(?:duration|length|period|term|validity) of (?:the |this )?(?:contract|employment|agreement)|"
            r"contract (?:period|duration|term|length|validity)|(?:duration|period|term)(?: of)?|"
            r"(?:this |the )?contract (?:is|shall be|will be|runs|lasts|remains)(?: \w+){0,3} (?:for|of)?|"
            r"employment (?:period|contract)|valid(?:ity)?(?: for)?|fixed[- ]term|for a (?:fixed )?(?:period|term) of"
        ),
        "probation": r"probation(?:ary)?(?: (?:period|time))?|trial (?:period|time)|on trial",
        "notice": r"(?:period of |prior |advance |written )*notice(?: (?:period|of termination|to be given))?",
        "end_of_service": (
            r"end[- ]of[- ](?:the )?service(?: (?:benefits?|gratuity|indemnity|award|payment))?|gratuity|severance(?: pay)?|"
            r"service (?:benefit|indemnity)|indemnity|payment at the end of service"
        ),
        "food": r"food(?:ing)?(?: allowance)?|meals?(?: allowance)?|board(?! of)|catering",
        "housing": (
            r"housing|accommodation|lodging|living quarters|quarters|dormitory|shared room|residence(?! (?:permit|visa))|"
            r"room and board|labou?r camp|camp|lodge"
        ),
        "local_transport": (
            r"(?:local |daily |free |site )?(?:transport(?:ation)?|bus)(?: (?:to|from|between|allowance)(?: and from)?"
            r"(?: (?:the )?(?:work(?:place)?|work ?site|site|camp|job site|duty|accommodation))?)?|travel to work|conveyance"
        ),
        "travel_there": (
            r"(?:joining|one[- ]way|outward|onward|departure) (?:air )?(?:tickets?|passage|airfare|travel|flight)|"
            r"journey to (?:the )?(?:country of work|place of work)|(?:air )?(?:tickets?|fare|passage|travel|flight|airfare) "
            r"(?:to (?!(?:her|his|the worker's|their)? ?(?:home|country of origin|point of|return|nepal|bangladesh|the philippines|india))|for joining)"
            r"(?:the )?\w+|journey there|travel to the country|flight there"
        ),
        "travel_back": (
            r"(?:return|homeward|repatriation) (?:air )?(?:tickets?|passage|airfare|travel|flight|journey|fare)|"
            r"journey (?:back )?home(?: at the end)?|(?:air )?(?:tickets?|fare|passage|travel|flight) (?:back )?"
            r"(?:home|back|to (?:her|his|the worker's|their)? ?(?:home|country of origin|point of (?:hire|origin)))|"
            r"return (?:home|trip|journey)|(?:flight|way|journey) (?:back|home)"
        ),
        "travel_both": (
            r"round[- ]trip(?: (?:air )?(?:tickets?|airfare|passage|flight))?|to and from the country|"
            r"(?:joining|onward) and return (?:air )?(?:tickets?|passage|airfare|fare)|return airfare both ways|"
            r"travel (?:there|out) and back|(?:both|two)[- ]ways? (?:air )?(?:tickets?|fare|passage)|"
            r"(?:air )?(?:tickets?|airfare|passage) (?:both ways|to and fro|there and back)|journey there and back"
        ),
        "medical_care": (
            r"medical (?:care|treatment|attention|expenses|facilit(?:y|ies)|services?|insurance|coverage)|health ?care|"
            r"health insurance|medical(?: and dental)?(?! (?:leave|test|exam\w*|check\w*|certificate))|medicines?"
        ),
        "protective_equipment": (
            r"(?:personal )?(?:protective|safety) (?:equipment|gear|clothing|shoes|boots|helmets?)|ppe|helmets?(?: and boots)?"
        ),
        "pesticide_protection": (
            r"(?:protection|protective \w+|masks?|gloves|training)(?: (?:and|or) \w+)*(?: \w+){0,3} (?:from|against|for) "
            r"(?:pesticides?|chemicals|sprays?|spraying)|pesticide (?:protection|masks?|equipment|gear)"
        ),
        "standby_hours": r"stand ?-?by(?: (?:hours|time|duty))?|on[- ]call(?: (?:hours|time|duty))?|hours on call",
        "household_size": (
            r"(?:people|persons?|members|size)(?: (?:in|of)(?: the)?)? ?(?:household|family)|family (?:size|members)|"
            r"household (?:size|members)|household"
        ),
        "in_kind_share": r"(?:part of )?(?:pay|wages?|salary)?(?: (?:is |be )?(?:given|paid))? ?in kind",
        "people_to_a_room": r"(?:people|persons?|workers?|occupants|beds) (?:to a|per|in (?:a|one|each)|sharing (?:a|one)) room|per room|to a room",
        "piece_rate": (
            r"piece[- ]?(?:rate|work)?s?|(?:per|a|each|every|for each) (?:box|crate|bucket|kilo(?:gram)?|kg|tonne|ton|bin|"
            r"tray|basket|bag|sack|lug|piece|hamper|punnet)|pay for each piece"
        ),
        "least_hours": (
            r"guaranteed? (?:minimum )?(?:hours|work)|minimum (?:number of )?hours|at least|hours (?:of work )?(?:that )?are guaranteed|"
            r"hours guaranteed|minimum guarantee of"
        ),
        "production_bonus": r"(?:production|productivity|performance|target|attendance) (?:bonus|incentive|award)",
        "production_target": r"(?:daily |production )?(?:target|quota)(?: of pieces)?",
        "penalty_for_leaving": (
            r"penalty(?: for (?:leaving|early \w+))?|fine of|fined|liquidated damages|early (?:departure|termination)|"
            r"(?:leav|resign|abscond|quit|terminat)\w*(?: \w+){0,8} (?:before|early)|run(?:s|ning)? away|"
            r"break(?:s|ing)? (?:the|this|her|his) contract|breach of (?:this )?contract|what a worker pays who leaves early"
        ),
        "overtime_hours": r"hours of overtime|overtime (?:work )?(?:shall|may|will|must) (?:not )?exceed",
        "break": r"(?:meal |lunch |rest |tea )?breaks?|for (?:lunch|meals|prayer)|lunch",
        "fee": (
            r"(?:recruitment|placement|agency|service|processing|visa|registration) (?:fees?|costs?|charges?)|loan|advance|"
            r"deposit|bond|commission"
        ),
        "other_money": r"(?:other|special|mobile|phone|telephone|uniform|night) allowances?|bonus|tips|insurance|compensation|allowances?",
        "payday": r"payday|(?:pay|payment|paid) (?:date|day)|within|on or before|not later than",
    },
    units={
        "hour": r"hours?|hrs?|hr\.",
        "day": r"days?",
        "week": r"weeks?|wks?",
        "month": r"months?|mos?\.",
        "year": r"years?|yrs?",
    },
    per={
        "hour": r"(?:per|an|each|every|/) ?h(?:ou)?r|hourly",
        "day": r"(?:per|a|each|every|in a|in any|/) ?(?:calendar |working )?day|daily|/ ?d\b",
        "week": r"(?:per|a|each|every|in a|in any|/) ?(?:calendar )?(?:week|wk)|weekly|in every seven days|(?<=hour )week",
        "fortnight": r"(?:per|a|each|every|/) ?(?:fortnight|two weeks)|fortnightly|bi-?weekly",
        "month": r"(?:per|a|each|every|/) ?(?:calendar )?(?:month|mo)|monthly|p\.?m\.?(?= |$)|per mensem",
        "year": r"(?:per|a|each|every|/|for each|for every|of each|after each|after one|after a) ?(?:completed |full |calendar )*(?:year|annum)(?: of service)?|annually|yearly|p\.a\.",
        "two_years": r"(?:per|each|every|after(?: completing)?|for(?: each| every)?) (?:two|2) (?:completed )?years?(?: of service)?",
        "piece": r"(?:per|a|each|every|/|for each) ?(?:piece|box|crate|bucket|kilo(?:gram)?|kg|tonne|ton|bin|tray|basket|bag|sack|punnet)",
    },
    currencies={
        "SAR": r"saudi (?:arabian )?riyals?",
        "QAR": r"qatari? (?:riyals?|rials?)",
        "OMR": r"omani (?:riyals?|rials?)",
        "AED": r"(?:uae|emirati|u\.a\.e\.?) dirhams?",
        "KWD": r"kuwaiti? dinars?",
        "BHD": r"bahraini? dinars?",
        "JOD": r"jordan(?:ian)? dinars?",
        "MAD": r"moroccan dirhams?",
        "NPR": r"nepal(?:i|ese) rupees?",
        "INR": r"indian rupees?",
        "PKR": r"pakistani? rupees?",
        "LKR": r"sri lankan? rupees?",
        "BDT": r"(?:bangladeshi? )?takas?",
        "PHP": r"(?:philippine )?pesos?(?= php)|philippine pesos?|pesos",
        "MYR": r"(?:malaysian )?ringgits?",
        "USD": r"(?:us|u\.s\.|american|united states) dollars?",
        "HKD": r"hong kong dollars?",
        "SGD": r"singapore dollars?",
        "TWD": r"(?:new )?taiwan dollars?",
        "EUR": r"euros?",
        "GBP": r"pounds? sterling|british pounds?",
        "KRW": r"(?:korean )?won(?! t)",
        "ETB": r"(?:ethiopian )?birr",
        "THB": r"(?:thai )?baht",
        "JPY": r"(?:japanese )?yen",
    },
    vague={
        "riyals?|rials?": ("QAR", "SAR", "OMR", "YER"),
        "dirhams?": ("AED", "MAD"),
        "dinars?": ("KWD", "BHD", "JOD", "IQD", "TND"),
        "rupees?": ("NPR", "INR", "PKR", "LKR", "MUR"),
        "dollars?": ("USD", "AUD", "CAD", "HKD", "NZD", "SGD", "TWD"),
    },
    numbers={
        word: number
        for number, words in enumerate(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
        )
        for word in (words,)
    }
    | {"thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    multipliers={"hundred": 100, "thousand": 1000, "lakh": 100_000, "lac": 100_000, "lakhs": 100_000},
    joiners=r"and|-",
    fillers=(
        r"calendar|working|paid|consecutive|full|clear|continuous|ordinary|normal|uninterrupted|unbroken|complete|whole|"
        r"regular|free|official|public|more|annual|sick|basic"
    ),
    duals={r"half a month|half month|15 days'? basic": (15, "day"), r"half an hour": (0, "hour")},
    provided={
        "free": (
            r"free of (?:any )?(?:charge|cost)s?|free(?:ly)?(?! (?:time|to |movement|day|choice|will|from))|gratis|"
            r"at no (?:cost|charge|expense)(?: to (?:the )?\w+)?|without (?:any )?(?:deductions?|charges?|cost)|"
            rf"(?:at|on|to) (?:the )?{_BOSS}(?:'s|s')? (?:own )?{_COST}|at the (?:expense|cost) of (?:the |her |his )?{_BOSS}|"
            rf"(?:paid|borne|covered|met)(?: for)?(?: in full| fully)? by (?:the |her |his )?{_BOSS}|"
            rf"{_BOSS} (?:(?:shall|will|must|also|fully|agrees to|undertakes to) )*{_PAYS}|(?:company|employer) (?:paid|provided)|no deductions?|"
            rf"nothing (?:is|shall be|will be) (?:taken|deducted)|provided (?:free )?by (?:the )?{_BOSS}|{_COST} (?:of|for)(?: \w+){{1,8}} (?:is|are|shall be|will be) borne by (?:the )?{_BOSS}"
        ),
        "employer": (
            rf"{_BOSS} (?:(?:shall|will|must|also|agrees to|undertakes to) )*(?:provides?|suppl(?:y|ies)|furnish(?:es)?|gives?)|"
            r"(?:shall|will) be (?:provided|supplied|included)|(?:is|are) (?:provided|included|supplied)|provided|included|"
            rf"by (?:the )?{_BOSS}|suitable"
        ),
        "deducted": (
            r"deduct(?:ed|s|ible|ing|ion)?|(?:withheld|recovered|taken|subtracted|cut) from (?:the |her |his |your )?"
            r"(?:\w+ )?(?:pay|wages?|salary)|salary deduction"
        ),
        "allowance": r"allowances?|in lieu of|cash instead",
        "worker_pays": (
            rf"(?:at|on) (?:the )?{_HER}(?:'s|s')? (?:own )?{_COST}|(?:at|on) (?:his|her|their|your|my)? ?own {_COST}|"
            rf"at (?:his|her|their|your) {_COST}|at the (?:expense|cost) of the {_HER}|"
            rf"(?:paid|borne|covered|met|arranged)(?: for)? by (?:the )?{_HER}|own (?:arrangements?|{_COST})|"
            rf"{_BOSS} (?:does not|do not|shall not|will not) (?:provide|supply|give|pay)|"
            r"(?:is |are |shall |will )?not (?:be )?(?:provided|included|supplied|covered)|self[- ]?(?:arranged|paid|provided)|"
            rf"{_HER} (?:(?:shall|will|must|has to|agrees to) )*(?:{_PAYS}|arranges?|buys?|cooks?)"
        ),
    },
    yes=r"yes|y|true|allowed|permitted|applicable|included|provided|guaranteed|covered",
    no=r"no|n|not|none|false|not allowed|not permitted|not applicable|n/a|not provided|not included|prohibited|nil",
    worker=rf"(?:by |with )?(?:the )?(?:{_HER}|self|own)(?: (?:herself|himself))?",
    employer=rf"(?:by |with )?(?:the )?{_BOSS}|provided(?: by (?:the )?{_BOSS})?|supplied|yes|included",
    none=r"none|nil|no|zero|nothing|not any|n/?a|-",
    nothing={
        "deductions": (
            r"(?:no|without(?: any)?) deductions?|(?:shall|may|will|must) not (?:deduct|make (?:any )?deductions?)|"
            r"nothing (?:is|shall be|may be|will be) (?:taken|deducted) from|free (?:of|from) deductions?"
        ),
        "penalty_for_leaving": (
            r"no (?:penalty|fine|charge)(?: \w+){0,6} (?:leav|resign|terminat|end)\w*|"
            r"(?:leav|resign|terminat|end)\w*(?: \w+){0,8} without (?:any )?(?:penalty|fine|payment)|"
            r"(?:shall|will|does|must) (?:not )?(?:pay|owe)s? (?:no|any) (?:penalty|fine)"
        ),
    },
    statements=(
        (
            "keeps_passport",
            True,
            rf"{_BOSS}(?: (?:and|or)(?: \w+){{1,3}})? {_NOT}(?: \w+){{0,3}} {_KEEP}(?: \w+){{0,8}} {_PAPERS}|"
            rf"(?:nobody|no one|no person|no-one|neither(?: \w+){{1,6}})(?: \w+){{0,4}} {_KEEP}(?: \w+){{0,8}} {_PAPERS}",
        ),
        ("keeps_passport", False, rf"{_HER} {_NOT} (?:keep|hold|retain|have)s?(?: \w+){{0,5}} {_PAPERS}"),
        (
            "keeps_passport",
            True,
            rf"{_HER} (?:{_MUST} )?(?:always |at all times )?(?:keep|hold|retain|remain in possession of)s?(?: \w+){{0,5}} {_PAPERS}",
        ),
        (
            "keeps_passport",
            True,
            rf"{_PAPERS}(?: \w+){{0,6}} (?:remain|stay|kept|held|keep|retained|possession)s?(?: \w+){{0,4}} (?:with|by|of|in)(?: \w+){{0,6}} (?:{_HER}|her|his)(?! {_BOSS})(?!\w)",
        ),
        (
            "keeps_passport",
            True,
            rf"{_PAPERS}(?: \w+){{0,3}} {_NOT} be (?:kept|held|retained|taken|withheld|confiscated)",
        ),
        (
            "keeps_passport",
            False,
            rf"{_PAPERS}(?: \w+){{0,4}} (?:be |is |are )?(?:kept|held|retained|deposited|surrendered|handed(?: over)?|submitted|given|stay|remain|left)s?(?: \w+){{0,6}} (?:{_BOSS}|office|safe)",
        ),
        ("keeps_passport", False, rf"{_HER} (?:{_MUST} )?(?:hand|surrender|deposit|submit|give|deliver|turn)s?(?: \w+){{0,5}} {_PAPERS}"),
        ("keeps_passport", False, rf"{_BOSS} (?:{_MUST} )?{_KEEP}(?: \w+){{0,6}} {_PAPERS}"),
        ("fees_repaid", False, rf"{_HER} (?:{_MUST} )?(?:{_PAYS}|repays?|refunds?)(?: \w+){{0,6}} (?:recruitment|placement|visa|agency) (?:fees?|costs?|expenses?|charges?)"),
        (
            "fees_repaid",
            True,
            rf"{_BOSS} (?:{_MUST} )?{_PAYS}(?: \w+){{0,4}} (?:recruitment|placement)(?: \w+){{0,3}} (?:fees?|costs?|expenses?)"
            rf"|{_BOSS} (?:{_MUST} )?{_PAYS} all (?:fees|costs)(?: and (?:fees|costs))? of recruitment|{_HER} {_NOT} (?:pay|be charged)s?(?: \w+){{0,5}} (?:recruitment|placement)"
            rf"|no (?:recruitment |placement )?(?:fees?|costs?)(?: \w+){{0,5}} (?:charged|collected|paid)"
            rf"|(?:recruitment|placement)(?: \w+){{0,3}} (?:fees?|costs?)(?: \w+){{0,4}} (?:borne|paid|covered) by (?:the )?{_BOSS}",
        ),
        (
            "free_to_leave",
            False,
            rf"{_HER} (?:{_NOT}|is not (?:allowed|permitted) to|are not allowed to) (?:leave|go out of|go outside|exit)(?: \w+){{0,8}} (?:house|home|camp|accommodation|premises|workplace|housing|dormitory|compound|residence|permission)",
        ),
        (
            "free_to_leave",
            True,
            rf"{_HER} (?:may|can|{_MUST}) (?:freely )?(?:leave|go out of|exit)(?: \w+){{0,10}} (?:free time|rest|off[- ]?days?|time off|not working|days? off|leave|after work)|free to (?:leave|move|go out)|freedom of movement",
        ),
        ("may_join_union", False, rf"{_HER} (?:{_NOT}|is not (?:allowed|permitted) to) (?:join|form)(?: \w+){{0,6}} union|joining a union is (?:prohibited|forbidden)"),
        ("may_join_union", True, rf"{_HER} {_MUST} (?:form or )?(?:join|be a member of)(?: \w+){{0,6}} union|freedom of association|right to join(?: \w+){{0,3}} union"),
        (
            "may_change_employer",
            False,
            rf"{_HER} (?:{_NOT}|is not (?:allowed|permitted) to) (?:change|transfer|work for)(?: \w+){{0,5}} (?:employers?|jobs?|sponsors?(?:hip)?)",
        ),
        ("may_change_employer", True, rf"{_HER} {_MUST} (?:change|transfer to)(?: \w+){{0,4}} (?:employers?|jobs?|sponsors?)|right to change (?:employers?|jobs?)"),
        ("repatriation", False, rf"{_BOSS} (?:{_NOT}|is not (?:liable|responsible))(?: \w+){{0,8}} (?:repatriat\w+|mortal remains|remains)"),
        (
            "repatriation",
            True,
            rf"{_BOSS} (?:{_MUST} )?(?:{_PAYS}|repatriate|bring|return|send|arrange|provide|bears?)s?(?: \w+){{0,12}} (?:repatriation|mortal remains|remains|body|home (?:in|if|in case)(?: \w+){{0,6}} (?:death|ill\w*|danger|war|sick\w*))"
            rf"|{_BOSS} (?:{_MUST} )?repatriates?|repatriation(?: \w+){{0,10}} (?:borne|paid|arranged|covered) by (?:the )?{_BOSS}|repatriation(?: \w+){{0,6}} at (?:the )?(?:expense|cost) of (?:the )?{_BOSS}|repatriation(?: \w+){{0,8}} at (?:the )?{_BOSS}'s? (?:own )?(?:expense|cost)",
        ),
        ("injury_cover", False, rf"{_BOSS} (?:{_NOT}|is not (?:liable|responsible))(?: \w+){{0,8}} (?:injur\w+|accidents?)|no compensation(?: \w+){{0,4}} (?:injur\w+|accidents?)"),
        (
            "injury_cover",
            True,
            r"compensation (?:for|in case of|in the event of)(?: \w+){0,6} (?:injur\w+|accidents?|disab\w+)|(?:work(?:ers|ers'|man|men|er)?s?'?(?: 's)?|employees'?) compensation|"
            rf"(?:accident|injury|work injury) insurance|insur\w+(?: \w+){{0,5}} (?:against|for)(?: \w+){{0,3}} (?:accidents?|injur\w+)|{_BOSS} (?:{_MUST} )?(?:{_PAYS}|compensates?)(?: \w+){{0,8}} (?:injur\w+|accident)|(?:injur\w+|hurt)(?: \w+){{0,5}} {_BOSS} (?:{_MUST} )?(?:{_PAYS}|compensates?)",
        ),
        ("social_insurance", False, r"(?:no|not (?:be )?(?:registered|enrolled|covered)(?: \w+){0,3}) social (?:insurance|security)"),
        ("social_insurance", True, r"(?:registers?|enrols?|enrolls?|insure[ds]?|contribut\w+|covered)(?: \w+){0,7} (?:social (?:insurance|security|protection)|pension)|social (?:insurance|security)(?: \w+){0,6} (?:paid|covered|provided|registered|contribut\w+)"),
        ("copy_before_departure", True, r"(?:copy|copies)(?: \w+){0,12} before (?:\w+ )?(?:departure|leaving|she leaves|he leaves|travel\w*|deployment)|before (?:departure|leaving|travel)(?: \w+){0,10} copy"),
        ("pay_slip", False, r"no (?:pay ?slip|wage slip|payslip)"),
        ("pay_slip", True, r"(?:gives?|issues?|provides?|receives?|with|gets?|given|issued)(?: \w+){0,8} (?:pay ?-?slips?|wage slips?|salary slips?|written statement of (?:pay|wages))"),
        ("lives_in", False, rf"{_HER} {_NOT} live(?:s)? (?:in|with|at)|live[- ]out"),
        ("lives_in", True, rf"{_HER} (?:{_MUST} )?(?:lives?|resides?|stays?) (?:in|at|with) (?:the )?(?:{_BOSS}(?:'s)?|house(?:hold)?|home)|live[- ]in(?! \w+ (?:city|town))"),
        ("own_room", False, rf"{_HER} (?:{_MUST} )?(?:sleeps?|shares?)(?: \w+){{0,3}} (?:in the (?:kitchen|living room|hall|children)|with the children|a room with|room)|no (?:own|private|separate) room"),
        ("own_room", True, r"(?:own|private|separate|single) (?:\w+ ){0,2}(?:bed ?)?room|room of her own|room(?: \w+){0,4} lock"),
        ("own_phone", False, rf"{_HER} (?:{_NOT}|is not (?:allowed|permitted) to) (?:use|keep|have)s?(?: \w+){{0,5}} (?:mobile|phones?|telephones?|cell)|(?:mobile )?(?:phones?|telephones?)(?: \w+){{0,4}} (?:kept|held|taken) by|no (?:mobile )?phones?"),
        ("own_phone", True, rf"{_HER} {_MUST} (?:keep|use|have)(?: \w+){{0,6}} (?:mobile|phones?|telephones?)|{_HER} keeps(?: \w+){{0,6}} (?:mobile|phones?|telephones?)"),
        ("safety_induction", True, r"(?:paid )?safety (?:training|induction|orientation|course)(?: \w+){0,10} (?:before|prior|paid|first)|paid safety (?:training|induction)"),
        ("heat_rules", True, r"no (?:outdoor |outside )?work(?: \w+){0,6} (?:hottest|midday|noon|heat|sun|summer)|(?:midday|summer) (?:break|ban)|not work (?:outdoors|outside|in the (?:sun|open))(?: \w+){0,10} (?:hottest|heat|noon|midday|summer|june)|heat break"),
        ("subcontractor", False, rf"{_NOT} be (?:sent|lent|assigned|transferred|supplied)(?: \w+){{0,8}} (?:sub-?contractors?|(?:other|another) (?:company|firm|employer))"),
        ("subcontractor", True, rf"(?:may|can|shall|will) be (?:sent|lent|assigned|transferred|supplied|seconded)(?: \w+){{0,8}} (?:sub-?contractors?|(?:other|another) (?:company|firm|employer))|{_BOSS} may (?:send|lend|assign|transfer|second)(?: \w+){{0,8}} (?:sub-?contractors?|(?:other|another) (?:company|firm))"),
        ("same_pay_as_nationals", False, r"(?:migrant|foreign)(?: \w+){0,4} (?:lower|less)(?: \w+){0,5} (?:national|jordanian|local)\w*"),
        ("same_pay_as_nationals", True, r"(?:same|equal) (?:\w+ ){0,3}(?:wage|pay|salary|rate)s?(?: \w+){0,6} (?:nationals?|local|jordanian|citizens?)\w*|(?:nationals?|jordanians?) (?:and|as)(?: \w+){0,4} (?:same|equal) (?:wage|pay)"),
        ("union_dues", True, r"union dues(?: \w+){0,10} (?:only|consent|agree\w*|written)"),
    ),
    phrases=(
        ("employer", r"between (?:m/?s\.? )?(?P<value>[^()\n]{3,80}?),?(?: \([^)]{0,40}(?:employer|first party)[^)]{0,10}\)|,? (?:hereinafter|hereafter|herein)(?: \w+){0,5}\W{1,3}(?:the )?\W?(?:employer|first party)|,? (?:as |\()?(?:the )?employer(?!'s))"),
        ("employer", r"(?P<value>[^,.()\n]{3,80}?),? (?:\(|hereinafter |hereafter |herein )(?: ?\w+){0,5}\W{1,3}(?:the )?\W?(?:employer|first party)\W"),
        ("employer", r"\b(?:employed|hired) by (?:m/?s\.? )?(?P<value>[^,.()\n]{3,60}?)(?=,| as (?:a|an)\b| at\b| in\b|\.|$)"),
        ("occupation", r"\b(?:employed|engaged|hired|recruited|work|works|working|employs? (?:the )?(?:worker|employee)|serve|appointed|job|position(?: of)?)(?: \w+){0,3}? as (?:an? |the )?(?P<value>(?!follows|agreed|per|well|soon|long|required|set)[^,.;:()\n]{3,50}?)(?= (?:in|at|for|with|by|on|and|of the|under|from|who)\b|[,.;:()]|$)"),
        ("occupation", r"\b(?:in )?the (?:position|post|job|capacity|trade|occupation) of (?:an? |the )?(?P<value>[^,.;:()\n]{3,50}?)(?= (?:in|at|for|with|by|on|and|under|from)\b|[,.;:()]|$)"),
        ("workplace", r"\b(?:place of work|workplace|work ?site|work location)(?: \w+){0,3} (?:is|shall be|will be)(?: at| in)? (?P<value>[^.;()\n]{3,80}?)(?=[.;()]|$)"),
        ("agency", r"\b(?:recruited|deployed|sent|placed) (?:by|through) (?:m/?s\.? )?(?P<value>(?!the )[^,.;()\n]{3,60}?)(?=,| (?:for|to|in)\b|[.;()]|$)"),
        ("complaints", r"\b(?:disputes?|complaints?|disagreements?)\b(?: \w+){0,10} (?:settled|resolved|referred|brought|submitted|decided|made|taken|heard)(?: first)? (?:by|to|at|before|with|through) (?P<value>[^.;\n]{3,100}?)(?=[.;]|$)"),
        ("start", r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|commenc(?:e|es|ing)|effective|with effect)(?: \w+){0,3}? (?:on|from|is|as of)? ?(?P<value>\d{1,4}[^;\n]{5,24})"),
        ("season_end", r"\bseason (?:ends|finishes|closes)(?: on)? (?P<value>\d{1,4}[^;\n]{5,24})"),
        ("country", r"\b(?:work|employed|employment|job|workplace|site|deployed)\b[^.;\n]{0,60}? in (?P<value>[^.;()\n]{3,60})"),
    ),
    choices=(
        ("pay_every", "week", r"(?:paid|payable|payment|pay)(?: \w+){0,5} (?:weekly|every week|each week|at the end of (?:each|every|the) week)"),
        ("pay_every", "fortnight", r"(?:paid|payable|payment|pay)(?: \w+){0,5} (?:fortnightly|every two weeks|twice a month|bi-?weekly|every fortnight)"),
        ("pay_every", "quarter", r"(?:paid|payable|payment|pay)(?: \w+){0,5} (?:quarterly|every three months|every 3 months)"),
        ("pay_every", "month", r"(?:paid|payable|payment)(?: \w+){0,5} (?:monthly|every month|each month|at the end of (?:each|every|the) (?:calendar )?month|once a month|in monthly instal)|(?:day|end|th|st|nd) of (?:each|every|the) (?:following )?month"),
        ("pay_method", "bank", r"(?:bank|wage) (?:transfer|account)|to (?:her|his|the worker's|a) (?:own )?(?:bank )?account|through (?:the|a) bank|by cheque|wps"),
        ("pay_method", "cash", r"(?:paid |payable )?in cash|by cash|cash payment"),
        ("pay_basis", "piece", r"paid (?:by the piece|on (?:a )?piece[- ]?rates?|per piece)|piece[- ]rate (?:basis|pay)"),
        ("pay_basis", "hour", r"paid by the hour|hourly paid|on an hourly basis"),
        ("pay_basis", "day", r"paid by the day|daily paid|on a daily basis|day[- ]?rated"),
        ("pay_basis", "month", r"paid by the month|monthly paid|on a monthly basis|monthly[- ]rated"),
    ),
    multiples={
        150: r"time and a half|one and (?:a )?half(?: times)?|1 ?1/2 times",
        125: r"time and a quarter|one and (?:a )?quarter(?: times)?|1 ?1/4 times",
        200: r"double(?: time| pay| rate| the)?|twice",
        0: r"no overtime (?:is |will be |shall be )?(?:paid|payable)|no (?:overtime (?:pay|payment)|pay(?:ment)? for overtime|extra pay)|overtime(?: \w+){0,4} (?:not (?:be )?paid|unpaid|without (?:extra )?pay)|overtime(?: \w+){0,3} included in (?:the )?(?:basic )?(?:salary|pay|wage)",
        100: r"(?:at |the )?(?:same|ordinary|normal|regular) (?:hourly )?(?:rate|pay)(?: only)?",
    },
    above=r"above|premium|extra|additional|more than|over (?:the|and above)|on top|increase|plus|increment|higher",
    ordinary_not=r"holidays?|rest days?|fridays?|sundays?|night|at night|saturdays?|off days?|days? off",
    months=(
        "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
        "september|sept|sep", "october|oct", "november|nov", "december|dec",
    ),
    clauses=r"but|while|whereas|however|although|though|and the|and shall|and will|except that",
    conditions=(
        r"if|in case|in the event|should (?:the|she|he)|unless|provided that|where the (?:worker|employee)|"
        r"(?:worker|employee|she|he) who (?:leaves|resigns|terminates|breaks)|before (?:the )?(?:completion|completing|end of)|"
        r"when the (?:worker|employee) (?:leaves|resigns)"
    ),
    exceptions=r"except|other than|unless|apart from|save (?:for|as|those)",
    until=r"to|until|till|up to|-|and",
    morning=r"a\.?m\.?|in the morning",
    evening=r"p\.?m\.?|in the (?:evening|afternoon)|at night",
    weekdays=r"(?:every |each |on |weekly )?(?:fridays?|sundays?|saturdays?)",
)  # fmt: skip
