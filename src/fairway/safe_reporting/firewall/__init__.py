"""The firewall between helping workers and enforcing immigration law, as a graph that is computed and asserted."""

from fairway.safe_reporting.firewall.graph import Graph, Kind, Node
from fairway.safe_reporting.firewall.invariants import INVARIANTS, Invariant, Violation, invariants
from fairway.safe_reporting.firewall.paths import Path, paths
from fairway.safe_reporting.firewall.purposes import Purpose
from fairway.safe_reporting.firewall.sensitivity import Sensitivity

__all__ = [
    "INVARIANTS", "Graph", "Invariant", "Kind", "Node", "Path", "Purpose", "Sensitivity", "Violation", "invariants",
    "paths",
]  # fmt: skip
