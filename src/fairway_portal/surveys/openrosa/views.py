"""The four addresses of the OpenRosa door.

Source: OpenRosa, Form Discovery, Form Manifest and Form Submission API 1.0.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse

from fairway.exchange.xform_answers import SubmissionUnreadable, answers_of, read_submission
from fairway.kernel.text import Text
from fairway_portal.surveys.actions import Attached, receive
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Submission
from fairway_portal.surveys.openrosa import forms
from fairway_portal.surveys.openrosa.admitting import admitted
from fairway_portal.surveys.openrosa.answering import XML, message, openrosa
from fairway_portal.surveys.openrosa.uploading import uploaded

ANSWERS: Final = "xml_submission_file"
SAID: Final = {
    "new": Text("The form has arrived. Thank you."),
    "repeated": Text("The form had arrived before. Nothing was counted twice."),
    "conflict": Text(
        "A form with this number had arrived before, with other answers. Both are kept, and the owner sees it."
    ),
}


@openrosa("GET", "HEAD")
def form_list(request: HttpRequest, secret: str = "") -> HttpResponse:
    """The forms that can be filled in now."""
    door = admitted(secret)
    wanted = request.GET.get("formID", "")
    open_ones = door.surveys().filter(state="open").select_related("current").order_by("slug")
    versions = [one.current for one in open_ones if one.current and wanted in ("", one.current.form_id)]
    return HttpResponse(forms.listed(versions, request.build_absolute_uri(door.base)), content_type=XML)


@openrosa("GET", "HEAD")
def form(request: HttpRequest, form_id: str, secret: str = "") -> HttpResponse:
    """One form."""
    return HttpResponse(forms.text_of(admitted(secret).version(form_id)), content_type=XML)


@openrosa("GET", "HEAD")
def manifest(request: HttpRequest, form_id: str, secret: str = "") -> HttpResponse:
    """The recordings and pictures of a form."""
    version = admitted(secret).version(form_id)
    return HttpResponse(forms.manifest_of(version, request.build_absolute_uri("/answer-media/")), content_type=XML)


@openrosa("HEAD", "POST")
def submission(request: HttpRequest, secret: str = "") -> HttpResponse:
    """Takes one filled-in form; 201 only once it is on the disk."""
    door = admitted(secret)
    if request.method == "HEAD":
        response = HttpResponse(status=204)
        response.headers["Location"] = request.build_absolute_uri(request.path)
        return response
    files = uploaded(request)
    sent = next((one for one in files if one.field == ANSWERS), None)
    if sent is None:
        raise SubmissionUnreadable(
            Text("There is no “{name}” in the submission.", name=ANSWERS),
            advice=Text("Send the form again; what is on the device stays there until it has arrived."),
        )
    submitted = read_submission(sent.content)
    version = door.version(submitted.form_id, submitted.version)
    received = receive(
        survey=version.survey,
        version=version,
        instance=submitted.instance,
        answers=answers_of(submitted, form_of(version).questionnaire),
        language="",
        channel=Submission.Channel.OPENROSA,
        collector=door.collector,
        # Nobody is asked for a file; what a known collector sends beside a form is kept, what anybody sends is not.
        attachments=[Attached(one.name, one.kind, one.content) for one in files if one is not sent]
        if door.collector
        else (),
        demonstration=version.survey.demonstration,
    )
    response = message(SAID[received.outcome], 201, "submit_success")
    response.headers["Location"] = request.build_absolute_uri(request.path)
    return response
