"""Tags."""

from __future__ import annotations

from taggit.models import Tag, TaggedItem

from ..registry import nothing_personal

nothing_personal(Tag, TaggedItem, reason="Words by which editors sort content.")
