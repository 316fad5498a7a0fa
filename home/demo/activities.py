"""The processing activities of the demo company that concern customers."""

from __future__ import annotations

from privacy_center.activities.choices import CountsFrom, LegalBasis, Preset
from privacy_center.activities.starter import ActivityEntry, Words

PROPOSAL = "Förslag att bekräfta eller ändra: {}\nProposal, to confirm or change: {}"


BOOKKEEPING_LAW = "Bokföringslagen (1999:1078) 7 kap. 2 §"

CUSTOMER_ACTIVITIES = (
    ActivityEntry(
        "purchases",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Köp på webbplatsen", "Purchases on the site"),
        Words(
            "Ta betalt för det du köper, leverera det och bokföra köpet. Avtalet med dig är "
            "grunden tills köpet är bokfört. Därefter är det bokföringslagen.",
            "To take payment for what you buy, deliver it and enter it in the books. Our contract "
            "with you is the ground until the purchase is booked; after that it is the law.",
        ),
        Words("Kunder, även enskilda näringsidkare.", "Customers, sole traders among them."),
        Words("Du, när du beställer.", "You, when you place the order."),
        ("identity", "contact", "identification", "purchase", "payment"),
        ("payment-companies", "it-companies", "tax-agency"),
        legal_reference=BOOKKEEPING_LAW,
        preset=Preset.BOOKKEEPING,
        years=7,
        counts_from=CountsFrom.FINANCIAL_YEAR,
        counts_from_text=Words("dagen då köpet bokfördes", "the day the purchase was booked"),
        retention_reason=Words(
            "Bokföringslagen kräver att verifikationer bevaras.",
            "The Bookkeeping Act demands that vouchers are kept.",
        ),
        security_measures=Words(
            "Personnummer lagras krypterade och visas maskerade. Av ett betalkort lagras korttyp, "
            "de fyra sista siffrorna och betalföretagets referens.",
            "Personal identity numbers are stored encrypted and shown masked. Of a payment card, "
            "the brand, the last four digits and the payment company's reference are stored.",
        ),
    ),
    ActivityEntry(
        "ledger",
        LegalBasis.LEGAL_OBLIGATION,
        Words("Kundreskontra", "Accounts receivable ledger"),
        Words(
            "Hålla reda på vad kunder är skyldiga oss och vad som är betalt.",
            "To keep track of what customers owe us and what has been paid.",
        ),
        Words("Kunder, även enskilda näringsidkare.", "Customers, sole traders among them."),
        Words("Dina köp och betalningar.", "Your purchases and payments."),
        ("identity", "purchase", "payment"),
        ("it-companies", "tax-agency"),
        legal_reference=BOOKKEEPING_LAW,
        preset=Preset.BOOKKEEPING,
        years=7,
        counts_from=CountsFrom.FINANCIAL_YEAR,
        counts_from_text=Words("dagen då posten bokfördes", "the day the entry was booked"),
        retention_reason=Words(
            "Bokföringslagen kräver att reskontran bevaras.",
            "The Bookkeeping Act demands that the ledger is kept.",
        ),
    ),
    ActivityEntry(
        "assignments",
        LegalBasis.CONTRACT,
        Words("Leveranser och uppdrag", "Deliveries and assignments"),
        Words(
            "Utföra det uppdrag du har gett oss och kunna svara på frågor om det efteråt.",
            "To carry out the assignment you gave us, and to answer questions about it afterwards.",
        ),
        Words("Uppdragsgivare och deras kontaktpersoner.", "Clients and their contact persons."),
        Words(
            "Du, och företag som vi utför uppdraget med.",
            "You, and companies that we carry out the assignment with.",
        ),
        ("contact", "free-text"),
        ("it-companies", "recruitment-companies", "training-companies"),
        preset=Preset.CONFIDENTIALITY,
        years=5,
        counts_from_text=Words(
            "dagen då uppdraget slutfördes", "the day the assignment was completed"
        ),
        retention_reason=Words(
            "Så länge gäller vårt sekretessavtal.", "Our confidentiality agreement runs that long."
        ),
        note_to_editor=PROPOSAL.format(
            "avtal som rättslig grund, och att tiden räknas från att uppdraget slutfördes.",
            "contract as the legal basis, and that the time counts from completion.",
        ),
    ),
    ActivityEntry(
        "customer-service",
        LegalBasis.LEGITIMATE_INTEREST,
        Words("Kundtjänst", "Customer service"),
        Words(
            "Svara på det du frågar oss. Vårt intresse är att kunna följa ärendet tills det är "
            "löst, och om du hör av dig igen.",
            "To answer what you ask us. Our interest is to follow the case until it is solved, and "
            "if you come back to us.",
        ),
        Words("Den som hör av sig till oss.", "Those who get in touch with us."),
        Words("Du, genom kontaktformuläret eller e-post.", "You, by the contact form or by mail."),
        ("contact", "free-text"),
        years=2,
        counts_from_text=Words("dagen då ärendet stängdes", "the day the case was closed"),
        retention_reason=Words(
            "Frågor kommer ofta tillbaka, och då vill vi kunna se vad vi svarade.",
            "Questions often come back, and then we want to see what we answered.",
        ),
        note_to_editor=PROPOSAL.format(
            "berättigat intresse som rättslig grund, och att tiden räknas från stängningen.",
            "legitimate interest as the legal basis, and that the time counts from closure.",
        ),
    ),
    ActivityEntry(
        "newsletter",
        LegalBasis.CONSENT,
        Words("Nyhetsbrev", "Newsletter"),
        Words(
            "Skicka nyheter om kurser och tjänster till dig som har bett om det.",
            "To send news of courses and services to you who asked for it.",
        ),
        Words("Prenumeranter på nyhetsbrevet.", "Subscribers to the newsletter."),
        Words("Du, när du anmäler dig.", "You, when you sign up."),
        ("contact",),
        ("it-companies", "marketing-companies"),
        direct_marketing=True,
    ),
    ActivityEntry(
        "course-trials",
        LegalBasis.CONSENT,
        Words("Prova webbkurser gratis", "Trying web courses for free"),
        Words(
            "Låta dig prova en kurs och se vilka kurser som provas.",
            "To let you try a course, and to see which courses are tried.",
        ),
        Words("Den som provar en webbkurs.", "Those who try a web course."),
        Words("Du, när du börjar prova en kurs.", "You, when you start to try a course."),
        ("identity", "contact"),
        years=2,
        counts_from_text=Words("dagen då du började prova", "the day you started the trial"),
        note_to_editor=PROPOSAL.format(
            "två år från den dag då kursen började provas.",
            "two years from the day the trial started.",
        ),
    ),
    ActivityEntry(
        "online-marketing",
        LegalBasis.CONSENT,
        Words("Marknadsföring på nätet", "Online marketing"),
        Words(
            "Visa erbjudanden om det du är intresserad av.",
            "To show you offers about what you take an interest in.",
        ),
        Words("Den som har sagt ja till erbjudanden.", "Those who have said yes to offers."),
        Words(
            "Du, när du berättar vad du vill höra om.", "You, when you tell us what to write about."
        ),
        ("contact", "user-content"),
        ("it-companies", "marketing-companies"),
        years=2,
        counts_from_text=Words("vår senaste kontakt", "our last contact"),
        direct_marketing=True,
        note_to_editor=PROPOSAL.format(
            "samtycke som rättslig grund, och att tiden räknas från senaste kontakt.",
            "consent as the legal basis, and that the time counts from the last contact.",
        ),
    ),
)
