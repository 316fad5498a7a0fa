"""Wagtail's images: the picture is the site's, who uploaded it is personal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from ..base import PersonalData
from ..fates import Anonymise
from ..present import of_base
from ..registry import nothing_personal, register

Image = get_image_model()


@register(Image)
class ImageData(PersonalData):
    """An image. The link to whoever uploaded it is cut; the file stays where pages show it."""

    activity = "editing"
    subject = ("uploaded_by_user",)
    title = _("Images you have uploaded")
    not_identifying = of_base(Image, AbstractImage, ("uploaded_by_user",))
    on_erasure = Anonymise()


nothing_personal(Image.get_rendition_model(), reason="An image in another size.")
