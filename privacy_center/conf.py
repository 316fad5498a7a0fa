"""The plugin's settings: one typed object over one dictionary, ``PRIVACY_CENTER``."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings


class PrivacySettings:
    """What a site may set in ``PRIVACY_CENTER``; every key has a default.

    Values are read at each access, so that a test's ``override_settings`` holds.
    """

    @property
    def HASH_KEY(self) -> str:
        """The key of every pseudonym and sealed text; ``SECRET_KEY`` unless set.

        Set one of its own on a server: whoever changes it loses the way from an address to the
        records kept by law, unless the old key stands in ``HASH_KEY_FALLBACKS``.
        """
        return str(self._get("HASH_KEY", django_settings.SECRET_KEY))

    @property
    def HASH_KEY_FALLBACKS(self) -> list[str]:
        """Earlier keys, newest first: still read. Those of ``SECRET_KEY`` where that is the key."""
        own = "HASH_KEY" in getattr(django_settings, "PRIVACY_CENTER", {})
        default = [] if own else django_settings.SECRET_KEY_FALLBACKS
        return list(self._get("HASH_KEY_FALLBACKS", default))

    @property
    def DECLARATIONS_MODULE(self) -> str:
        """The module that each app may declare its sources in (``privacy`` by default)."""
        return str(self._get("DECLARATIONS_MODULE", "privacy"))

    @property
    def BATCH_SIZE(self) -> int:
        """How many rows one transaction of an erasure or a retention run changes."""
        return int(self._get("BATCH_SIZE", 1000))

    @property
    def LEASE_SECONDS(self) -> int:
        """How long a worker of an erasure may be silent before another takes over (300)."""
        return int(self._get("LEASE_SECONDS", 300))

    @property
    def ERASURE_ATTEMPTS(self) -> int:
        """After how many attempts in a row an erasure is ``failed`` and waits for the officer (8).

        Before that it is tried again by itself: after five minutes, then twice as long each time,
        a day at most.
        """
        return int(self._get("ERASURE_ATTEMPTS", 8))

    @property
    def ERASURE_AT_ONCE(self) -> int:
        """How many records a page erases while the person waits, where no worker does (2,000)."""
        return int(self._get("ERASURE_AT_ONCE", 2000))

    @property
    def HOLIDAY_COUNTRY(self) -> str:
        """ISO 3166 code of the country whose public holidays move a deadline (``SE``)."""
        return str(self._get("HOLIDAY_COUNTRY", "SE"))

    @property
    def SITE_NAME(self) -> str:
        """The name of the site where no controller is named; ``WAGTAIL_SITE_NAME`` unless set."""
        return str(self._get("SITE_NAME", getattr(django_settings, "WAGTAIL_SITE_NAME", "")))

    @property
    def UNDECLARED(self) -> str:
        """What fields of other apps are that look personal and are undeclared.

        ``"warning"`` (the default) or ``"error"``. The site's own are always errors.
        """
        return str(self._get("UNDECLARED", "warning"))

    @property
    def OWN_APPS(self) -> list[str] | None:
        """Names or labels of the site's own apps; None: those that are not installed packages."""
        named = self._get("OWN_APPS", None)
        return None if named is None else list(named)

    @property
    def LEDGER_URL(self) -> str:
        """Where the ledger is kept outside the database; empty: nowhere.

        ``file:///absolute/path``, or the address of a second database.
        """
        return str(self._get("LEDGER_URL", ""))

    @property
    def LEDGER_KEYS(self) -> list[str]:
        """The keys of the ledger's hashes, newest first: the first signs, all match.

        Derived from ``HASH_KEY`` and its fallbacks unless set.
        """
        return [str(key) for key in self._get("LEDGER_KEYS", [])]

    @property
    def LEDGER_BACKENDS(self) -> dict[str, str]:
        """A site's own places for the ledger: scheme of the address -> dotted path of a class."""
        return dict(self._get("LEDGER_BACKENDS", {}))

    @property
    def POLICY_NOTICE_DAYS(self) -> int:
        """How many days before it takes effect people are told of a material change (14)."""
        return int(self._get("POLICY_NOTICE_DAYS", 14))

    @property
    def PACKAGE_STORAGE(self) -> str:
        """The alias in ``STORAGES`` where packages wait; empty: a private folder beside the media.

        Nobody may reach it but the site, and all its servers share it.
        """
        return str(self._get("PACKAGE_STORAGE", ""))

    @property
    def PACKAGE_AT_ONCE(self) -> int:
        """Up to how many records a package is made while it is fetched (10,000); more: before."""
        return int(self._get("PACKAGE_AT_ONCE", 10_000))

    @property
    def PACKAGE_DAYS(self) -> int:
        """For how many days a package that was made in the background can be fetched (7)."""
        return int(self._get("PACKAGE_DAYS", 7))

    def _get(self, name: str, default: Any) -> Any:
        return getattr(django_settings, "PRIVACY_CENTER", {}).get(name, default)


settings = PrivacySettings()

__all__ = ["PrivacySettings", "settings"]
