"""Who gets personal data from the company, and in which role."""

from __future__ import annotations

from privacy_center.activities.choices import RecipientRole
from privacy_center.activities.starter import RecipientEntry, Words

RECIPIENTS = (
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
        "it-companies",
        RecipientRole.PROCESSOR,
        Words("IT-företag", "IT service companies"),
        Words(
            "Driver webbplatsen, e-posten och säkerhetskopiorna åt oss.",
            "Run the web site, the mail and the back-ups for us.",
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
    RecipientEntry(
        "recruitment-companies",
        RecipientRole.CONTROLLER,
        Words("Rekryteringsföretag", "Recruitment companies"),
        Words(
            "Samarbetar med oss i uppdrag och ansvarar själva för det de sparar.",
            "Work with us in assignments, and answer themselves for what they keep.",
        ),
    ),
    RecipientEntry(
        "training-companies",
        RecipientRole.CONTROLLER,
        Words("Utbildningsföretag", "Training companies"),
        Words(
            "Håller kurser tillsammans med oss och ansvarar själva för sina deltagarlistor.",
            "Hold courses together with us, and answer themselves for their lists of participants.",
        ),
    ),
)
