"""The processing activities that come with having a web site, accounts and duties."""

from __future__ import annotations

from dataclasses import replace

from privacy_center.activities.choices import LegalBasis
from privacy_center.activities.starter import SITE_ACTIVITIES as STARTER
from privacy_center.activities.starter import ActivityEntry, Words

from .activities import PROPOSAL

#: What the company adds to the starting activities of the plugin.
PURPOSES = {
    "account": Words(
        "Låta dig logga in, se dina köp och använda dina rättigheter.",
        "To let you sign in, see your purchases and use your rights.",
    ),
}
NOTES = {
    "security": PROPOSAL.format("två månader.", "two months."),
    "consent-proof": PROPOSAL.format("tre år.", "three years."),
    "rights-requests": PROPOSAL.format("tre år.", "three years."),
}
#: Questions have an activity of the company's own, which covers support cases too.
LEFT_OUT = {"customer-service"}

COMMUNITY = ActivityEntry(
    "community",
    LegalBasis.LEGITIMATE_INTEREST,
    Words("Sociala medier", "Social media"),
    Words(
        "Prata med dig där du redan är. Vårt intresse är att kunna svara på det du skriver "
        "till oss där.",
        "To talk with you where you already are. Our interest is to answer what you write to "
        "us there.",
    ),
    Words(
        "Den som skriver på våra sidor i sociala medier.",
        "Those who write on our pages in social media.",
    ),
    Words("Du, när du publicerar något på våra sidor.", "You, when you publish on our pages."),
    ("identity", "user-content"),
    (),
    retention_reason=Words(
        "Plattformen sparar det du publicerar tills du tar bort det.",
        "The platform keeps what you publish until you remove it.",
    ),
    note_to_editor=PROPOSAL.format(
        "berättigat intresse som rättslig grund.", "legitimate interest as the legal basis."
    ),
)

SITE_ACTIVITIES = (
    *(
        replace(
            entry,
            purpose=PURPOSES.get(entry.slug, entry.purpose),
            note_to_editor=NOTES.get(entry.slug, ""),
        )
        for entry in STARTER
        if entry.slug not in LEFT_OUT
    ),
    COMMUNITY,
)
