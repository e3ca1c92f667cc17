"""Plants leaks in a copy of the code and says what the checks find: `leak_server.py TREE`, lists of leaks on stdin.

Django takes its models and addresses once for the life of a process, so each leak is looked at by a child of its own,
which begins where this process stands: everything that is not the portal's is imported already.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

BEFOREHAND = (
    "numpy", "polars", "scipy.stats", "scipy.optimize", "pydantic", "jinja2", "babel.dates", "babel.numbers",
    "cryptography.hazmat.primitives.asymmetric.ed25519", "PIL.Image", "pikepdf", "pyrage", "jsonschema", "openpyxl",
    "rapidfuzz", "argon2", "segno", "django.db.models", "django.test", "django.contrib.auth.hashers", "docx",
    "fairway.warehouse.shelf", "fairway.recruitment.ratings.publishing", "fairway.statistics.ilms",
    "fairway.exchange.questionnaire_json", "fairway.safe_reporting.firewall",
)  # fmt: skip


def main(tree: Path) -> None:
    """Answers each line with the findings of the copy in which its leaks are planted."""
    sys.path.insert(0, str(tree / "src"))
    for name in BEFOREHAND:
        importlib.import_module(name)
    importlib.import_module("fairway_portal.site.firewall.reading").modules(tree / "src" / "fairway_portal")
    for line in sys.stdin:
        print(json.dumps(_with(tree, json.loads(line))), flush=True)


def _with(tree: Path, leaks: list[dict[str, str]]) -> list[list[str]]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            found: Any = _found(tree, leaks)
        except BaseException as fault:
            found = [["broken", f"{type(fault).__name__}: {fault}"]]
        with os.fdopen(writing, "w") as answer:
            json.dump(found, answer)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said or '[["broken", "the child died"]]')


def _found(tree: Path, leaks: list[dict[str, str]]) -> list[list[str]]:
    with ExitStack() as planted:
        for leak in leaks:
            planted.callback(_planted(tree / "src" / leak["file"], leak))
        return _checked(headers=not leaks or any(leak["check"] == "headers" for leak in leaks))


def _planted(file: Path, leak: dict[str, str]) -> Any:
    there = file.read_text("utf-8") if file.exists() else None
    made = [folder for folder in (file.parent, *file.parent.parents) if not folder.exists()]
    file.parent.mkdir(parents=True, exist_ok=True)
    if leak["instead_of"]:
        assert there is not None
        assert leak["instead_of"] in there, f"{file} has no “{leak['instead_of']}” any more"
        after = there.replace(leak["instead_of"], leak["adds"])
    else:
        after = (there or "") + leak["adds"]
    file.unlink(missing_ok=True)  # the copy is of links
    file.write_text(after, "utf-8")

    def undo() -> None:
        file.unlink()
        if there is not None:
            file.write_text(there, "utf-8")
        for folder in made:
            folder.rmdir()

    return undo


def _checked(*, headers: bool) -> list[list[str]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairway_portal.site.settings"
    import django

    django.setup()
    from fairway_portal.site.firewall.checking import findings

    return [[one.check, one.says] for one in findings()] + (
        [["headers", said] for said in _headers()] if headers else []
    )


def _headers() -> list[str]:
    from django.http import HttpResponse
    from django.middleware.security import SecurityMiddleware
    from django.test import RequestFactory

    from fairway_portal.site.headers import SecurityHeaders
    from fairway_portal.site.speaking import Language
    from fairway_portal.surveys.running.door_keeping import worker_page

    sys.path.insert(0, str(Path(__file__).parent))
    from header_rules import wrong

    found = []
    for view in (lambda request: HttpResponse("x"), worker_page("GET")(lambda request: HttpResponse("x"))):
        answer = SecurityHeaders(SecurityMiddleware(Language(view)))
        found += wrong(answer(RequestFactory().get("/en/page")), "/en/page")
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
