"""Runs the portal: brings the database up to date, collects static files, starts gunicorn."""

from __future__ import annotations

import errno
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

from fairway.kernel.errors import InputError
from fairway.warehouse import home as places


def prepare() -> None:
    """Sets Django up, migrates the database, and collects the static files.

    Raises:
        InputError: A setting is not usable, or a folder that the portal needs cannot be written.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings
    from django.db import connections

    with places.writable(settings.HOME):
        settings.HOME.mkdir(parents=True, exist_ok=True)
    # With PostgreSQL and FAIRWAY_STATIC the tables may lie on a disk that the portal only reads.
    if any(
        settings.HOME in path.parents
        for path in (settings.STATIC_ROOT, Path(connections["default"].settings_dict["NAME"]))
    ):
        places.usable()
    advice = "Give this user the right to write there, or name another folder in FAIRWAY_STATIC."
    with places.writable(settings.STATIC_ROOT, advice=advice):
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=settings.STATIC_ROOT).close()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int | None = None) -> None:
    """Serves the portal until it is interrupted.

    Args:
        host: Address to listen on; 0.0.0.0 for every network interface.
        port: TCP port, 1–65535.
        workers: Server processes, at least 1; `FAIRWAY_WORKERS` by default.

    Raises:
        InputError: The port is none or in use, the address is not this machine's, or a setting is not usable.
    """
    if not 0 < port < 65536:
        raise InputError(f"{port} is not a port.", advice="Choose a number from 1 to 65535, for instance 8000.")
    host = host.strip("[]")
    if workers is not None and workers < 1:
        raise InputError(f"{workers} processes serve nobody.", advice="Give --workers 1 or more, for instance 2.")
    from fairway_portal.site import settings_reference

    if host not in ("127.0.0.1", "localhost", "0.0.0.0", "::"):  # noqa: S104 -- compared, not bound
        hosts = os.environ.get("FAIRWAY_HOSTS", "")
        os.environ["FAIRWAY_HOSTS"] = ",".join(filter(None, (hosts, host)))
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers or settings_reference.number("FAIRWAY_WORKERS", least=1),
        "threads": settings_reference.number("FAIRWAY_THREADS", least=1),
        "worker_class": "gthread",
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir(),  # noqa: S108
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 5,
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "loglevel": "warning",
        "post_worker_init": _warm,
    }
    _refuse_if_taken(host, port)
    prepare()
    _application(options).run()


def _refuse_if_taken(host: str, port: int) -> None:
    """Listens for an instant: gunicorn would try five times and end without saying what to do.

    Raises:
        InputError: Another program listens there, it is no address of this machine, or this user may not.
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
            trial.bind((host, port))
            trial.listen(1)
    except (OSError, UnicodeError) as fault:  # UnicodeError: a name that no address can have
        raise _refused(host, port, getattr(fault, "errno", None)) from fault


def _refused(host: str, port: int, number: int | None) -> InputError:
    if number == errno.EADDRINUSE:
        return InputError(f"Port {port} is in use.", advice="Stop the other server, or choose another with --port.")
    if number in (errno.EACCES, errno.EPERM):
        return InputError(
            f"This user may not listen on port {port}.", advice="Choose one above 1023 with --port, for instance 8000."
        )
    return InputError(
        f"{host} is not an address of this machine.",
        advice="Give --host 127.0.0.1 for this machine alone, or --host 0.0.0.0 for every network interface.",
    )


def _warm(worker: object) -> None:
    """Does once, before the first reader comes, what she would wait for: tables, names of places, templates."""
    from wsgiref.util import setup_testing_defaults

    from django.conf import settings

    from fairway.reference import place_names
    from fairway_portal.site.wsgi import application

    place_names.nearest("Nepol")
    for address in ("/en/", "/en/corridors/MEX/USA", "/ar/corridors/NPL/QAT", "/rest/v2/structure/dataflow"):
        request: dict[str, Any] = {"PATH_INFO": address, "HTTP_HOST": settings.ALLOWED_HOSTS[0].lstrip(".")}
        setup_testing_defaults(request)
        request["wsgi.url_scheme"] = "https" if settings.SECURE_SSL_REDIRECT else "http"
        answer = application(request, lambda status, headers, fault=None: lambda body: None)
        b"".join(answer)  # a streamed answer is made while it is read


def _application(options: dict[str, Any]) -> Any:
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger

    from fairway_portal.site.log_addresses import NoAddressOfTheServer

    class _Log(Logger):  # type: ignore[misc]
        """gunicorn's log without the addresses of requests, which may hold the key of a draft."""

        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            self.error_log.addFilter(NoAddressOfTheServer())

    class Portal(BaseApplication):  # type: ignore[misc]
        """gunicorn with our options; each worker loads the application itself, so nothing of Polars is forked."""

        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

            self.cfg.set("logger_class", _Log)

        def load(self) -> Any:
            from fairway_portal.site.wsgi import application

            return application

    return Portal()
