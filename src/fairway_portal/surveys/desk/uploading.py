"""An uploaded XLSForm: what is no form is refused before anything reads it, what is one is read whole."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from fairway.exchange.workbook_bounds import MOST_UNPACKED
from fairway.exchange.xlsform_compiling import checked
from fairway.exchange.xlsform_reading import Read
from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.surveys.desk.errors import FormRefused

MOST_BYTES: Final = 2_000_000
MACROS: Final = ("vbaproject.bin", "xl/macrosheets/")
TOO_LARGE: Final = "fairway_upload_too_large"
SAVE_AS: Final = Text("Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).")
View = Callable[..., HttpResponseBase]


class AtMost(FileUploadHandler):
    """Lets no more than `MOST_BYTES` of a file through: the rest is read and forgotten, the other fields stay."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.seen = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Counts anew."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hands the bytes on, until they are too many."""
        self.seen += len(raw_data)
        if self.seen > MOST_BYTES:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the next handler."""


def takes_a_file(view: View) -> View:
    """A view of the desk to which a file may be sent: the limit stands before the form's token is looked for."""
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def limited(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST":
            request.upload_handlers.insert(0, AtMost(request))
        return protected(request, *args, **kwargs)

    return limited


def form_in(request: HttpRequest, field: str) -> Read:
    """The form in a field of a request.

    Args:
        request: POST, of a view that `takes_a_file`.
        field: Of the file.

    Raises:
        FormRefused: No file, too large, another kind of file, or one with macros.
        UnreadableFile, XLSFormMisstated: As `xlsform_compiling.checked`.
    """
    sent = request.FILES.get(field)
    if request.META.get(TOO_LARGE):
        raise FormRefused(
            Text("The file is larger than {most} bytes.", most=MOST_BYTES),
            advice=Text("Take pictures and unused sheets out of the workbook, and upload it again."),
        )
    if not isinstance(sent, UploadedFile):
        raise FormRefused(Text("No file was chosen."), advice=Text("Choose the workbook on your device."))
    name = Path(sent.name or "form").name
    _check_kind(name)
    with tempfile.TemporaryDirectory(prefix="fairway-form-") as folder:
        path = Path(folder) / f"{Path(name).stem[:80] or 'form'}.xlsx"
        path.write_bytes(sent.read())
        _check_content(path)
        return checked(path)


def told(error: InputError) -> Text:
    """What is wrong with an upload, and what to do, as one text beside the field."""
    if error.advice_text is None:
        return error.title_text
    return Text("{what} {advice}", what=error.title_text, advice=error.advice_text)


def _check_kind(name: str) -> None:
    ending = Path(name).suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlsb"):
        raise _macros()
    if ending != ".xlsx":
        said = Text("“{name}” is no Excel workbook (.xlsx).", name=name[:80])
        raise FormRefused(said, advice=SAVE_AS)


def _check_content(path: Path) -> None:
    """A workbook without macros that is not far larger than it looks. One that is no workbook is told by its reader."""
    try:
        with zipfile.ZipFile(path) as packed:
            inside = packed.infolist()
    except zipfile.BadZipFile:
        return
    if any(mark in one.filename.lower() for one in inside for mark in MACROS):
        raise _macros()
    if sum(one.file_size for one in inside) > MOST_UNPACKED:
        raise FormRefused(
            Text("The workbook unpacks to more than {most} bytes.", most=MOST_UNPACKED),
            advice=Text("Copy the sheets survey, choices and settings into a new workbook, and upload that one."),
        )


def _macros() -> FormRefused:
    return FormRefused(Text("The workbook holds macros, which are never run here."), advice=SAVE_AS)
