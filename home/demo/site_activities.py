"""The processing activities that come with having a web site, accounts and duties."""

from __future__ import annotations

from privacy_center.activities.choices import CountsFrom, LegalBasis

from .activities import PROPOSAL, Activity
from .words import Words

SITE_ACTIVITIES = (
    Activity(
        "account",
        LegalBasis.CONTRACT,
        Words("Ditt konto", "Your account"),
        Words(
            "Låta dig logga in, se dina köp och använda dina rättigheter.",
            "To let you sign in, see your purchases and use your rights.",
        ),
        Words("Du, när du skapar kontot.", "You, when you create the account."),
        ("identity", "contact", "technical"),
        counts_from=CountsFrom.RELATION,
    ),
    Activity(
        "security",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Säkerhet", "Security"),
        Words(
            "Skydda konton mot intrång. Vårt intresse, och ditt, är att ingen annan kommer in.",
            "To protect accounts against intrusion. Our interest, and yours, is that nobody else "
            "gets in.",
        ),
        Words("Din webbläsare, när du loggar in.", "Your browser, when you sign in."),
        ("technical",),
        months=2,
        counts_from_text=Words("dagen du senast var inloggad", "the day you were last signed in"),
        note_to_editor=PROPOSAL.format("två månader.", "two months."),
    ),
    Activity(
        "editing",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Redaktionellt arbete", "Editing"),
        Words(
            "Se vem som har skrivit och ändrat vad på webbplatsen, och arbeta med texter "
            "tillsammans. Vårt intresse är att kunna rätta fel.",
            "To see who wrote and changed what on the site, and to work on texts together. Our "
            "interest is to be able to put mistakes right.",
        ),
        Words("Du, när du redigerar webbplatsen.", "You, when you edit the site."),
        ("identity", "user-content"),
        counts_from=CountsFrom.RELATION,
    ),
    Activity(
        "consent-proof",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Bevis på samtycken", "Proof of consents"),
        Words(
            "Kunna visa vad någon har sagt ja och nej till. Ditt namn och din adress är bytta mot "
            "en kod.",
            "To be able to show what somebody said yes and no to. Your name and address are "
            "replaced by a code.",
        ),
        Words("Dina val på webbplatsen.", "Your choices on the site."),
        ("technical",),
        legal_reference="GDPR art. 5(2), 7(1)",
        years=3,
        counts_from_text=Words("dagen då samtycket upphörde", "the day the consent ended"),
        note_to_editor=PROPOSAL.format("tre år.", "three years."),
    ),
    Activity(
        "rights-requests",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Ärenden om dina rättigheter", "Requests about your rights"),
        Words(
            "Svara när du använder dina rättigheter, och kunna visa att vi har gjort det.",
            "To answer when you use your rights, and to be able to show that we did.",
        ),
        Words("Du, när du hör av dig.", "You, when you turn to us."),
        ("identity", "contact", "technical"),
        legal_reference="GDPR art. 5(2), 12",
        years=3,
        counts_from_text=Words("dagen då ärendet kom in", "the day the request came in"),
        note_to_editor=PROPOSAL.format("tre år.", "three years."),
    ),
    Activity(
        "community",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Sociala medier", "Social media"),
        Words(
            "Prata med dig där du redan är. Vårt intresse är att kunna svara på det du skriver "
            "till oss där.",
            "To talk with you where you already are. Our interest is to answer what you write to "
            "us there.",
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
    ),
)
