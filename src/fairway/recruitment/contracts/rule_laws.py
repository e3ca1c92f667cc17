"""What the laws of the contract rules are called, and what kind of text each is."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.fees.sentences import Standing

LAWS: Final[dict[str, tuple[Text, Standing]]] = {
    "C001": (Text("ILO Hours of Work (Industry) Convention, 1919 (No. 1)"), "adopted"),
    "C014": (Text("ILO Weekly Rest (Industry) Convention, 1921 (No. 14)"), "adopted"),
    "C030": (Text("ILO Hours of Work (Commerce and Offices) Convention, 1930 (No. 30)"), "adopted"),
    "C047": (Text("ILO Forty-Hour Week Convention, 1935 (No. 47)"), "adopted"),
    "C087": (Text("ILO Freedom of Association Convention, 1948 (No. 87)"), "adopted"),
    "C095": (Text("ILO Protection of Wages Convention, 1949 (No. 95)"), "adopted"),
    "C097": (Text("ILO Migration for Employment Convention (Revised), 1949 (No. 97)"), "adopted"),
    "C106": (Text("ILO Weekly Rest (Commerce and Offices) Convention, 1957 (No. 106)"), "adopted"),
    "C132": (Text("ILO Holidays with Pay Convention (Revised), 1970 (No. 132)"), "adopted"),
    "C155": (Text("ILO Occupational Safety and Health Convention, 1981 (No. 155)"), "adopted"),
    "C189": (Text("ILO Domestic Workers Convention, 2011 (No. 189)"), "adopted"),
    "R201": (Text("ILO Domestic Workers Recommendation, 2011 (No. 201)"), "adopted"),
    "ILO-FR-2019": (Text("ILO General principles and operational guidelines for fair recruitment (2019)"), "adopted"),
    "QAT-17-2020": (Text("Qatar, Law No. 17 of 2020 on the minimum wage"), "national_law"),
    "QAT-14-2004": (Text("Qatar, Labour Law No. 14 of 2004"), "national_law"),
    "QAT-15-2017": (Text("Qatar, Law No. 15 of 2017 on domestic workers"), "national_law"),
    "QAT-21-2015": (Text("Qatar, Law No. 21 of 2015 on entry, exit and residence"), "national_law"),
    "QAT-MD-17-2021": (Text("Qatar, Ministerial Decision No. 17 of 2021 on heat stress"), "national_law"),
    "SAU-M51": (Text("Saudi Arabia, Labour Law, Royal Decree M/51 of 2005"), "national_law"),
    "SAU-310-2013": (Text("Saudi Arabia, regulation on domestic workers, decision No. 310 of 2013"), "national_law"),
    "ARE-33-2021": (Text("United Arab Emirates, Federal Decree-Law No. 33 of 2021"), "national_law"),
    "ARE-9-2022": (Text("United Arab Emirates, Federal Decree-Law No. 9 of 2022 on domestic workers"), "national_law"),
    "KWT-6-2010": (Text("Kuwait, Labour Law No. 6 of 2010"), "national_law"),
    "KWT-68-2015": (Text("Kuwait, Law No. 68 of 2015 on domestic workers"), "national_law"),
    "MYS-EA-1955": (Text("Malaysia, Employment Act 1955"), "national_law"),
    "MYS-MWO": (Text("Malaysia, Minimum Wages Orders"), "national_law"),
    "MYS-PA-1966": (Text("Malaysia, Passports Act 1966"), "national_law"),
    "KOR-LSA": (Text("Republic of Korea, Labor Standards Act"), "national_law"),
    "KOR-MWA": (Text("Republic of Korea, Minimum Wage Act and yearly notice"), "national_law"),
    "JOR-8-1996": (Text("Jordan, Labour Law No. 8 of 1996"), "national_law"),
    "JOR-90-2009": (Text("Jordan, Regulation No. 90 of 2009 on domestic workers"), "national_law"),
    "JOR-GARMENT": (Text("Jordan, sectoral collective agreement and unified contract for garments"), "national_law"),
    "PHL-POEA-2016": (Text("Philippines, rules on land-based workers abroad (2016)"), "national_law"),
    "PHL-HSW": (Text("Philippines, decisions on household service workers (2006)"), "national_law"),
    "NPL-FEA-2007": (Text("Nepal, Foreign Employment Act, 2064 (2007)"), "national_law"),
    "NPL-2015": (Text("Nepal, government decision “free visa, free ticket” (2015)"), "national_law"),
    "BGD-2013": (Text("Bangladesh, Overseas Employment and Migrants Act, 2013"), "national_law"),
    "ETH-923-2016": (Text("Ethiopia, Overseas Employment Proclamation No. 923/2016"), "national_law"),
    "MEX-LFT": (Text("Mexico, Federal Labour Law"), "national_law"),
    "USA-20CFR655": (Text("United States, 20 CFR Part 655, Subpart B (H-2A)"), "national_law"),
    "USA-18USC1592": (Text("United States, 18 U.S.C. 1592"), "national_law"),
}
"""Law → its name and its standing."""
