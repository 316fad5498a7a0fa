"""Who most sites let have personal data. Names of kinds: an editor writes the companies' own."""

from __future__ import annotations

from ..choices import RecipientRole
from .entries import RecipientEntry, Words

RECIPIENTS = (
    RecipientEntry(
        "it-companies",
        RecipientRole.PROCESSOR,
        Words("IT-företag", "IT service companies"),
        Words(
            "Driver webbplatsen, e-posten och säkerhetskopiorna åt oss.",
            "Run the web site, the mail and the back-ups for us.",
        ),
    ),
    RecipientEntry(
        "payment-companies",
        RecipientRole.PROCESSOR,
        Words("Betalföretag", "Payment companies"),
        Words(
            "Tar emot din betalning för vår räkning. Kortnumret stannar hos dem.",
            "Take your payment on our behalf. The card number stays with them.",
        ),
    ),
    RecipientEntry(
        "marketing-companies",
        RecipientRole.PROCESSOR,
        Words("Marknadsföringsföretag", "Marketing companies"),
        Words(
            "Skickar nyhetsbrev och visar erbjudanden åt oss, till dem som har sagt ja.",
            "Send newsletters and show offers for us, to those who have said yes.",
        ),
    ),
    RecipientEntry(
        "tax-agency",
        RecipientRole.CONTROLLER,
        Words("Skatteverket", "The Swedish Tax Agency"),
        Words(
            "Får de uppgifter ur bokföringen som lagen kräver.",
            "Gets what the law demands from our accounts.",
        ),
    ),
)
