"""`fairway serve`: the portal on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from fairway.kernel.errors import InputError


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(serve)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int | None, typer.Option(help="Processes; FAIRWAY_WORKERS by default.")] = None,
) -> None:
    """Serves the portal; stop it with Ctrl-C."""
    from importlib import import_module

    try:
        portal = import_module("fairway_portal.site.serve")
    except ModuleNotFoundError as fault:
        raise InputError(
            f"The portal cannot start: {fault}.", advice="Install Fairway with its requirements (`make setup`)."
        ) from fault
    portal.serve(host=host, port=port, workers=workers)
