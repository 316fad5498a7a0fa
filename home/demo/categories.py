"""The kinds of personal data that the company names in its policy."""

from __future__ import annotations

from privacy_center.activities.starter import CategoryEntry, Words

CATEGORIES = (
    CategoryEntry(
        "identity",
        Words("Namn", "Name"),
        Words("Ditt namn eller användarnamn.", "Your name or user name."),
    ),
    CategoryEntry(
        "contact",
        Words("Kontaktuppgifter", "Contact details"),
        Words(
            "Adress, e-postadress och telefonnummer.",
            "Address, e-mail address and telephone number.",
        ),
    ),
    CategoryEntry(
        "identification",
        Words("Organisationsnummer eller personnummer", "Organisation or personal identity number"),
        Words(
            "Ditt företags organisationsnummer. Personnummer bara om du har enskild firma, "
            "eftersom det då är firmans nummer.",
            "Your company's organisation number. Your personal identity number only if you are a "
            "sole trader, since it is then the number of your business.",
        ),
    ),
    CategoryEntry(
        "purchase",
        Words("Köp", "Purchases"),
        Words(
            "Vad du har köpt och när, och en alternativ e-postadress om du har gett en.",
            "What you have bought and when, and an alternative e-mail address if you gave one.",
        ),
    ),
    CategoryEntry(
        "payment",
        Words("Betalningar", "Payments"),
        Words(
            "Vilka betalningar du har gjort. Av ett betalkort sparar vi korttyp, de fyra sista "
            "siffrorna och betalföretagets referens, aldrig hela numret.",
            "The payments you have made. Of a payment card we keep the brand, the last four digits "
            "and the payment company's reference, never the whole number.",
        ),
    ),
    CategoryEntry(
        "free-text",
        Words("Annat som du själv berättar", "Anything else you tell us"),
        Words(
            "Det du skriver till oss av egen vilja, till exempel i kontaktformuläret.",
            "What you write to us of your own accord, for instance in the contact form.",
        ),
    ),
    CategoryEntry(
        "user-content",
        Words("Det du publicerar och visar intresse för", "What you publish and take interest in"),
        Words(
            "Inlägg och kommentarer som du skriver på våra sidor i sociala medier, och ämnen som "
            "du har bett att få höra om.",
            "Posts and comments that you write on our pages in social media, and subjects that you "
            "have asked to hear about.",
        ),
    ),
    CategoryEntry(
        "technical",
        Words("Tekniska uppgifter", "Technical data"),
        Words(
            "IP-adress, webbläsare och tidpunkter när du loggar in eller gör ett val.",
            "IP address, browser and the times when you sign in or make a choice.",
        ),
    ),
)
