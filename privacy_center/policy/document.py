"""The text of a policy as a visitor reads it, in a form that can be kept, hashed and compared."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import translation
from wagtail.rich_text import expand_db_html

from .blocks import RECORDS
from .outline import outline
from .reading import read_html
from .records import PolicyRecords

SCHEMA = "privacy-center/policy/1"


def document_of(page: Any, records: PolicyRecords | None = None) -> dict[str, Any]:
    """The document of ``page`` in the page's own language: title, introduction and sections.

    Rendered as the visitor's page is, by the same templates, and read back, so that it says what
    the page says. ``records`` are the published ones unless given. Dates of the page itself are
    left out: they would make each day another document.
    """
    language = page.locale.language_code
    with translation.override(language):
        if records is None:
            records = PolicyRecords.load(page.get_site(), language)
        return {
            "schema": SCHEMA,
            "title": page.title,
            "introduction": read_html(expand_db_html(page.introduction)),
            "sections": [
                {
                    "anchor": section.anchor,
                    "kind": section.block.block_type,
                    "heading": section.heading,
                    "blocks": read_html(
                        section.block.render({RECORDS: records, "section": section, "page": page})
                    ),
                }
                for section in outline(page.body)
            ],
        }


def digest(document: dict[str, Any]) -> str:
    """The SHA-256 of a document: of its JSON in UTF-8, keys in order, no spaces."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
