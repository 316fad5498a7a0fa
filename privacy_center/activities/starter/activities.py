"""The usual activities of a company or an association besides its site: drafts to begin from."""

from __future__ import annotations

from ..choices import CountsFrom, LegalBasis, Preset
from .entries import ActivityEntry, Words
from .notes import BOOKKEEPING_LAW, CONFIRM

ACTIVITIES = (
    ActivityEntry(
        "purchases",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Köp och bokföring", "Purchases and bookkeeping"),
        Words(
            "Ta betalt för det du köper, leverera det och bokföra köpet. Avtalet med dig är "
            "grunden tills köpet är bokfört. Därefter är det bokföringslagen.",
            "To take payment for what you buy, deliver it and enter it in the books. Our contract "
            "with you is the ground until the purchase is booked; after that it is the law.",
        ),
        Words("Kunder.", "Customers."),
        Words("Du, när du beställer.", "You, when you place the order."),
        ("identity", "contact", "identification", "purchase", "payment"),
        ("it-companies", "payment-companies", "tax-agency"),
        legal_reference=BOOKKEEPING_LAW,
        preset=Preset.BOOKKEEPING,
        years=7,
        counts_from=CountsFrom.FINANCIAL_YEAR,
        counts_from_text=Words("dagen då köpet bokfördes", "the day the purchase was booked"),
        retention_reason=Words(
            "Bokföringslagen kräver att verifikationer bevaras.",
            "The Bookkeeping Act demands that vouchers are kept.",
        ),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "newsletter",
        LegalBasis.CONSENT,
        Words("Nyhetsbrev", "Newsletter"),
        Words(
            "Skicka nyheter till dig som har bett om det.",
            "To send news to you who asked for it.",
        ),
        Words("Prenumeranter på nyhetsbrevet.", "Subscribers to the newsletter."),
        Words("Du, när du anmäler dig.", "You, when you sign up."),
        ("contact",),
        ("it-companies", "marketing-companies"),
        direct_marketing=True,
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "membership",
        LegalBasis.CONTRACT,
        Words("Medlemskap", "Membership"),
        Words(
            "Hålla reda på vilka som är medlemmar, ta emot avgifter och kalla till möten.",
            "To know who is a member, to take fees and to call meetings.",
        ),
        Words("Medlemmar.", "Members."),
        Words("Du, när du blir medlem.", "You, when you become a member."),
        ("identity", "contact"),
        years=1,
        counts_from_text=Words("dagen då medlemskapet upphörde", "the day the membership ended"),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "events",
        LegalBasis.CONTRACT,
        Words("Anmälningar till kurser och möten", "Sign-ups for courses and meetings"),
        Words(
            "Veta vilka som kommer, och kunna nå dem.",
            "To know who comes, and to be able to reach them.",
        ),
        Words("Deltagare.", "Participants."),
        Words("Du, när du anmäler dig.", "You, when you sign up."),
        ("identity", "contact", "free-text"),
        months=6,
        counts_from_text=Words("dagen för kursen eller mötet", "the day of the course or meeting"),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "recruiting",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Rekrytering", "Recruiting"),
        Words(
            "Välja vem vi anställer. Vårt intresse är att hitta rätt person, och att kunna svara "
            "om någon anser sig ha blivit diskriminerad.",
            "To choose whom we employ. Our interest is to find the right person, and to be able to "
            "answer if somebody holds that they were discriminated against.",
        ),
        Words("Den som söker arbete hos oss.", "Those who apply for work with us."),
        Words("Du, i din ansökan, och de referenser du ger.", "You, and the references you give."),
        ("identity", "contact", "qualifications", "free-text"),
        years=2,
        counts_from_text=Words("dagen då tjänsten tillsattes", "the day the post was filled"),
        retention_reason=Words(
            "Så länge kan någon väcka talan om diskriminering.",
            "For that long, somebody may bring a claim of discrimination.",
        ),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "business-contacts",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Kontakter hos kunder och leverantörer", "Contacts at customers and suppliers"),
        Words(
            "Nå rätt person hos företag som vi arbetar med. Vårt intresse är att kunna samarbeta.",
            "To reach the right person at companies we work with. Our interest is to be able to "
            "work together.",
        ),
        Words("Anställda hos kunder och leverantörer.", "Employees of customers and suppliers."),
        Words("Du, eller ditt företag.", "You, or your company."),
        ("identity", "contact"),
        years=1,
        counts_from_text=Words("vår senaste kontakt", "our last contact"),
        note_to_editor=CONFIRM,
    ),
    ActivityEntry(
        "community",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Sociala medier", "Social media"),
        Words(
            "Prata med dig där du redan är. Vårt intresse är att kunna svara på det du skriver "
            "till oss där.",
            "To talk with you where you already are. Our interest is to answer what you write to "
            "us there.",
        ),
        Words("Den som skriver på våra sidor.", "Those who write on our pages."),
        Words("Du, när du publicerar något på våra sidor.", "You, when you publish on our pages."),
        ("identity", "user-content"),
        (),
        retention_reason=Words(
            "Plattformen sparar det du publicerar tills du tar bort det.",
            "The platform keeps what you publish until you remove it.",
        ),
        note_to_editor=CONFIRM,
    ),
)
