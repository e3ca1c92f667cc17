"""What other parts of the register show of an agency: the sections that its page of the desk links to."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

SECTIONS: Final[list[tuple[Text, str]]] = []
"""Title, and name of the address that takes an agency's code; added to in the `ready` of a part's app."""


def add_section(title: Text, url_name: str) -> None:
    """Adds a section, once.

    Args:
        title: As the page names it.
        url_name: Of an address whose one argument is the agency's code.
    """
    if url_name not in {name for _, name in SECTIONS}:
        SECTIONS.append((title, url_name))
