"""What a counsellor chooses from when she enters a visit: short lists, so that months and centres can be compared.

Source: ILO, Migrant Resource Centres: an operations manual; IOM and ILO, guides to monitoring and evaluation of such
centres (who came, at which stage, about what, what was done, what came of it). The lists are our own selection.
"""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

CHANNELS: Final[dict[str, Text]] = {
    "in_person": Text("In person"),
    "telephone": Text("By telephone"),
    "message": Text("By message"),
    "outreach": Text("During outreach"),
}
STAGES: Final[dict[str, Text]] = {
    "thinking": Text("Thinking of going"),
    "recruited": Text("Recruited, not yet left"),
    "abroad": Text("Abroad"),
    "returned": Text("Returned"),
    "family": Text("Family of somebody abroad"),
}
SEXES: Final[dict[str, Text]] = {"F": Text("Woman"), "M": Text("Man"), "X": Text("Other")}
TOPICS: Final[dict[str, Text]] = {
    "wages": Text("Wages"),
    "fees": Text("Recruitment fees and debt"),
    "contract": Text("Contract"),
    "documents": Text("Documents kept by others"),
    "hours": Text("Hours and rest"),
    "violence": Text("Violence and harassment"),
    "forced_labour": Text("Signs of forced labour"),
    "health": Text("Health and accidents"),
    "social_security": Text("Social security"),
    "going": Text("Going abroad safely"),
    "return": Text("Return and work at home"),
    "other": Text("Something else"),
}
SERVICES: Final[dict[str, Text]] = {
    "information": Text("Information"),
    "advice": Text("Advice"),
    "forms": Text("Help with forms and letters"),
    "mediation": Text("Talking to the employer or agency"),
    "complaint": Text("Help to complain"),
    "legal_aid": Text("Legal aid"),
    "training": Text("Training"),
    "emergency": Text("Help in an emergency"),
}
REFERRALS: Final[dict[str, Text]] = {
    "union": Text("Trade union"),
    "legal_aid": Text("Legal aid organisation"),
    "resource_centre": Text("Another resource centre"),
    "inspectorate": Text("Labour inspectorate"),
    "ministry": Text("Ministry or labour office"),
    "court": Text("Court or tribunal"),
    "police": Text("Police"),
    "hospital": Text("Hospital or doctor"),
    "shelter": Text("Shelter"),
    "consulate": Text("Embassy or consulate"),
    "employment_service": Text("Employment service"),
}
OUTCOMES: Final[dict[str, Text]] = {
    "informed": Text("Knows what to do"),
    "under_way": Text("Under way"),
    "referred": Text("Referred, and arrived there"),
    "complaint_filed": Text("Complaint filed"),
    "settled": Text("Settled"),
    "remedied": Text("Got money or documents back"),
    "unresolved": Text("Not solved"),
    "lost_contact": Text("Contact lost"),
}
LANGUAGES: Final[dict[str, Text]] = {
    "am": Text("Amharic"),
    "ar": Text("Arabic"),
    "bn": Text("Bengali"),
    "en": Text("English"),
    "es": Text("Spanish"),
    "fr": Text("French"),
    "hi": Text("Hindi"),
    "id": Text("Indonesian"),
    "km": Text("Khmer"),
    "lo": Text("Lao"),
    "my": Text("Burmese"),
    "ne": Text("Nepali"),
    "om": Text("Oromo"),
    "si": Text("Sinhala"),
    "sw": Text("Swahili"),
    "ta": Text("Tamil"),
    "th": Text("Thai"),
    "ti": Text("Tigrinya"),
    "tl": Text("Tagalog"),
    "ur": Text("Urdu"),
    "vi": Text("Vietnamese"),
    "other": Text("Another language"),
}
FIELDS: Final[dict[str, dict[str, Text]]] = {
    "channel": CHANNELS,
    "stage": STAGES,
    "sex": SEXES,
    "language": LANGUAGES,
    "topics": TOPICS,
    "service": SERVICES,
    "referral": REFERRALS,
    "outcome": OUTCOMES,
}
"""The list behind each field of a visit that is chosen from one."""
