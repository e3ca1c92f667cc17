"""A questionnaire as a file: XLSForm for other programs, JSON for Fairway; of a version, or of what is being made."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from django.http import Http404, HttpResponse

from fairway.exchange.questionnaire_json import as_json
from fairway.exchange.xlsform_writing import write_xlsform
from fairway.kernel.questionnaire import Questionnaire
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.surveys.desk import working
from fairway_portal.surveys.desk.errors import NotFinished
from fairway_portal.surveys.desk.making import making
from fairway_portal.surveys.desk.own import own
from fairway_portal.surveys.form import form_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Role.SURVEY_OWNER, methods=("GET",))
def version_file(request: DeskRequest, slug: str, id: int, kind: str) -> HttpResponse:
    """A version as a file."""
    found = own(request, slug).versions.filter(pk=id).first()
    if found is None:
        raise Http404
    return _file(form_of(found).questionnaire, kind)


@requires(Role.SURVEY_OWNER, methods=("GET",))
def working_file(request: DeskRequest, slug: str, kind: str) -> HttpResponse:
    """The questionnaire in the making as a file."""
    form = making(request, slug).form
    faults = working.faults_of(form)
    if faults:
        raise NotFinished(len(faults))
    return _file(form, kind)


def _file(form: Questionnaire, kind: str) -> HttpResponse:
    if kind == "json":
        written = json.dumps(as_json(form), ensure_ascii=False, indent=1).encode()
        return _download(written, form, "json", "application/json")
    if kind != "xlsx":
        raise Http404
    with tempfile.TemporaryDirectory(prefix="fairway-form-") as folder:
        path = Path(folder) / "form.xlsx"
        write_xlsform(form, path)
        return _download(path.read_bytes(), form, "xlsx", XLSX)


def _download(content: bytes, form: Questionnaire, ending: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", f"{form.id}-{form.version}")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
