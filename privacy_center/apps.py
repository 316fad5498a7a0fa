"""The plugin as Django installs it."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyCenterConfig(AppConfig):
    """The privacy centre. Its packages are rooms of one app, not apps of their own."""

    name = "privacy_center"
    label = "privacy_center"
    verbose_name = _("Privacy centre")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks and the receivers."""
        import_module("privacy_center.checks")
        import_module("privacy_center.delivery.receivers")
        import_module("privacy_center.policy.receivers")
        import_module("privacy_center.requests.receivers")
        import_module("privacy_center.staff.guarding")
