"""`fairway filings`: whether a report that was signed for stands in the public log; everything is computed here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.cli import arguments
from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

if TYPE_CHECKING:
    from fairway.reference.wording import Voice
    from fairway.safe_reporting.proofs import Verdict

KEYS: str = "Give the public keys of the log: keys.json."
LOG: str = "Give the log: log.json."
HEADS: str = "Give the heads of the log: heads.json."
PROOF: str = "Give the proof that the page for checking gave: proof.json."
NOT_FOUND = 1
"""Exit code where the filing is not shown to stand in the log, or the log is not sound."""

filings = typer.Typer(name="filings", no_args_is_help=True, help="Proof that a report was filed: tokens, log, heads.")


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.add_typer(filings)


@filings.command("verify")
def verify_token(
    token: Annotated[str, typer.Argument(help="The letters that were given when the report was sent.")],
    public: Annotated[Path, typer.Option("--keys", help="The public keys of the log: keys.json.")],
    log: Annotated[Path | None, typer.Option("--log", help="The log: log.json.")] = None,
    proof: Annotated[Path | None, typer.Option("--proof", help="A short proof in the place of the log.")] = None,
    earlier: Annotated[Path | None, typer.Option("--earlier", help="Heads that were kept earlier: heads.json.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The day, as 2026-11-01; today by default.")] = None,
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Checks a token: `fairway filings verify TOKEN --log log.json --keys keys.json`.

    Exit code 0: the filing stands in the log. 1: it is not shown to, with the reason.
    """
    from fairway.methods.signing_keys import keys_from_json
    from fairway.reference.wording import voice
    from fairway.safe_reporting.proofs import heads_of_json, log_of_json, verify
    from fairway.safe_reporting.proofs.inclusion import inclusion_of_json, verify_inclusion

    speaker, keys = voice(lang), keys_from_json(arguments.text(public, KEYS))
    if (log is None) == (proof is None):
        raise InputError("Give the log or a short proof, one of them.", advice="--log log.json, or --proof proof.json.")
    if log is not None:
        kept = heads_of_json(arguments.text(earlier, HEADS)) if earlier else ()
        verdict = verify(
            token, log_of_json(arguments.text(log, LOG)), keys, today=arguments.day(on),
            earlier=[head for head, _ in kept],
        )  # fmt: skip
    else:
        assert proof is not None
        verdict = verify_inclusion(inclusion_of_json(arguments.text(proof, PROOF)), keys, token=token)
    _tell(verdict, speaker)


@filings.command("follow")
def follow(
    earlier: Annotated[Path, typer.Argument(help="Heads that were kept earlier: heads.json.")],
    newer: Annotated[Path, typer.Argument(help="Heads as they are published now.")],
    public: Annotated[Path, typer.Option("--keys", help="The public keys of the log: keys.json.")],
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Checks that a log only grew, by its heads alone: `fairway filings follow kept.json heads.json --keys keys.json`.

    Exit code 0: it only grew. 1: it did not, with the reason. Whoever does this each week guards the log for everybody.
    """
    from fairway.methods.signing_keys import keys_from_json
    from fairway.reference.wording import voice
    from fairway.safe_reporting.proofs import Verdict, follows, heads_of_json

    speaker, keys = voice(lang), keys_from_json(arguments.text(public, KEYS))
    kept, now = (heads_of_json(arguments.text(file, HEADS)) for file in (earlier, newer))
    wrong = follows(now, [head for head, _ in kept], keys)
    if wrong is not None:
        _tell(Verdict(wrong), speaker)
    typer.echo(speaker.say(Text("The log only grew. Keep the newer file in the place of the earlier one.")))


def _tell(verdict: Verdict, speaker: Voice) -> None:
    typer.echo(speaker.say(verdict.said))
    if verdict.promise is not None:
        typer.echo(speaker.say(Text("Filed in the week of {day}.", day=verdict.promise.week.isoformat())))
    if verdict.logged is not None:
        typer.echo(speaker.say(Text("In the log since {day}.", day=verdict.logged.isoformat())))
    elif verdict.promise is not None:
        typer.echo(speaker.say(Text("It must be there by {day}.", day=verdict.promise.due.isoformat())))
    if verdict.newest is not None:
        typer.echo(speaker.say(Text("The log goes up to {day}.", day=verdict.newest.isoformat())))
    typer.echo(speaker.say(verdict.advice))
    if not verdict.accepted:
        raise typer.Exit(NOT_FOUND)
