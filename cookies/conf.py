"""The app's settings: one typed object over one dictionary, ``PRIVACY_COOKIES``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings as django_settings


class CookieSettingsReader:
    """What a site may set in ``PRIVACY_COOKIES``; every key has a default.

    Values are read at each access, so that a test's ``override_settings`` holds.
    """

    DEFAULTS: ClassVar[dict[str, Any]] = {
        "CHOICE_COOKIE_NAME": "cookie_choice",
        "CHOICE_COOKIE_DOMAIN": None,
        "ACCEPTANCE_DAYS": 182,
        "REFUSAL_DAYS": 182,
        "SNAPSHOT_SECONDS": 60,
        "DECLARE_STARTER": True,
        "RECEIPTS_A_MINUTE": 20,
        "RECEIPTS_A_MINUTE_IN_ALL": 600,
        "RECEIPTS_WAIT_FOR_DISK": False,
        "TRUSTED_PROXY_COUNT": 0,
        "CHROMIUM": None,
        "CHROMIUM_ARGS": [],
    }

    @property
    def CHOICE_COOKIE_NAME(self) -> str:
        """The name of the one cookie that keeps a visitor's choice."""
        return str(self._get("CHOICE_COOKIE_NAME"))

    @property
    def CHOICE_COOKIE_DOMAIN(self) -> str | None:
        """The domain of that cookie; None keeps it to the host that set it."""
        return self._get("CHOICE_COOKIE_DOMAIN")

    @property
    def ACCEPTANCE_DAYS(self) -> int:
        """Days that an acceptance holds before the visitor is asked again."""
        return int(self._get("ACCEPTANCE_DAYS"))

    @property
    def REFUSAL_DAYS(self) -> int:
        """Days that a refusal holds; never fewer than an acceptance does."""
        return max(int(self._get("REFUSAL_DAYS")), self.ACCEPTANCE_DAYS)

    @property
    def SNAPSHOT_SECONDS(self) -> float:
        """Seconds that a process may show the declarations as it last read them; 60 at most."""
        return min(float(self._get("SNAPSHOT_SECONDS")), 60.0)

    @property
    def DECLARE_STARTER(self) -> bool:
        """Whether the first ``migrate`` declares what Django and this app store."""
        return bool(self._get("DECLARE_STARTER"))

    @property
    def RECEIPTS_A_MINUTE(self) -> int:
        """How many choices of one client a process records in a minute."""
        return int(self._get("RECEIPTS_A_MINUTE"))

    @property
    def RECEIPTS_A_MINUTE_IN_ALL(self) -> int:
        """How many choices of everybody a process records in a minute."""
        return int(self._get("RECEIPTS_A_MINUTE_IN_ALL"))

    @property
    def RECEIPTS_WAIT_FOR_DISK(self) -> bool:
        """Whether a visitor waits until PostgreSQL has the receipt on its disk."""
        return bool(self._get("RECEIPTS_WAIT_FOR_DISK"))

    @property
    def TRUSTED_PROXY_COUNT(self) -> int:
        """How many proxies of the site's own stand in front, and are believed about addresses."""
        return int(self._get("TRUSTED_PROXY_COUNT"))

    @property
    def CHROMIUM(self) -> str | None:
        """The path of the browser that ``cookies_scan`` starts; None finds one."""
        return self._get("CHROMIUM")

    @property
    def CHROMIUM_ARGS(self) -> list[str]:
        """More arguments for that browser."""
        return list(self._get("CHROMIUM_ARGS"))

    def unknown(self) -> list[str]:
        """The keys that a site has set and that mean nothing here."""
        return sorted(set(self._set()) - set(self.DEFAULTS))

    def _set(self) -> dict[str, Any]:
        return getattr(django_settings, "PRIVACY_COOKIES", {})

    def _get(self, name: str) -> Any:
        return self._set().get(name, self.DEFAULTS[name])


settings = CookieSettingsReader()

__all__ = ["CookieSettingsReader", "settings"]
