"""Every setting an operator may change, in one table: the settings read it, and the documentation renders it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from fairway.kernel.errors import InputError


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    Attributes:
        name: The variable.
        default: Its value where it is not set, as text.
        meaning: What it does, in one sentence, with its unit.
        required: `production` where the portal refuses to start in production without it.
    """

    name: str
    default: str
    meaning: str
    required: str = ""


SETTINGS: Final = (
    Setting(
        "FAIRWAY_MODE",
        "development",
        "`development` (this machine, a key made on the spot) or `production` (a key and host names are required).",
    ),
    Setting(
        "FAIRWAY_HOME", "", "Folder of the tables, the SQLite file and the static files; empty: the user's data folder."
    ),
    Setting(
        "SECRET_KEY", "", "Django's signing key, at least 50 characters, kept out of the repository.", "production"
    ),
    Setting("DATABASE_URL", "", "`postgresql://user:password@host:5432/name`; empty: SQLite in FAIRWAY_HOME."),
    Setting(
        "FAIRWAY_CASEWORK_DATABASE_URL",
        "",
        "The database of sealed reports and cases, never the one of DATABASE_URL; empty: SQLite in FAIRWAY_HOME.",
    ),
    Setting(
        "FAIRWAY_CASEWORK_KEYS",
        "",
        "Folder of the keys that are destroyed when a report expires; empty: `casework-keys` in FAIRWAY_HOME.",
    ),
    Setting("FAIRWAY_HOSTS", "", "Host names the portal answers to, separated by commas.", "production"),
    Setting(
        "FAIRWAY_HTTPS", "yes", "In production: redirect to HTTPS and send Strict-Transport-Security (`yes` or `no`)."
    ),
    Setting("FAIRWAY_HSTS_SECONDS", "31536000", "How long browsers keep to HTTPS, in seconds."),
    Setting("FAIRWAY_BEHIND_PROXY", "no", "Trust X-Forwarded-Proto of the reverse proxy in front (`yes` or `no`)."),
    Setting("FAIRWAY_PUBLIC_URL", "", "Address used in citations and API links; empty: the address asked for."),
    Setting("FAIRWAY_WORKERS", "2", "Server processes; each holds its own page memory."),
    Setting("FAIRWAY_THREADS", "4", "Threads of each server process."),
    Setting("FAIRWAY_PAGE_MEMORY_MB", "64", "Memory for ready pages in each server process, in MiB; 0 keeps none."),
    Setting("FAIRWAY_PAGE_SECONDS", "300", "How long browsers and proxies may keep a page, in seconds."),
    Setting("FAIRWAY_STATIC", "", "Folder into which static files are collected; empty: `static` in FAIRWAY_HOME."),
    Setting(
        "FAIRWAY_DEMONSTRATION",
        "no",
        "Show releases made from simulated surveys too, each marked as a demonstration (`yes` or `no`).",
    ),
    Setting(
        "FAIRWAY_SDMX_MOST",
        "5000000",
        "Most observations of one SDMX answer in JSON or XML, which readers hold in memory; CSV has no limit. 0: none.",
    ),
    Setting(
        "FAIRWAY_SOURCE_FOLDER",
        "",
        "Folder whose files the refresh job imports; empty: it fetches sources that are due from their publishers.",
    ),
    Setting(
        "FAIRWAY_SECOND_FACTOR",
        "handlers",
        "Who must sign in with a code of an app besides the password: `handlers` of reports, or `everyone`.",
    ),
    Setting(
        "FAIRWAY_BREACHED_PASSWORDS",
        "",
        "File of passwords known from break-ins, as sorted lines of SHA-1 digests (the form of Have I Been Pwned); no "
        "new password may be one of them. Empty: the 20,000 most common alone.",
    ),
    Setting(
        "FAIRWAY_FILING_KEY",
        "",
        "File of the Ed25519 key that signs for reports; empty: `filing-key.pem` in FAIRWAY_HOME, made once.",
    ),
    Setting(
        "FAIRWAY_LICENCE_KEY",
        "",
        "File of the Ed25519 key that signs licences; empty: `licence-key.pem` in FAIRWAY_HOME, made once.",
    ),
    Setting(
        "FAIRWAY_EGRESS",
        "",
        "Hosts that the serving processes may connect to besides the databases, separated by commas; empty: none.",
    ),
    Setting("FAIRWAY_LOG_LEVEL", "INFO", "How much is logged: DEBUG, INFO, WARNING or ERROR."),
)
_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


def text(name: str) -> str:
    """The value of a setting of the table, or its default."""
    return os.environ.get(name, "").strip() or _BY_NAME[name].default


def number(name: str, *, least: int = 0) -> int:
    """A whole number of at least `least`.

    Raises:
        InputError: It is something else.
    """
    value = text(name)
    if not value.isdecimal() or int(value) < least:
        raise InputError(
            f"{name} is “{value}”, not a whole number of at least {least}.",
            advice=f"{_BY_NAME[name].meaning} Correct it.",
        )
    return int(value)


def one_of(name: str, *known: str) -> str:
    """The value of a setting that is one of a few words.

    Raises:
        InputError: It is another.
    """
    value = text(name)
    if value not in known:
        raise InputError(f"{name} is “{value}”; it must be {' or '.join(known)}.", advice=_BY_NAME[name].meaning)
    return value


def yes(name: str) -> bool:
    """Whether a setting says yes.

    Raises:
        InputError: It says neither yes nor no.
    """
    value = text(name).lower()
    if value not in ("yes", "no"):
        raise InputError(f"{name} is “{value}”; it must be yes or no.", advice=_BY_NAME[name].meaning)
    return value == "yes"


def listed(name: str) -> list[str]:
    """The parts of a setting that is separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def required(name: str) -> str:
    """The value of a setting that production cannot do without.

    Raises:
        InputError: It is not set.
    """
    value = text(name)
    if not value:
        raise InputError(f"Production needs {name}, and it is not set.", advice=_BY_NAME[name].meaning)
    return value
