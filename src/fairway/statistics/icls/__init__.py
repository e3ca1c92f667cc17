"""Who is an international migrant worker: the concepts of the ICLS guidelines on labour migration, person by person.

Source: 20th ICLS, Guidelines concerning statistics of international labour migration (ICLS/20/2018/Guidelines).
"""

from __future__ import annotations

from fairway.statistics.icls.classification import classify
from fairway.statistics.icls.contradictions import CONTRADICTIONS, contradictions
from fairway.statistics.icls.explanation import explain, judge
from fairway.statistics.icls.parameters import Parameters
from fairway.statistics.icls.reasons import REASONS, Explanation
from fairway.statistics.icls.rules import CONCEPTS, RULES, RuleSet
from fairway.statistics.icls.summary import summary

__all__ = [
    "CONCEPTS",
    "CONTRADICTIONS",
    "REASONS",
    "RULES",
    "Explanation",
    "Parameters",
    "RuleSet",
    "classify",
    "contradictions",
    "explain",
    "judge",
    "summary",
]
