"""The countries that a declaration can name: the EU and EEA, and where services usually are."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

#: ISO 3166-1 alpha-2 code to name. The EU's members, Iceland, Liechtenstein and Norway.
INSIDE: dict[str, Promise] = {
    "AT": _("Austria"),
    "BE": _("Belgium"),
    "BG": _("Bulgaria"),
    "HR": _("Croatia"),
    "CY": _("Cyprus"),
    "CZ": _("Czechia"),
    "DK": _("Denmark"),
    "EE": _("Estonia"),
    "FI": _("Finland"),
    "FR": _("France"),
    "DE": _("Germany"),
    "GR": _("Greece"),
    "HU": _("Hungary"),
    "IS": _("Iceland"),
    "IE": _("Ireland"),
    "IT": _("Italy"),
    "LV": _("Latvia"),
    "LI": _("Liechtenstein"),
    "LT": _("Lithuania"),
    "LU": _("Luxembourg"),
    "MT": _("Malta"),
    "NL": _("Netherlands"),
    "NO": _("Norway"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "RO": _("Romania"),
    "SK": _("Slovakia"),
    "SI": _("Slovenia"),
    "ES": _("Spain"),
    "SE": _("Sweden"),
}

OUTSIDE: dict[str, Promise] = {
    "AR": _("Argentina"),
    "AU": _("Australia"),
    "BR": _("Brazil"),
    "CA": _("Canada"),
    "CN": _("China"),
    "IN": _("India"),
    "IL": _("Israel"),
    "JP": _("Japan"),
    "NZ": _("New Zealand"),
    "RU": _("Russia"),
    "SG": _("Singapore"),
    "KR": _("South Korea"),
    "CH": _("Switzerland"),
    "GB": _("United Kingdom"),
    "US": _("United States"),
    "UY": _("Uruguay"),
}

COUNTRIES = [*INSIDE.items(), *OUTSIDE.items()]


def country_words(code: str) -> str:
    """Name a country in the active language, and say so when it lies outside the EU and EEA."""
    if code in INSIDE:
        return str(INSIDE[code])
    if code in OUTSIDE:
        return gettext("%(country)s (outside the EU and EEA)") % {"country": OUTSIDE[code]}
    return code
