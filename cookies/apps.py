"""The app: cookie choices for Wagtail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CookiesConfig(AppConfig):
    """Declarations, choices, gating and the cookie policy."""

    name = "cookies"
    label = "privacy_cookies"
    verbose_name = _("Cookies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks, and watch the declarations."""
        # Both import models, which are there only now.
        from . import checks  # noqa: F401
        from .declarations import changes, starter
        from .gating import embeds, userbar
        from .receipts import versions

        changes.connect(versions.keep_shown)
        post_migrate.connect(starter.declare_at_first, sender=self, dispatch_uid="cookies.starter")
        embeds.connect()
        userbar.connect()
