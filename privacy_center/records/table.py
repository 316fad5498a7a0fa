"""The records as one table: a row an activity, complete on its own, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from privacy_center.days import day_of

from .register import ActivityEntry, Register

Row = list[tuple[str, str]]


def controller_rows(register: Register) -> Row:
    """What stands once: names and values, in the language of the records, empty ones left out."""
    who = register.controller
    with override(register.language):
        rows = [
            (_("Controller"), who.name),
            (_("Organisation number"), who.organisation_number),
            (_("Postal address"), who.address),
            (_("Contact"), ", ".join(filter(None, (who.contact_email, who.contact_phone)))),
            (_("Web address"), who.website),
            (_("Data protection officer"), who.data_protection_officer),
            (_("Representative in the EU"), who.representative),
            (_("Joint controllers"), who.joint_controllers),
            (_("Supervisory authority"), who.supervisory_authority),
            (_("Security measures for all data"), who.security_measures),
        ]
    return [(name, value) for name, value in rows if value]


def activity_rows(register: Register) -> Iterator[Row]:
    """Each activity as names and values, in the language of the records."""
    for activity in register.activities:
        with override(register.language):
            row = _row(activity)
        yield row


def _row(one: ActivityEntry) -> Row:
    basis = ", ".join(filter(None, (one.legal_basis, one.article, one.legal_reference)))
    categories = "; ".join(one.categories)
    if one.sensitive:
        categories = _("%(categories)s (sensitive data among them)") % {"categories": categories}
    return [
        (_("Activity"), one.title),
        (_("Purpose"), one.purpose),
        (_("Legal basis"), basis),
        (_("Whose data"), one.people),
        (_("Which data"), categories),
        (_("Where the data comes from"), one.origin),
        (
            _("Recipients"),
            "; ".join(f"{to.name} ({to.role}, {to.country})" for to in one.recipients),
        ),
        (
            _("Outside the EU and EEA"),
            "; ".join(f"{to.name}: {to.country}, {to.safeguard}" for to in one.transfers)
            or pgettext("transfers", "None"),
        ),
        (_("Kept"), ". ".join(filter(None, (one.retention, one.retention_reason)))),
        (_("Security measures"), one.security_measures or _("As for all data")),
        (_("Automated decisions"), _("Yes") if one.automated_decisions else _("No")),
        (_("Direct marketing"), _("Yes") if one.direct_marketing else _("No")),
        (_("Held in"), "; ".join(f"{held.title} ({held.name})" for held in one.sources)),
        (_("Last changed"), str(day_of(one.changed_at))),
    ]
