"""The company's privacy policy: prose around the parts that the processing records write."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import RichText

from .words import Words

TITLE = Words("Integritetspolicy", "Privacy policy")

INTRODUCTION = Words(
    "<p>Här står vilka personuppgifter vi behandlar och varför, vilka rättigheter du har och hur "
    "du använder dem. Personuppgifter är allt som kan knytas till dig: ditt namn, din "
    "e-postadress, vad du har köpt. Vi ber bara om det vi behöver.</p>",
    "<p>This page says which personal data we process and what for, which rights you have and how "
    "to use them. Personal data is everything that can be tied to you: your name, your e-mail "
    "address, what you have bought. We ask only for what we need.</p>",
)

# Each part: the kind of block, its heading (live blocks may go without), and its words.
PARTS: tuple[tuple[str, Words, Words], ...] = (
    ("summary", Words("", ""), Words("", "")),
    (
        "section",
        Words("Varför vi har en policy", "Why we have a policy"),
        Words(
            "<p>Du ska veta vad vi gör med det du lämnar till oss, och kunna påverka det. Därför "
            "beskriver vi varje ändamål för sig, med den lag eller det avtal som vi stöder oss på "
            "och den tid som uppgifterna sparas. Det som står här är också det som webbplatsen "
            "gör: tabellerna skrivs ur samma uppgifter som styr gallringen.</p>",
            "<p>You should know what we do with what you give us, and be able to decide about it. "
            "So we describe each purpose on its own, with the law or the contract that we rely on "
            "and the time that the data is kept. What stands here is also what the site does: the "
            "tables are written from the same records that decide what is removed and when.</p>",
        ),
    ),
    (
        "origins",
        Words("Var uppgifterna kommer ifrån", "Where the data comes from"),
        Words(
            "<p>Det mesta lämnar du själv: i kontaktformuläret, när du anmäler dig till "
            "nyhetsbrevet, när du köper något och när du provar en webbkurs gratis.</p>",
            "<p>Most of it you give us yourself: in the contact form, when you sign up for the "
            "newsletter, when you buy something and when you try a web course for free.</p>",
        ),
    ),
    (
        "legal_bases",
        Words("Varför vi får behandla uppgifterna", "Why we may process the data"),
        Words(
            "<p>Vi stöder oss främst på tre grunder. <b>Avtal</b>: när du köper något behöver vi "
            "dina uppgifter för att leverera och ta betalt. <b>Samtycke</b>: när du vill ha "
            "nyhetsbrevet eller prova en webbkurs gratis. <b>Rättslig förpliktelse</b>: när köpet "
            "är bokfört kräver bokföringslagen att vi sparar underlaget.</p>",
            "<p>We rely on three grounds above all. <b>Contract</b>: when you buy something we "
            "need your data to deliver it and take payment. <b>Consent</b>: when you want the "
            "newsletter or try a web course for free. <b>Legal obligation</b>: once the purchase "
            "is booked, the Bookkeeping Act demands that we keep what it rests on.</p>",
        ),
    ),
    (
        "categories",
        Words("Vilka uppgifter vi behandlar", "Which data we process"),
        Words(
            "<p>Det vi kan ha om dig hör till någon av de här kategorierna. Ingen annan än du vet "
            "vad du väljer att skriva i ett meddelande: undvik känsliga uppgifter.</p>",
            "<p>What we may hold about you belongs to one of these categories. Only you know what "
            "you choose to write in a message: please leave sensitive matters out.</p>",
        ),
    ),
    ("external", Words("Det som finns på annat håll", "What is held elsewhere"), Words("", "")),
    (
        "rights",
        Words("Dina rättigheter", "Your rights"),
        Words(
            "<p>Rättigheterna är dina och kostar ingenting. Du använder dem på dina egna sidor "
            "när du är inloggad, eller genom att skriva till oss utan konto. Två exempel: ett "
            "samtycke till nyhetsbrevet tar du tillbaka när du vill, och då slutar det genast. "
            "Ett köp kan vi däremot inte radera medan bokföringslagen kräver att vi sparar det, i "
            "sju år. Då tar vi bort allt annat och säger vad som är kvar och hur länge.</p>",
            "<p>The rights are yours and cost nothing. You use them on your own pages when you "
            "are signed in, or by writing to us without an account. Two examples: a consent to "
            "the newsletter you take back whenever you like, and it stops at once. A purchase, on "
            "the other hand, we cannot erase while the Bookkeeping Act demands that we keep it, "
            "for seven years. Then we take away everything else, and say what remains and for how "
            "long.</p>",
        ),
    ),
    ("authority", Words("Om du vill klaga", "If you want to complain"), Words("", "")),
    (
        "retention",
        Words("Hur länge vi sparar uppgifterna", "How long we keep the data"),
        Words(
            "<p>Varje ändamål har sin tid. När den är slut tas uppgifterna bort av sig själva. "
            "Bokföringslagens tid räknas till slutet av det sjunde året efter det kalenderår då "
            "räkenskapsåret avslutades.</p>",
            "<p>Each purpose has its time. When it is over, the data is removed without anybody "
            "having to ask. The time of the Bookkeeping Act runs to the end of the seventh year "
            "after the calendar year in which the financial year ended.</p>",
        ),
    ),
    (
        "section",
        Words("Hur vi skyddar uppgifterna", "How we protect the data"),
        Words(
            "<p>All trafik till webbplatsen är krypterad (TLS). Personalen loggar in med starka "
            "lösenord och en andra faktor, så att ett stulet lösenord inte räcker för ett "
            "intrång. Även du kan slå på tvåfaktorsinloggning. Personnummer lagras krypterade, "
            "och ett helt kortnummer sparar vi aldrig.</p><p>Vad vi lagrar i din webbläsare står "
            "i cookiepolicyn, som du hittar under Kontakt i menyn.</p>",
            "<p>All traffic to the site is encrypted (TLS). Our staff sign in with strong "
            "passwords and a second factor, so that a stolen password is not enough for an "
            "intrusion. You can turn on two-factor sign-in as well. Personal identity numbers are "
            "stored encrypted, and a full card number we never keep.</p><p>What we store in your "
            "browser is described in the cookie policy, which you find under Contact in the "
            "menu.</p>",
        ),
    ),
    (
        "recipients",
        Words("Vilka som får uppgifterna", "Who gets the data"),
        Words(
            "<p>Vi säljer inga uppgifter. Företag som arbetar åt oss är våra "
            "personuppgiftsbiträden och gör bara det vi har bestämt. Andra bestämmer själva, och "
            "ansvarar själva, för det de tar emot: Skatteverket, och rekryterings- och "
            "utbildningsföretag som vi samarbetar med.</p>",
            "<p>We sell no data. Companies that work for us are our processors and do only what "
            "we have decided. Others decide, and answer, for what they receive themselves: the "
            "Swedish Tax Agency, and recruitment and training companies that we work with.</p>",
        ),
    ),
    (
        "controller",
        Words("Vem som ansvarar och hur du når oss", "Who is responsible, and how to reach us"),
        Words("", ""),
    ),
    (
        "updated",
        Words("När policyn ändrades", "When the policy was changed"),
        Words(
            "<p>Datumet är det senaste av sidans och av de uppgifter som den visar.</p>"
            "<p>Version 1 är daterad den 25 augusti 2020 och nämner Datainspektionen som "
            "tillsynsmyndighet. Sedan den 1 januari 2021 heter myndigheten "
            "Integritetsskyddsmyndigheten (IMY), och så står det i dag.</p>",
            "<p>The date is the later of the page's own and of the records that it shows.</p>"
            "<p>Version 1 is dated 25 August 2020 and names Datainspektionen as the supervisory "
            "authority. Since 1 January 2021 the authority is called Integritetsskyddsmyndigheten "
            "(IMY), and so it says today.</p>",
        ),
    ),
)


# How Version 1 spoke of security, before the second factor was for everybody.
FIRST_SECURITY = Words(
    "<p>All trafik till webbplatsen är krypterad (TLS). Personalen loggar in med starka "
    "lösenord. Ett helt kortnummer sparar vi aldrig.</p>",
    "<p>All traffic to the site is encrypted (TLS). Our staff sign in with strong passwords. A "
    "full card number we never keep.</p>",
)
# It said nothing of its own changes: there was none before it.
FIRST_UPDATED = Words(
    "<p>Policyn gäller från den 25 augusti 2020.</p>",
    "<p>The policy holds from 25 August 2020.</p>",
)


def policy_body(language: str) -> list[tuple[str, dict[str, Any]]]:
    """The blocks of the policy page in one language."""
    return [_block(kind, heading, words, language) for kind, heading, words in PARTS]


def first_body(language: str) -> list[tuple[str, dict[str, Any]]]:
    """The blocks of Version 1."""
    body = []
    for kind, heading, words in PARTS:
        if heading.en == "How we protect the data":
            words = FIRST_SECURITY
        elif kind == "updated":
            words = FIRST_UPDATED
        body.append(_block(kind, heading, words, language))
    return body


def _block(kind: str, heading: Words, words: Words, language: str) -> tuple[str, dict[str, Any]]:
    prose = "body" if kind == "section" else "introduction"
    value = {
        "heading": heading.in_language(language),
        prose: RichText(words.in_language(language)),
    }
    return kind, value
