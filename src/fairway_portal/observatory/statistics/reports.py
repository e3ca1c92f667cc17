"""A method report, which is Markdown, as HTML: headings, paragraphs, lists, tables, code; the rest as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

_KINDS: Final = (
    ("heading", re.compile(r"^#{1,6} ")),
    ("table", re.compile(r"^\s*\|")),
    ("list", re.compile(r"^\s*[-*] ")),
    ("blank", re.compile(r"^\s*$")),
)
_RULE: Final = re.compile(r"^\s*\|[\s:|-]+\|?\s*$")
_INLINE: Final = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
)


def html(report: str, label: str) -> Markup:
    """The report as a fragment whose headings begin at `h2`.

    Args:
        report: Markdown.
        label: What its tables are called for those who cannot see them.
    """
    return Markup("".join(_blocks(report, label)))  # every text went through escape()  # noqa: S704


def _blocks(report: str, label: str) -> Iterator[str]:
    for kind, group in groupby(report.splitlines(), key=_kind):
        lines = list(group)
        match kind:
            case "heading":
                for line in lines:
                    marks, _, said = line.partition(" ")
                    level = min(6, len(marks) + 1)
                    yield f"<h{level}>{_inline(said)}</h{level}>"
            case "table":
                yield _table(lines, label)
            case "list":
                yield f"<ul>{''.join(f'<li>{_inline(line.strip()[2:])}</li>' for line in lines)}</ul>"
            case "text":
                yield f"<p>{_inline(' '.join(lines))}</p>"


def _kind(line: str) -> str:
    return next((name for name, pattern in _KINDS if pattern.search(line)), "text")


def _table(lines: list[str], label: str) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not _RULE.match(line)]
    head, *body = rows
    heads = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    inside = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in body)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}"><table class="list">'
        f"<thead><tr>{heads}</tr></thead><tbody>{inside}</tbody></table></div>"
    )


def _inline(said: str) -> str:
    found = str(escape(said))
    for pattern, written in _INLINE:
        found = pattern.sub(written, found)
    return found
