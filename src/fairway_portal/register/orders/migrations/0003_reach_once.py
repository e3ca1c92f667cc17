from typing import Any

from django.db import migrations, models

from fairway_portal.register.orders import receipts
from fairway_portal.register.orders.reaching import folded


def count_the_first(apps: Any, schema_editor: Any) -> None:
    """Of the applications of an order with the same way to reach somebody, the first counts."""
    applications = apps.get_model("fairway_orders", "JobApplication").objects
    seen = set()
    for row in applications.order_by("pk").iterator():
        hashed = receipts.reach_hashes(row.order_id, folded(row.reach, row.name))[0]
        if hashed not in seen:
            seen.add(hashed)
            applications.filter(pk=row.pk).update(reach_hash=hashed)


class Migration(migrations.Migration):
    dependencies = [("fairway_orders", "0002_final")]

    operations = [
        migrations.AddField("jobapplication", "reach_hash", models.CharField(max_length=64, null=True)),
        migrations.RunPython(count_the_first, migrations.RunPython.noop),
        migrations.AddConstraint(
            "jobapplication",
            models.UniqueConstraint(fields=("order", "reach_hash"), name="job_application_reach_once"),
        ),
    ]
