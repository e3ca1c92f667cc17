import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fairway_surveys", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Working",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("questionnaire", models.JSONField()),
                ("reasons", models.JSONField(default=dict)),
                (
                    "preview",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="fairway_surveys.survey",
                    ),
                ),
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="working",
                        to="fairway_surveys.survey",
                    ),
                ),
            ],
        ),
    ]
