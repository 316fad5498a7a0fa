"""What the company's ordinary pages say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.embeds.blocks import EmbedValue
from wagtail.rich_text import RichText

from .cookie_groups import FILM
from .words import Words


@dataclass(frozen=True)
class CourseText:
    """A web course."""

    slug: Words
    title: Words
    lead: Words
    length: Words
    body: Words


HEADING = Words("Lär dig mer, hitta rätt folk", "Learn more, find the right people")
LEAD = Words(
    "Auxentum håller webbkurser och hjälper företag att rekrytera och utbilda. Prova en kurs "
    "gratis, eller hör av dig så svarar vi inom ett dygn.",
    "Auxentum holds web courses, and helps companies recruit and train. Try a course for free, or "
    "write to us and we answer within a day.",
)
BUTTON = Words("Se kurserna", "See the courses")

TRUST_HEADING = Words("Därför kan du lita på oss", "Why you can trust us")
TRUST_CARDS: tuple[tuple[str, Words, Words], ...] = (
    (
        "policy",
        Words("Du vet vad vi sparar", "You know what we keep"),
        Words(
            "Policyn säger vad vi har, varför och hur länge. Webbplatsen gör som den säger.",
            "The policy says what we have, why and for how long. The site does as it says.",
        ),
    ),
    (
        "contact",
        Words("Du får svar", "You get an answer"),
        Words(
            "Vi svarar inom 24 timmar på det du skriver till oss.",
            "What you write to us is answered within 24 hours.",
        ),
    ),
    (
        "newsletter",
        Words("Du bestämmer själv", "You decide"),
        Words(
            "Nyhetsbrevet kommer om du ber om det och slutar när du vill.",
            "The newsletter comes if you ask for it, and stops when you like.",
        ),
    ),
)

ABOUT_TITLE = Words("Om oss", "About us")
ABOUT_LEAD = Words(
    "Vi är ett litet företag som arbetar med kurser, rekrytering och utbildning.",
    "We are a small company that works with courses, recruitment and training.",
)
ABOUT_BODY = Words(
    "<h2>Det vi gör</h2><p>Våra webbkurser tar några timmar och går att göra när du vill. Företag "
    "anlitar oss också för uppdrag: att hitta medarbetare och att utbilda dem de har.</p>"
    "<h2>Så arbetar vi</h2><ul><li>Vi lovar inte mer än vi håller.</li><li>Det du berättar i ett "
    "uppdrag stannar hos oss: varje uppdrag har ett sekretessavtal.</li><li>Vi sparar inget som vi "
    "inte behöver.</li></ul>",
    "<h2>What we do</h2><p>Our web courses take a few hours, and you take them when you like. "
    "Companies also hire us for assignments: to find people, and to train those they have.</p>"
    "<h2>How we work</h2><ul><li>We promise no more than we keep.</li><li>What you tell us in an "
    "assignment stays with us: each one has a confidentiality agreement.</li><li>We keep nothing "
    "that we do not need.</li></ul>",
)

ABOUT_FILM = Words(
    "<h2>En film</h2><p>Så ser en film i en av våra kurser ut. Den laddas först när du tillåter "
    "det.</p>",
    "<h2>A film</h2><p>This is what a film in one of our courses looks like. It loads only once "
    "you allow it.</p>",
)
ABOUT_AGAIN = Words(
    "<p>Samma film en gång till, som eget innehåll på sidan.</p>",
    "<p>The same film once more, as content of its own on the page.</p>",
)

COURSES_TITLE = Words("Kurser", "Courses")
COURSES_LEAD = Words(
    "Webbkurser som du gör i din egen takt. Första delen är gratis att prova.",
    "Web courses that you take at your own pace. The first part is free to try.",
)
TRIAL_CONSENT = Words(
    "Ja, jag vill prova kursen gratis. Auxentum får spara mitt namn och min e-postadress för det, "
    "i högst två år. Jag kan ta tillbaka mitt samtycke när jag vill.",
    "Yes, I want to try the course for free. Auxentum may keep my name and e-mail address for "
    "that, for two years at most. I can take back my consent at any time.",
)
COURSES = (
    CourseText(
        Words("rekrytera-ratt", "recruit-right"),
        Words("Rekrytera rätt", "Recruit right"),
        Words(
            "Från annons till första arbetsdagen, utan att gissa.",
            "From the advertisement to the first day at work, without guessing.",
        ),
        Words("3 timmar", "3 hours"),
        Words(
            "<h2>Det lär du dig</h2><ul><li>Skriva en kravprofil som håller.</li><li>Ställa "
            "frågor som ger svar.</li><li>Ta referenser på ett schysst sätt.</li></ul>",
            "<h2>What you learn</h2><ul><li>To describe what the work needs.</li><li>To ask "
            "questions that give answers.</li><li>To take references fairly.</li></ul>",
        ),
    ),
    CourseText(
        Words("leda-pa-distans", "lead-from-afar"),
        Words("Leda på distans", "Lead from afar"),
        Words(
            "För dig som leder en grupp som sällan ses.",
            "For you who lead a group that rarely meets.",
        ),
        Words("2 timmar", "2 hours"),
        Words(
            "<h2>Det lär du dig</h2><ul><li>Hålla möten som någon minns.</li><li>Märka när någon "
            "inte mår bra.</li><li>Ge besked i tid.</li></ul>",
            "<h2>What you learn</h2><ul><li>To hold meetings that somebody remembers.</li><li>To "
            "notice when somebody is not well.</li><li>To give word in time.</li></ul>",
        ),
    ),
    CourseText(
        Words("personuppgifter-i-vardagen", "personal-data-every-day"),
        Words("Personuppgifter i vardagen", "Personal data every day"),
        Words(
            "Det du behöver veta när du hanterar andras uppgifter.",
            "What you need to know when you handle other people's data.",
        ),
        Words("4 timmar", "4 hours"),
        Words(
            "<h2>Det lär du dig</h2><ul><li>Vad som är en personuppgift.</li><li>När du får spara "
            "den, och hur länge.</li><li>Vad du gör när någon ber att få veta.</li></ul>",
            "<h2>What you learn</h2><ul><li>What personal data is.</li><li>When you may keep it, "
            "and for how long.</li><li>What to do when somebody asks to know.</li></ul>",
        ),
    ),
)

NEWSLETTER_TITLE = Words("Nyhetsbrev", "Newsletter")
NEWSLETTER_LEAD = Words(
    "Nya kurser och kloka tankar om arbete, en gång i månaden.",
    "New courses and good thoughts about work, once a month.",
)
NEWSLETTER_CONSENT = Words(
    "Ja, jag vill ha Auxentums nyhetsbrev med e-post, ungefär en gång i månaden. Jag kan säga "
    "stopp när jag vill.",
    "Yes, I want Auxentum's newsletter by e-mail, about once a month. I can say stop at any time.",
)

CONTACT_TITLE = Words("Kontakt", "Contact")
CONTACT_LEAD = Words(
    "Skriv till oss, så svarar vi inom 24 timmar.", "Write to us, and we answer within 24 hours."
)
CONTACT_ASIDE = Words(
    "<p><b>E-post</b><br/>kontakt@auxentum.se</p><p>Skriv aldrig hela ditt kortnummer eller "
    "känsliga uppgifter i ett meddelande.</p>",
    "<p><b>E-mail</b><br/>kontakt@auxentum.se</p><p>Never write your full card number or sensitive "
    "matters in a message.</p>",
)
CONTACT_THANKS = Words(
    "Ditt meddelande har kommit fram. Vi svarar inom 24 timmar.",
    "Your message has come in. We answer within 24 hours.",
)
#: Name in the submission, label, kind of field.
CONTACT_FIELDS: tuple[tuple[str, Words, str], ...] = (
    ("name", Words("Namn", "Name"), "singleline"),
    ("email", Words("E-post", "E-mail"), "email"),
    ("message", Words("Meddelande", "Message"), "multiline"),
)


#: The box in the contact form: its name in the list of answers, and the words beside it.
CONTACT_CONSENT = Words("Nyhetsbrev", "Newsletter")
CONTACT_CONSENT_HELP = Words(
    "Du får en länk med e-post att bekräfta med.", "You get a link by e-mail to confirm it with."
)


def prose(words: Words, language: str) -> list[tuple[str, Any]]:
    """A page body of one text."""
    return [("text", RichText(words.in_language(language)))]


def about_body(language: str) -> list[tuple[str, Any]]:
    """What the company is, with a film in a block of its own and one in the text."""
    film = ABOUT_FILM.in_language(language) + f'<embed embedtype="media" url="{FILM}"/>'
    return [
        *prose(ABOUT_BODY, language),
        ("text", RichText(film)),
        ("text", RichText(ABOUT_AGAIN.in_language(language))),
        ("embed", EmbedValue(FILM)),
    ]
