# ruff: noqa

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_suggestion"),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mission", models.CharField(db_index=True, max_length=24)),
                ("symbol", models.TextField()),
                ("unit", models.TextField()),
                ("evidence", models.TextField()),
                ("verdict", models.CharField(max_length=10)),
                ("who", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("why", models.TextField(blank=True)),
            ],
        ),
    ]
