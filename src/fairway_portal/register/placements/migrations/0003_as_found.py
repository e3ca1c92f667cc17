from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fairway_placements", "0002_final")]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="found",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
