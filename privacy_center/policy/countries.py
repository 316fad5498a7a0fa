"""What countries are called, in the reader's language."""

from __future__ import annotations

from django.utils.translation import get_language
from phonenumbers.geodata.locale import LOCALE_DATA


def country_name(code: str, language: str | None = None) -> str:
    """The name of the country with ISO 3166-1 alpha-2 ``code`` in ``language``.

    The active language by default; English where the data knows no other, the code itself where
    it knows no such country.
    """
    names = LOCALE_DATA.get(code.upper(), {})
    wanted = (language or get_language() or "en").split("-")[0]
    name = names.get(wanted) or names.get("en") or ""
    if name.startswith("*"):
        # The data says a repeated name once, and refers to it by its language.
        name = names.get(name[1:], "")
    return name or code.upper()


def countries(language: str | None = None) -> list[tuple[str, str]]:
    """Every country as (code, name), in order of name."""
    named = [(code, country_name(code, language)) for code in LOCALE_DATA if len(code) == 2]
    return sorted(named, key=lambda pair: pair[1].casefold())
