"""Wagtail's documents: the file is the site's, who uploaded it is personal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from ..base import PersonalData
from ..fates import Anonymise
from ..present import of_base
from ..registry import register

Document = get_document_model()


@register(Document)
class DocumentData(PersonalData):
    """A document. The link to whoever uploaded it is cut; the file stays where pages link to it."""

    activity = "editing"
    subject = ("uploaded_by_user",)
    title = _("Documents you have uploaded")
    not_identifying = of_base(Document, AbstractDocument, ("uploaded_by_user",))
    on_erasure = Anonymise()
