"""Pairs of rows of two lists, written by hand, that are easily taken for one agency, or for two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Expected: TypeAlias = Literal["same", "different", "review"]


@dataclass(frozen=True, slots=True)
class Row:
    """What a list says of an agency; "" where it says nothing."""

    name: str
    licence_number: str
    city: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the first list and one of the second.

    Attributes:
        first, second: The rows.
        expected: What a careful officer says who has only these rows; "review" where she would have to ask.
        why: In some words.
    """

    first: Row
    second: Row
    expected: Expected
    why: str


def _pair(first: str, second: str, expected: Expected, why: str) -> Pair:
    name, licence, city = first.split(" | ")
    name_2, licence_2, city_2 = second.split(" | ")
    return Pair(
        Row(name, licence.strip("-"), city.strip("-")),
        Row(name_2, licence_2.strip("-"), city_2.strip("-")),
        expected,
        why,
    )


HARD_PAIRS: Final = (
    # Siblings by their first word
    _pair("Al-Amin International | RL-0123 | Dhaka", "Al Amin Enterprise | RL-0931 | Dhaka", "different", "trade"),
    _pair("Al-Falah Overseas | RL-0204 | Dhaka", "Al-Falah Air Travels | RL-1788 | Dhaka", "different", "trade"),
    _pair("Bengal Gulf Trade | RL-0137 | Dhaka", "Bengal Star Trade | RL-0739 | Dhaka", "different", "second word"),
    _pair("S.K. Overseas | RL-0886 | Dhaka", "S.R. Overseas | RL-0688 | Dhaka", "different", "initials"),
    _pair("M.A.H. International | RL-0412 | Dhaka", "M.H.A. International | RL-1412 | Dhaka", "different", "initials"),
    _pair("New Orbit Placement | RL-0333 | Dhaka", "Orbit Placement | RL-0334 | Dhaka", "different", "two licences"),
    _pair("Mina Overseas | RL-0451 | Dhaka", "Amina Overseas | RL-1451 | Dhaka", "different", "one letter, two names"),
    _pair("Kabir Brothers | RL-0552 | Dhaka", "Kabir & Sons | RL-0559 | Dhaka", "different", "brothers are not sons"),
    _pair("Zeta Manpower 1 | 6101 | Lahore", "Zeta Manpower 2 | 6102 | Lahore", "different", "numbered branches"),
    _pair("East Wind Jobs | 6201 | Colombo", "West Wind Jobs | 6202 | Colombo", "different", "east and west"),
    _pair(
        "Al Hikma Recruiters | MPD/1901/KAR | Karachi",
        "Al Hakeem Recruiters | MPD/1910/KAR | Karachi",
        "different",
        "two names of one root",
    ),
    _pair("Sufi Travels | 7301 | Delhi", "Safi Travels | 7310 | Delhi", "different", "one vowel, two licences"),
    _pair(
        "Green Leaf Manpower | 812/067/068 | Kathmandu",
        "Green Life Manpower | 821/067/068 | Kathmandu",
        "different",
        "one word, two licences",
    ),
    _pair(
        "Three Star Overseas | 813/067/068 | Kathmandu",
        "Five Star Overseas | 831/067/068 | Kathmandu",
        "different",
        "numbers in words",
    ),
    # The same, otherwise written
    _pair("M/S. Good Link Agency | RL-0985 | Dhaka", "GOOD LINK AGENCY | 985 | Dhaka", "same", "prefix and zeros"),
    _pair("Patwary and Partners Ltd. | RL-0149 | Dhaka", "PATWARY & PARTNERS LIMITED | RL-149 | Dhaka", "same", "and"),
    _pair(
        "World Wide Placement Centre | RL-1110 | Dhaka", "Worldwide Placement Center | 1110 | Dhaka", "same", "joined"
    ),
    _pair("Md. Yunus Overseas | RL-0601 | Dhaka", "Mohammad Younus Overseas | RL-0601 | Dhaka", "same", "Md."),
    _pair("Mohd Shafi & Co. | 7402 | Mumbai", "Muhammad Shafee and Company | 7402 | Bombay", "same", "old city name"),
    _pair("Al-Qasim Services | MPD/2015/LHR | Lahore", "El Kassem Services | 2015/LHR | Lahore", "same", "spelling"),
    _pair(
        "Ar-Raheem Consultants | MPD/2116/RWP | Rawalpindi",
        "Al Rahim Consultants | MPD/2116/RWP | Rawalpindi",
        "same",
        "the article takes the next letter",
    ),
    _pair("Zeinab Employment Est. | 990417 | Amman", "Zaynab Empl. Establishment | 990417 | Amman", "same", "spelling"),
    _pair("Abd El Wahab Group | 990528 | Cairo", "Abdulwahhab Group | 990528 | Cairo", "same", "joined"),
    _pair("Sumon Trade House | RL-0702 | Dhaka", "সুমন ট্রেড হাউস | RL-0702 | ঢাকা", "same", "Bengali"),
    _pair(
        "Nabin Kirtipur Services Pvt. Ltd. | 514/064/065 | Kathmandu",
        "नवीन कीर्तिपुर सर्भिसेज प्रा. लि. | ५१४/०६४/०६५ | काठमाडौँ",
        "same",
        "Devanagari, with its digits",
    ),
    _pair("Dar Al Ghadeer Recruitment | 990733 | Riyadh", "دار الغدير للاستقدام | ٩٩٠٧٣٣ | الرياض", "same", "Arabic"),
    _pair(
        "Mount View Consultancy | 616/065/066 | Lalitpur", "Mt. View Consultancy P. Ltd | 616 | Patan", "same", "Mt."
    ),
    _pair(
        "Saint Anne Staffing Corp. | DMW-3117-LB | Manila",
        "St. Anne Staffing Corporation | 3117 | Manila",
        "same",
        "St.",
    ),
    _pair(
        "20th Century Overseas | RL-0777 | Dhaka", "Twentieth Century Overseas | RL-777 | Dhaka", "same", "number word"
    ),
    _pair("Ever Bright Jobs | 6303 | Colombo", "Everbrite Jobs (Pvt) Ltd | SLBFE 6303 | Colombo", "same", "spelling"),
    _pair(
        "Chittagong Seaways | RL-0808 | Chittagong", "Chattogram Seaways | RL-0808 | Chattogram", "same", "city renamed"
    ),
    _pair(
        "Jabal-un-Noor Tours | MPD/2217/KAR | Karachi", "Jabalunnoor Tours | MPD/2217/KAR | Karachi", "same", "joined"
    ),
    _pair(
        "International Dohar Agency | RL-0903 | Dhaka", "Dohar International Agency | RL-0903 | Dhaka", "same", "order"
    ),
    _pair("Kismat Labour Link | RL-1004 | Dhaka", "Kismet Labor Links | - | Dhaka", "same", "nothing else like it"),
    _pair("Phoenix Bijoynagar Ltd | RL-1105 | Dhaka", "Fenix Bijoy Nagar Ltd. | RL-1105 | Dhaka", "same", "ph and f"),
    _pair("Trans Arabia Workforce | 990844 | Jeddah", "Transarabia Work Force Co. | 990844 | Jiddah", "same", "joined"),
    _pair("Gulzaar-e-Hind Exports | 7503 | Lucknow", "Gulzar E Hind Exports | 7503 | Lucknow", "same", "joining vowel"),
    # Renamed, renumbered, moved
    _pair(
        "Rainbow Ticketing Point | RL-1206 | Dhaka", "Rainbow Human Capital Ltd. | RL-1206 | Dhaka", "same", "renamed"
    ),
    _pair(
        "Quick Move Jobs | 717/066/067 | Kathmandu", "Quick Talent Search | 717/066/067 | Kathmandu", "same", "renamed"
    ),
    _pair(
        "Ibrahim Kohat Bureau | MPD/2318/PEW | Peshawar",
        "Ibrahim Kohat Bureau | MPD/2318/ISB | Islamabad",
        "same",
        "moved, and the number's office with it",
    ),
    _pair(
        "Tandoori Nights Catering Staff | 7604 | Delhi",
        "Tandoori Nights Catering Staff | 7699 | Delhi",
        "same",
        "an unusual name with a new number in the same city",
    ),
    _pair(
        "Meghalaya Hills Recruiters | 7705 | Shillong",
        "Meghalaya Hills Recruiters | - | Guwahati",
        "review",
        "no licence, another city",
    ),
    _pair("Sunamganj Haor Agro Jobs | RL-1307 | Sylhet", "Sunamganj Haor Agro Job | RL-1307 | Dhaka", "same", "moved"),
    # What only asking can tell
    _pair(
        "Blue Nile Agencies | NEA/4101 | Kampala",
        "Kirabo Workforce | NEA/4101 | Mombasa",
        "review",
        "number used again",
    ),
    _pair(
        "Delta Crew Manning | DMW-3220-LB | Manila",
        "Poseidon Nannies | DMW-3220-LB | Davao City",
        "review",
        "number used again",
    ),
    _pair("Global Hands | 6404 | Kandy", "Global Hands | 6455 | Galle", "review", "a common name in two cities"),
    _pair("City Overseas | RL-1408 | Dhaka", "City Travels | - | Dhaka", "review", "renamed or another, no licence"),
    _pair("Jolly Workers Link | RL-1509 | Dhaka", "J. W. Link | - | Dhaka", "review", "initials alone"),
    _pair("Ali Brothers Bureau | MPD/2419/KAR | Karachi", "Ali Bureau | - | Karachi", "review", "shortened"),
    _pair(
        "Sea Gull Marine Jobs | RL-1610 | Dhaka",
        "Seagull Merine Jobs | RL-1601 | Dhaka",
        "review",
        "swapped digits, or a sibling",
    ),
    _pair(
        "Rose Garden Maids | 990955 | Beirut",
        "Rose Garden Maids | 990995 | Beirut",
        "same",
        "one digit otherwise, all else the same",
    ),
    _pair(
        "Nirvana Placements | 818/068/069 | Pokhara", "Nirwana Placement | - | -", "review", "neither licence nor city"
    ),
    _pair(
        "Topaz Recruiting | NEA/4202 | Nairobi",
        "Topaz Cleaning Staff | NEA/4202 | Addis Ababa",
        "review",
        "a first word, the number, and nothing else",
    ),
    # Traps of form
    _pair(
        "The Dawn | RL-1711 | Dhaka", "Dawn Ltd. | 01711 | Dhaka", "same", "article and form fall away, number stays"
    ),
    _pair(
        "Overseas Services Ltd. | RL-1812 | Dhaka",
        "International Services Ltd. | RL-1813 | Dhaka",
        "different",
        "nothing but trade words",
    ),
    _pair("Ltd. Edition Jobs | 7806 | Chennai", "Limited Edition Jobs | 7806 | Chennai", "same", "Ltd. as a word"),
    _pair("A-1 Skilled Hands | 7907 | Kochi", "A One Skilled Hands | 7907 | Cochin", "same", "1 and one"),
    _pair("4 Points Staffing | RL-1914 | Dhaka", "Four Point Staffing | 1914 | Dhaka", "same", "4 and four"),
    _pair(
        "Sagar Kanya Exim | RL-2620B | Dhaka", "Sagar Kanya Exim | RL-2620A | Dhaka", "review", "letters of a licence"
    ),
    _pair("Dhaka Jobs Point | RL-2721 | Dhaka", "Khulna Jobs Point | RL-2712 | Khulna", "different", "names of cities"),
    _pair("Ahad & Ahad | RL-2822 | Dhaka", "Ahad | - | Dhaka", "review", "half a name"),
    _pair("Zamindar Bari Exports | RL-2923 | Dhaka", "Zaminder Bary Exports | RL-2923 | -", "same", "city left out"),
)
