"""What each rule says to a worker, and what its law is called: literal English, so that translators find it."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text

Standing: TypeAlias = Literal["adopted", "national_law", "office"]

STANDINGS: Final[dict[Standing, Text]] = {
    "adopted": Text("international standard"),
    "national_law": Text("law or rule of the country"),
    "office": Text("what the International Labour Office says"),
}

LAWS: Final[dict[str, tuple[Text, Standing]]] = {
    "ILO-2019": (Text("ILO definition of recruitment fees and related costs (2019)"), "adopted"),
    "C181": (Text("ILO Private Employment Agencies Convention, 1997 (No. 181)"), "adopted"),
    "C088": (Text("ILO Employment Service Convention, 1948 (No. 88)"), "adopted"),
    "C097": (Text("ILO Migration for Employment Convention (Revised), 1949 (No. 97)"), "adopted"),
    "C189": (Text("ILO Domestic Workers Convention, 2011 (No. 189)"), "adopted"),
    "MLC2006": (Text("Maritime Labour Convention, 2006"), "adopted"),
    "ILO-TTMLM-2013": (
        Text("ILO paper for the Tripartite Technical Meeting on Labour Migration (Geneva, 2013)"),
        "office",
    ),
    "PHL-POEA-LAND-2016": (Text("Philippines, rules on land-based workers abroad (2016)"), "national_law"),
    "PHL-POEA-SEA-2016": (Text("Philippines, rules on seafarers (2016)"), "national_law"),
    "ETH-923-2016": (
        Text("Ethiopia, Overseas Employment Proclamation No. 923/2016, changed by No. 1246/2021"),
        "national_law",
    ),
    "NPL-2015": (Text("Nepal, government decision “free visa, free ticket” (2015)"), "national_law"),
    "BGD-2022": (Text("Bangladesh, ministry’s ceiling for Malaysia (6 July 2022)"), "national_law"),
    "QAT-14-2004": (Text("Qatar, Labour Law No. 14 of 2004"), "national_law"),
    "QAT-15-2017": (Text("Qatar, Law No. 15 of 2017 on domestic workers"), "national_law"),
}
"""Law → its name and its standing."""

SAID: Final[dict[str, Text]] = {
    "INT-definition": Text("No worker should pay to get a job. The employer should pay this cost."),
    "INT-illegitimate": Text("Nobody may ask for bribes, deposits, bonds or hidden costs."),
    "INT-C181": Text("A private agency must not take money from workers, whole or part."),
    "INT-office-C181": Text("Employers should pay all costs of recruitment."),
    "INT-C088": Text("A public employment service must be free."),
    "INT-C097": Text("Public services for workers who go abroad must be free."),
    "INT-C189": Text("An agency’s fee must not be taken from a domestic worker’s pay."),
    "INT-MLC": Text("Seafarers must not pay to get a job on a ship."),
    "PHL-placement-fee": Text(
        "The agency may ask for one month of basic pay at most. You pay it only after you sign the approved contract, "
        "and you get a receipt."
    ),
    "PHL-placement-fee-domestic": Text("Domestic workers pay no fee for the job."),
    "PHL-placement-fee-seafarers": Text("Seafarers pay no fee for the job."),
    "PHL-no-fee-destinations": Text("No fee may be taken for jobs in countries that do not allow one."),
    "PHL-own-papers": Text("You pay for your passport, your police paper and your certificates."),
    "PHL-medical": Text("You pay for the medical test that the health office asks for."),
    "PHL-certificate": Text("You pay for your certificate of skills."),
    "PHL-employer-papers": Text("The employer pays the visa, the permits and the government fee."),
    "PHL-employer-ticket": Text("The employer pays the ticket, there and back."),
    "PHL-employer-fund": Text("The employer pays your place in the welfare fund."),
    "PHL-employer-test": Text("The employer pays for more tests, if it asks for them."),
    "ETH-employer-papers": Text("The employer pays the visa and the permits."),
    "ETH-employer-ticket": Text("The employer pays the ticket, there and back."),
    "ETH-employer-insurance": Text("The employer pays the insurance."),
    "ETH-own-papers": Text("You pay for your passport and papers from home."),
    "ETH-medical": Text("You pay for the medical test."),
    "ETH-certificate": Text("You pay for your certificate of skills."),
    "NPL-service-fee": Text(
        "The agency may ask for 10,000 rupees at most. It may do so only if the employer writes that it will not pay."
    ),
    "NPL-visa": Text("The employer pays the visa."),
    "NPL-ticket": Text("The employer pays the plane ticket."),
    "NPL-own-costs": Text("You pay the medical test, the insurance, the welfare fund and the orientation."),
    "BGD-Malaysia-2022": Text("All costs together may be 78,990 taka at most."),
    "QAT-recruiter": Text("A recruiter in Qatar must not take any money from you."),
    "QAT-domestic-deduction": Text("The employer must not take the cost of hiring you from your pay."),
}
"""Rule → its sentence."""
