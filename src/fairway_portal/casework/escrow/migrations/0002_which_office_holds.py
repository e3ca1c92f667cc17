from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The office at which a report waits; nothing waited before there was one."""

    dependencies = [
        ("fairway_escrow", "0001_initial"),
        ("fairway_keys", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="held",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="held", to="fairway_keys.office"
            ),
        ),
        migrations.AddField(
            model_name="held",
            name="tag_key",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.CreateModel(
            name="Tagging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.UUIDField(unique=True)),
                ("day", models.DateField()),
                ("by", models.BigIntegerField()),
                ("tags", models.PositiveIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taggings", to="fairway_keys.office"
                    ),
                ),
            ],
        ),
    ]
