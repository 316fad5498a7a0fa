"""Rules that come whole: what a preset sets, and what no period may go below."""

from __future__ import annotations

from dataclasses import dataclass

from .choices import CountsFrom, LegalBasis, PeriodUnit, Preset


@dataclass(frozen=True)
class PresetRule:
    """What a preset locks. The period is the statutory floor and the period at once."""

    legal_basis: str
    legal_reference: str
    period_value: int
    period_unit: str
    counts_from: str


#: Bokföringslagen (1999:1078) 7 kap. 2 §; an erasure keeps under Art. 17(3)(b) GDPR.
LOCKED: dict[str, PresetRule] = {
    Preset.BOOKKEEPING: PresetRule(
        legal_basis=LegalBasis.LEGAL_OBLIGATION,
        legal_reference="Bokföringslagen (1999:1078) 7 kap. 2 §",
        period_value=7,
        period_unit=PeriodUnit.YEARS,
        counts_from=CountsFrom.FINANCIAL_YEAR,
    )
}
