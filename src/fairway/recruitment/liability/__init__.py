"""Who answers for a worker's claim: the chain of recruitment as a graph, and the rules of liability as cited tables."""

from fairway.recruitment.liability.answer import Liability, PartyLiability
from fairway.recruitment.liability.chain import Chain
from fairway.recruitment.liability.judging import liable_parties
from fairway.recruitment.liability.what_if import what_if

__all__ = ["Chain", "Liability", "PartyLiability", "liable_parties", "what_if"]
