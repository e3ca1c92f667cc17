"""What each rule says, and what its law is called: literal English, so that translators find it."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from fairway.kernel.text import Text

LawStanding: TypeAlias = Literal["national_law", "adopted", "office", "contract"]

STANDINGS: Final[dict[LawStanding, Text]] = {
    "national_law": Text("law or rule of the country"),
    "adopted": Text("international standard"),
    "office": Text("what an office says of the law"),
    "contract": Text("the contract itself"),
}

LAWS: Final[dict[str, tuple[Text, LawStanding]]] = {
    "CONTRACT": (Text("The contract of employment"), "contract"),
    "C181": (Text("ILO Private Employment Agencies Convention, 1997 (No. 181)"), "adopted"),
    "C189": (Text("ILO Domestic Workers Convention, 2011 (No. 189)"), "adopted"),
    "ILO-TTMLM-2013": (
        Text("ILO paper for the Tripartite Technical Meeting on Labour Migration (Geneva, 2013)"),
        "office",
    ),
    "PHL-RA8042": (
        Text("Philippines, Migrant Workers and Overseas Filipinos Act (Republic Act No. 8042, changed by No. 10022)"),
        "national_law",
    ),
    "PHL-POEA-LAND-2016": (Text("Philippines, rules on land-based workers abroad (2016)"), "national_law"),
    "ETH-923-2016": (
        Text("Ethiopia, Overseas Employment Proclamation No. 923/2016, changed by No. 1246/2021"),
        "national_law",
    ),
    "NPL-FEA-2007": (Text("Nepal, Foreign Employment Act, 2064 (2007)"), "national_law"),
    "NPL-EMBASSY-ARE": (Text("Embassy of Nepal in the United Arab Emirates, on the deposit of agencies"), "office"),
    "BGD-OEMA-2013": (Text("Bangladesh, Overseas Employment and Migrants Act, 2013"), "national_law"),
    "BGD-OEMA-2023": (
        Text("Bangladesh, Overseas Employment and Migrants Act, 2013, as changed in 2023"),
        "national_law",
    ),
    "KOR-EPS": (Text("Republic of Korea, Act on Foreign Workers’ Employment (2003)"), "national_law"),
}
"""Law → its name and its standing."""

SAID: Final[dict[str, Text]] = {
    "GEN-contract": Text("Whoever signed as employer owes what the contract promises."),
    "PHL-joint": Text(
        "Agency, principal and employer are jointly and severally liable for every money claim of the worker, as long "
        "as the contract lasts, whatever is changed or substituted at home or abroad. The agency’s bond answers for it."
    ),
    "PHL-officers": Text(
        "Where the agency is a company, its officers, directors and partners are jointly and severally liable with it."
    ),
    "PHL-office": Text(
        "The recruiting agent is jointly liable with the foreign employer for breaches of the contract."
    ),
    "PHL-escrow": Text("The agency’s escrow answers for valid claims that follow from its recruitment."),
    "PHL-agent": Text("The agency answers for whoever recruits in its name without being registered."),
    "PHL-illegal": Text("Who recruits without a licence must give back what the worker paid."),
    "ETH-joint": Text("Agency and employer are jointly and severally liable for breaches of the contract."),
    "ETH-office": Text(
        "The recruiting agent is jointly liable with the foreign employer for breaches of the contract."
    ),
    "ETH-deposit": Text("The agency’s blocked guarantee answers for breaches of the contract."),
    "NPL-shortfall": Text(
        "Where the worker gets less pay or other work than agreed, the agency must pay what is missing."
    ),
    "NPL-deposit": Text(
        "Where the employer does not pay, the agency’s deposit may be used for pay, treatment and the ticket home."
    ),
    "BGD-joint": Text(
        "The recruiting agent counts as the employer’s representative and is jointly and severally liable with it for "
        "what follows from the contract."
    ),
    "BGD-surety": Text(
        "Where the licence is cancelled, the agency’s surety may be used for compensation and for the journey home."
    ),
    "BGD-surety-rest": Text("Where the surety is not enough, the agency may be made to pay the compensation itself."),
    "BGD-agent": Text("The recruiting agent answers for the sub-agents whom it uses."),
    "KOR-employer": Text("The employer owes pay and compensation under the labour law of the Republic of Korea."),
    "KOR-public": Text(
        "Workers under the employment permit system are sent by public bodies; these find the job and do not answer "
        "for the pay."
    ),
    "INT-C181-12": Text(
        "The State must lay down which responsibilities agencies and user enterprises have for pay, working time, "
        "safety and compensation."
    ),
    "INT-C181-8": Text(
        "The State must protect migrant workers recruited in its territory, and punish agencies that abuse them, up to "
        "their prohibition."
    ),
    "INT-C189-15": Text(
        "The State must lay down what the agency and what the household owe a domestic worker, and have complaints "
        "investigated."
    ),
}
"""Rule → its sentence."""
