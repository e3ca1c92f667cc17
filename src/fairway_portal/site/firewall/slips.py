"""Ways by which something of a report slips out that are no path in the graph: a log, a session, a temporary file."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Final

from fairway_portal.site.firewall import reviewed
from fairway_portal.site.firewall.building import Portal
from fairway_portal.site.firewall.reading import Definition
from fairway_portal.site.firewall.reviewed import CASEWORK

VAULT: Final = f"{CASEWORK}vault"
OPENING_THE_VAULT: Final = re.compile(rf"{re.escape(CASEWORK)}\w+\.(?:actions|queries|models)\b|{re.escape(VAULT)}\b")
TOLD_IN_CONFIDENCE: Final = ("vault", *reviewed.HER_PARTS, "cases", "escrow", "counselling")
NETWORK: Final = frozenset({
    "aiohttp", "ftplib", "http.client", "httpx", "poplib", "requests", "smtplib", "socket", "telnetlib",
    "urllib.request", "urllib3", "xmlrpc",
})  # fmt: skip
LISTENS: Final = {
    "fairway_portal.site.serve": "Tries whether the port is free.",
    "fairway_portal.site.ask_health": "Asks the portal on this machine whether it is well.",
    "fairway_portal.site.egress": "Refuses what others would connect to.",
}
LOGGED: Final = frozenset({"critical", "debug", "error", "exception", "info", "log", "warning"})
HARMLESS_CALLS: Final = frozenset({"len", "sum", "type", "where_of", "int"})
HARMLESS_ATTRIBUTES: Final = frozenset({"slug", "__name__", "errno"})
HARMLESS_NAMES: Final = frozenset({"count", "done", "erased", "forgotten", "many", "number_of", "swept"})
IN_AN_ADDRESS: Final = frozenset({
    "answer", "draft", "key", "lookup", "note", "pass", "receipt", "secret", "text", "token",
    "words",
})  # fmt: skip
NOT_IN_A_ROW: Final = frozenset({"cases", "envelopes", "erased", "held", "lookup", "sealed_set"})
"""What a report of the vault has, and `vault.queries.ReportRow` has not."""
ASKING: Final = re.compile(r"\{[{%][^}]*\.(?:all|filter|exclude|values_list|iterator)\(")

Slips = Iterator[str]


def slips(portal: Portal) -> tuple[str, ...]:
    """Everything that is found, each with what to do."""
    found = [said for one in portal.code.definitions.values() for rule in RULES for said in rule(one)]
    return tuple(sorted({*found, *_addresses(portal), *_templates()}))


def _part(one: Definition) -> str:
    """The part of casework that a definition stands in; "" elsewhere."""
    return one.module.removeprefix(CASEWORK).split(".")[0] if one.module.startswith(CASEWORK) else ""


def _begins(name: str, prefixes: frozenset[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in prefixes)


def record(one: Definition) -> Slips:
    """The record of actions is read by administrators: nothing of a report or a case goes there."""
    if _part(one) not in TOLD_IN_CONFIDENCE or one.name in reviewed.RECORDED:
        return
    if any(name.startswith("fairway_portal.accounts.audit") for name in one.uses):
        yield f"{one.name} writes into the record of actions; write an event of the case instead (cases.chain)."


def sessions(one: Definition) -> Slips:
    """Sessions and cookies lie in the other database, and in her browser."""
    for node in _nodes(one):
        if isinstance(node, ast.Attribute) and node.attr == "session" and _part(one):
            yield f"{one.name} uses a session; what is needed on the next page travels in a POST body."
        if isinstance(node, ast.Attribute) and node.attr in ("set_cookie", "set_signed_cookie"):
            yield f"{one.name} sets a cookie; no page but those of the desk has one, and Django sets that."


def network(one: Definition) -> Slips:
    """Nothing of the portal speaks to other machines; mail is speaking to another machine."""
    for name in one.uses:
        if _begins(name, NETWORK) and one.module not in LISTENS:
            yield f"{one.name} uses {name}; only `fairway.sources` speaks to the network."
        if name.startswith("django.core.mail"):
            yield f"{one.name} sends mail; notices stand on the desk."


def temporary(one: Definition) -> Slips:
    """What she wrote is never written to a file in the clear."""
    if _part(one) in TOLD_IN_CONFIDENCE and any(_begins(name, frozenset({"tempfile"})) for name in one.uses):
        yield f"{one.name} makes a temporary file; keep it in memory, or seal it first."


def logs(one: Definition) -> Slips:
    """A line of a log in casework holds fixed words, counts and kinds of faults."""
    if not _part(one):
        return
    for node in _nodes(one):
        if not isinstance(node, ast.Call):
            continue
        to_log = isinstance(node.func, ast.Attribute) and node.func.attr in LOGGED and _is_logger(node.func.value)
        printed = isinstance(node.func, ast.Name) and node.func.id == "print"
        for said in (*node.args, *(word.value for word in node.keywords)) if to_log or printed else ():
            if not _harmless(said):
                yield f"{one.name} logs “{ast.unparse(said)}”; log fixed words, a count or the kind of a fault."


def _is_logger(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and ("log" in node.id.lower())


def _harmless(said: ast.expr) -> bool:
    if isinstance(said, ast.Constant):
        return True
    if isinstance(said, ast.Call):
        return isinstance(said.func, ast.Name) and said.func.id in HARMLESS_CALLS
    if isinstance(said, ast.Attribute):
        return said.attr in HARMLESS_ATTRIBUTES
    return isinstance(said, ast.Name) and said.id in HARMLESS_NAMES


def her_pages(one: Definition) -> Slips:
    """Her pages ask by her number; they never ask a table."""
    if _part(one) in reviewed.HER_PARTS and not OPENING_THE_VAULT.match(one.module):
        for name in sorted(one.uses):
            if name.startswith(CASEWORK) and ".models" in name:
                yield f"{one.name} uses {name}; ask a query that takes her keys, or the report that they opened."
    if reviewed.KEYS_OF_HERS in one.calls and one.module not in reviewed.RECEIPT_MAKERS:
        yield f"{one.name} puts keys of hers together; only her number, or the pass made of it, opens them."


def vault(one: Definition) -> Slips:
    """The vault is reached through actions and queries: neither by its name in a text, nor through a relation."""
    if OPENING_THE_VAULT.match(one.module) or one.name.startswith(tuple(reviewed.NAMES_ONLY)):
        return
    for text in one.strings:
        if text == VAULT or text.startswith((f"{VAULT}.", "fairway_vault")):
            yield f"{one.name} names the vault (“{text}”); ask an action or a query of its part for it."
    if one.module.startswith(CASEWORK):
        if one.looks_up:
            yield f"{one.name} looks up by a name made while it runs; write the name out, or put it in a setting."
        for node in _nodes(one):
            if isinstance(node, ast.Attribute) and _into_vault(node):
                yield f"{one.name} goes into the vault by “{ast.unparse(node)}”; ask a query for a row without it."


def _into_vault(node: ast.Attribute) -> bool:
    before = node.value.attr if isinstance(node.value, ast.Attribute) else ""
    related = node.attr in (
        "all",
        "count",
        "create",
        "exists",
        "filter",
        "first",
        "get",
        "last",
        "values",
        "values_list",
    )
    return (before == "report" and node.attr in NOT_IN_A_ROW) or (before in ("envelopes", "sealed_set") and related)


def _nodes(one: Definition) -> Iterator[ast.AST]:
    for statement in one.tree:
        yield from ast.walk(statement)


RULES: Final[tuple[Callable[[Definition], Slips], ...]] = (
    record, sessions, network, temporary, logs, her_pages, vault,
)  # fmt: skip


def _addresses(portal: Portal) -> Slips:
    """No address carries a receipt, a token or words: addresses stand in histories and in the logs of proxies."""
    for door in portal.doors:
        if not any(name.startswith(CASEWORK) for name in door.code):
            continue
        named = set(re.findall(r"<(?:\w+:)?(\w+)>", door.route)) - {"language"}
        hers = any(name.startswith(f"{CASEWORK}{part}.") for name in door.code for part in reviewed.HER_PARTS)
        for name in sorted(named if hers else named & IN_AN_ADDRESS):
            yield f"The address “{door.route}” carries <{name}>; send it in the body of a POST."


def _templates() -> Slips:
    """A template shows rows that a query made; it asks no table."""
    from fairway_portal.site.firewall.building import PORTAL

    for file in sorted(PORTAL.rglob("templates/**/*.*")):
        if file.suffix in (".html", ".jinja", ".txt", ".xml", ".svg") and ASKING.search(file.read_text("utf-8")):
            yield f"The template {file.relative_to(PORTAL)} asks a table; hand it rows."
