from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CookiesConfig(AppConfig):
    name = "cookies"
    label = "privacy_cookies"
    verbose_name = _("Cookies")
    default_auto_field = "django.db.models.BigAutoField"
