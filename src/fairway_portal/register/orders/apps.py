"""The app of this part of the register."""

from __future__ import annotations

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Job orders, applications without a fee, and allotment by a lottery that anybody can verify."""

    name = "fairway_portal.register.orders"
    label = "fairway_orders"
    verbose_name = "Register: orders"
    default_auto_field = "django.db.models.BigAutoField"
