"""Proof of filing: a signed token for her, and a public log in which every filing must stand."""

from fairway.safe_reporting.proofs.heads import Head, follows, heads_as_json, heads_of_json, sign_head
from fairway.safe_reporting.proofs.log import LogDay, log_as_json, log_of_json
from fairway.safe_reporting.proofs.reasons import Reason
from fairway.safe_reporting.proofs.tokens import Promise, grouped, make_token, monday, read_token
from fairway.safe_reporting.proofs.verifying import Verdict, check_log, verify

__all__ = [
    "Head",
    "LogDay",
    "Promise",
    "Reason",
    "Verdict",
    "check_log",
    "follows",
    "grouped",
    "heads_as_json",
    "heads_of_json",
    "log_as_json",
    "log_of_json",
    "make_token",
    "monday",
    "read_token",
    "sign_head",
    "verify",
]
