"""Which countries personal data may go to without a safeguard."""

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
#: The EU's members, and Iceland, Liechtenstein and Norway (EEA Agreement, Annex XI).
EEA = frozenset(f"{_EU} IS LI NO".split())


def inside_eea(country: str) -> bool:
    """Whether ``country``, an ISO 3166-1 alpha-2 code, is in the EU or EEA."""
    return country.upper() in EEA
