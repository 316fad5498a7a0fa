"""The company's cookie policy: prose around the tables that the declarations write."""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import RichText

from .words import Words

TITLE = Words("Cookiepolicy", "Cookie policy")

INTRODUCTION = Words(
    "Här står vad webbplatsen lagrar i din webbläsare, varför och hur länge. Bara det nödvändiga "
    "lagras utan att du har sagt ja.",
    "This page says what the site stores in your browser, why and for how long. Only what is "
    "necessary is stored before you have said yes.",
)

PARTS: tuple[tuple[str, Words | None], ...] = (
    ("heading", Words("Vad en cookie är", "What a cookie is")),
    (
        "text",
        Words(
            "<p>En cookie är en liten text som webbläsaren sparar åt en webbplats. Samma regler "
            "gäller för allt annat som lagras i eller läses från din dator eller telefon, och det "
            "är dem vi följer: lagen (2022:482) om elektronisk kommunikation, 9 kap. 28 §.</p>",
            "<p>A cookie is a small text that the browser keeps for a web site. The same rules "
            "hold for everything else that is stored on or read from your computer or telephone, "
            "and those we follow: the Swedish Electronic Communications Act (2022:482), chapter "
            "9, section 28.</p>",
        ),
    ),
    ("choices", None),
    ("heading", Words("Det vi lagrar", "What we store")),
    ("cookie_table", None),
    ("heading", Words("Om du vill klaga", "If you want to complain")),
    (
        "text",
        Words(
            "<p>Post- och telestyrelsen (PTS) har ensam tillsyn över reglerna om cookies. Vad som "
            "sedan görs med personuppgifter har Integritetsskyddsmyndigheten (IMY) tillsyn över. "
            "Läs mer i vår integritetspolicy.</p>",
            "<p>The Swedish Post and Telecom Authority (PTS) alone supervises the rules on "
            "cookies. What is done with personal data afterwards is supervised by the Swedish "
            "Authority for Privacy Protection (IMY). Our privacy policy says more.</p>",
        ),
    ),
    ("authority", None),
    ("updated", None),
)


def cookie_body(language: str) -> list[tuple[str, Any]]:
    """The blocks of the cookie policy page in one language."""
    return [(kind, _value(kind, words, language)) for kind, words in PARTS]


def _value(kind: str, words: Words | None, language: str) -> Any:
    if words is None:
        return None
    text = words.in_language(language)
    return RichText(text) if kind == "text" else text
