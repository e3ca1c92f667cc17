"""The settings page, from the portal's own list of settings."""

from __future__ import annotations

from docs_markdown import table

INTRODUCTION = """# Settings

All settings are environment variables. Without any of them Fairway runs on this machine with what ships in the package.
In production (`FAIRWAY_MODE=production`) the portal refuses to start without those marked *required*.
"""
OF_THE_LIBRARY = (
    ("`FAIRWAY_NAMING`", "", "TOML file with the operator's names of places, laid over the shipped policy.", "no"),
)


def page() -> str:
    """Every environment variable that the operator may set."""
    from fairway_portal.site.settings_reference import SETTINGS

    rows = [
        (
            f"`{one.name}`",
            f"`{one.default}`" if one.default else "",
            one.meaning,
            f"in {one.required}" if one.required else "no",
        )
        for one in SETTINGS
    ]
    return INTRODUCTION + "\n" + table(("Variable", "Default", "Meaning", "Required"), (*rows, *OF_THE_LIBRARY))
