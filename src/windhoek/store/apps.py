"""The store as a Django application."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "windhoek.store"
    label = "store"
    verbose_name = "Windhoek's store"
    default_auto_field = "django.db.models.BigAutoField"
