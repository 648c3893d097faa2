# ruff: noqa

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_codebook"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=300)),
                ("wrong", models.TextField()),
                ("better", models.TextField(blank=True)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("sent", models.DateTimeField()),
                ("state", models.CharField(db_index=True, default="open", max_length=8)),
                ("note", models.TextField(blank=True)),
            ],
        ),
    ]
