"""The kinds of personal data that most sites hold, the built-in sources' own among them."""

from __future__ import annotations

from .entries import CategoryEntry, Words

CATEGORIES = (
    CategoryEntry(
        "identity",
        Words("Namn", "Name"),
        Words("Namn eller användarnamn.", "Name or user name."),
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
            "Ett företags organisationsnummer. Personnummer bara för den som har enskild firma, "
            "eftersom det då är firmans nummer.",
            "A company's organisation number. A personal identity number only for a sole trader, "
            "since it is then the number of the business.",
        ),
    ),
    CategoryEntry(
        "purchase",
        Words("Köp", "Purchases"),
        Words("Vad du har köpt, och när.", "What you have bought, and when."),
    ),
    CategoryEntry(
        "payment",
        Words("Betalningar", "Payments"),
        Words(
            "Vilka betalningar du har gjort. Av ett betalkort aldrig hela numret.",
            "The payments you have made. Of a payment card, never the whole number.",
        ),
    ),
    CategoryEntry(
        "free-text",
        Words("Annat som du själv berättar", "Anything else you tell us"),
        Words(
            "Det du skriver till oss av egen vilja, till exempel i ett formulär.",
            "What you write to us of your own accord, for instance in a form.",
        ),
    ),
    CategoryEntry(
        "user-content",
        Words("Det du skriver och publicerar", "What you write and publish"),
        Words(
            "Texter, bilder, inlägg och kommentarer, och vad du har ändrat och när.",
            "Texts, pictures, posts and comments, and what you have changed and when.",
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
    CategoryEntry(
        "qualifications",
        Words("Erfarenhet och utbildning", "Experience and education"),
        Words(
            "Det som står i en ansökan, ett CV eller ett betyg.",
            "What an application, a CV or a certificate says.",
        ),
    ),
)
