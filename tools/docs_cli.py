"""The command-line page, from the same declarations that the command line itself is made of."""

from __future__ import annotations

from typing import Any

from docs_markdown import plain_help, table

INTRODUCTION = """# Command line

`fairway --help` says the same at the terminal, and `fairway COMMAND --help` about one command.

Exit codes: 0 done; 2 something you asked or gave is not usable; 75 try again; 70 our fault.
[Errors](errors.md) lists them by name.
"""


def page() -> str:
    """Every command with its arguments and options."""
    import typer

    from fairway.cli.main import app

    return INTRODUCTION + "\n" + "\n".join(_commands(typer.main.get_command(app), ("fairway",)))


def _commands(command: Any, path: tuple[str, ...]) -> list[str]:
    sections = []
    for name, below in sorted(getattr(command, "commands", {}).items()):
        if below.hidden:
            continue
        if hasattr(below, "commands"):
            sections += _commands(below, (*path, name))
        else:
            sections.append(_section(below, (*path, name)))
    return sections


def _section(command: Any, path: tuple[str, ...]) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    usage = " ".join([*path, *(_argument(one) for one in arguments), *(["[OPTIONS]"] if options else [])])
    parts = [f"## {' '.join(path)}\n", f"```\n{usage}\n```\n", plain_help(command.help) + "\n"]
    rows = [(f"`{_argument(one)}`", plain_help(one.help), _default(one)) for one in arguments]
    rows += [(f"`{_option(one, command)}`", plain_help(one.help), _default(one)) for one in options]
    if rows:
        parts.append(table(("Argument or option", "Meaning", "Default"), rows) + "\n")
    return "\n".join(parts)


def _argument(one: Any) -> str:
    name = (one.metavar or one.name).strip("[]").upper()
    name += "…" if one.nargs == -1 else ""
    return name if one.required else f"[{name}]"


def _option(one: Any, command: Any) -> str:
    import typer

    names = ", ".join(one.opts) + (f" / {', '.join(one.secondary_opts)}" if one.secondary_opts else "")
    if one.is_flag:
        return names
    return f"{names} {one.metavar or one.display_type(typer.Context(command)).strip('<>').upper()}"


def _default(one: Any) -> str:
    unsaid = one.required or one.default in (None, False, "")
    return "" if unsaid or not isinstance(one.default, str | int | float) else f"`{one.default}`"
