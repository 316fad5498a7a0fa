"""The activities that come with having a web site: those that the built-in sources name."""

from __future__ import annotations

from ..choices import CountsFrom, LegalBasis
from .entries import ActivityEntry, Words
from .notes import CONFIRM

SITE_ACTIVITIES = (
    ActivityEntry(
        "account",
        LegalBasis.CONTRACT,
        Words("Ditt konto", "Your account"),
        Words(
            "Låta dig logga in och använda dina rättigheter.",
            "To let you sign in and use your rights.",
        ),
        Words("Den som har ett konto på webbplatsen.", "Those who have an account on the site."),
        Words("Du, när du skapar kontot.", "You, when you create the account."),
        ("identity", "contact", "technical"),
        counts_from=CountsFrom.RELATION,
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "security",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Säkerhet", "Security"),
        Words(
            "Skydda konton mot intrång. Vårt intresse, och ditt, är att ingen annan kommer in.",
            "To protect accounts against intrusion. Our interest, and yours, is that nobody else "
            "gets in.",
        ),
        Words("Den som loggar in på webbplatsen.", "Those who sign in to the site."),
        Words("Din webbläsare, när du loggar in.", "Your browser, when you sign in."),
        ("technical",),
        months=2,
        counts_from_text=Words("dagen du senast var inloggad", "the day you were last signed in"),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "editing",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Redaktionellt arbete", "Editing"),
        Words(
            "Se vem som har skrivit och ändrat vad på webbplatsen, och arbeta med texter "
            "tillsammans. Vårt intresse är att kunna rätta fel.",
            "To see who wrote and changed what on the site, and to work on texts together. Our "
            "interest is to be able to put mistakes right.",
        ),
        Words("De som redigerar webbplatsen.", "Those who edit the site."),
        Words("Du, när du redigerar webbplatsen.", "You, when you edit the site."),
        ("identity", "user-content"),
        counts_from=CountsFrom.RELATION,
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "customer-service",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Frågor och formulär", "Questions and forms"),
        Words(
            "Svara på det du frågar oss. Vårt intresse är att kunna följa ärendet tills det är "
            "löst, och om du hör av dig igen.",
            "To answer what you ask us. Our interest is to follow the case until it is solved, and "
            "if you come back to us.",
        ),
        Words("Den som hör av sig till oss.", "Those who get in touch with us."),
        Words("Du, genom ett formulär eller e-post.", "You, by a form or by mail."),
        ("contact", "free-text"),
        years=2,
        counts_from_text=Words("dagen då du skrev till oss", "the day you wrote to us"),
        retention_reason=Words(
            "Frågor kommer ofta tillbaka, och då vill vi kunna se vad vi svarade.",
            "Questions often come back, and then we want to see what we answered.",
        ),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "consent-proof",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Bevis på samtycken", "Proof of consents"),
        Words(
            "Kunna visa vad någon har sagt ja och nej till. Ditt namn och din adress är bytta mot "
            "en kod.",
            "To be able to show what somebody said yes and no to. Your name and address are "
            "replaced by a code.",
        ),
        Words("Den som har svarat på en fråga om samtycke.", "Those who were asked for consent."),
        Words("Dina val på webbplatsen.", "Your choices on the site."),
        ("technical",),
        legal_reference="GDPR art. 5(2), 7(1)",
        years=3,
        counts_from_text=Words("dagen då samtycket upphörde", "the day the consent ended"),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "rights-requests",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Ärenden om dina rättigheter", "Requests about your rights"),
        Words(
            "Svara när du använder dina rättigheter, och kunna visa att vi har gjort det.",
            "To answer when you use your rights, and to be able to show that we did.",
        ),
        Words("Den som använder sina rättigheter.", "Those who use their rights."),
        Words("Du, när du hör av dig.", "You, when you turn to us."),
        ("identity", "contact", "technical"),
        legal_reference="GDPR art. 5(2), 12",
        years=3,
        counts_from_text=Words("dagen då ärendet kom in", "the day the request came in"),
        note_to_editor=CONFIRM,
    ),
)
