"""English labels: the words before a colon, or in the first column of a table."""

from __future__ import annotations

from typing import Final

LABELS: Final = {
    "employer": (
        r"(?:full )?(?:name (?:and address )?of (?:the )?)?(?:employer|sponsor|first party|hiring company|"
        r"employing company|party a)(?:'s)?(?: (?:full )?name)?(?: and address)?|company(?: name)?|"
        r"name of (?:the )?(?:company|firm|establishment)"
    ),
    "principal": r"(?:name of (?:the )?)?(?:foreign )?principal(?: name)?|foreign (?:agency|recruitment agency)",
    "agency": (
        r"(?:name of (?:the )?)?(?:(?:local|philippine|recruitment|recruiting|sending|manpower|employment) ?)+"
        r"(?:agency|company|agent|office)(?: name)?|agency(?: name)?|agent"
    ),
    "job_order": r"(?:job order|demand letter|demand|order|visa block)(?: (?:no|number|ref(?:erence)?))?",
    "language": r"language(?: of (?:the )?contract)?",
    "occupation": (
        r"(?:job |work )?(?:title|position|occupation|designation|profession|trade|job|post|role|category|work)|"
        r"job (?:position|category|description)|type of (?:work|job)|nature of (?:work|job|employment)|"
        r"employed as|position (?:of|offered)(?: .{1,20})?|work to be done|kind of work|duties|job and position"
    ),
    "occupation_code": r"(?:isco(?:[- ]?08)?|occupation)(?: (?:code|no|number))?(?: isco(?:[- ]?08)?)?",
    "workplace": (
        r"(?:work ?place|work ?site|site|site of (?:employment|work)|(?:place|location|site|address) of "
        r"(?:the )?(?:work|employment|job|workplace)|(?:work|job|working|project) (?:location|place|site|address)|"
        r"location|duty station|city)"
    ),
    "country": (
        r"country(?: of (?:work|employment|destination|the job|deployment))?|destination(?: country)?|"
        r"(?:host|receiving|employment) country"
    ),
    "start": (
        r"(?:start|starting|commencement|joining|effective|beginning)(?: date| day)?(?: of (?:work|employment|"
        r"the )?contract)?|date of (?:joining|commencement|start)(?: of work)?|first day(?: of work)?|"
        r"work (?:starts|begins)(?: on)?|date of start"
    ),
    "complaints": (
        r"(?:settlement of )?disputes?(?: settlement| resolution)?|complaints?(?: to)?|grievances?|"
        r"where a dispute is settled|dispute settled (?:by|at)"
    ),
    "season_end": r"(?:end of (?:the )?season|season ends?(?: on)?|last day of the season)",
}  # fmt: skip
