"""What prose is made of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock

#: The first heading of a page is its title; prose begins one level below.
RICH_TEXT_FEATURES = ("h2", "h3", "bold", "italic", "link", "document-link", "ol", "ul", "embed")


class QuoteBlock(blocks.StructBlock):  # type: ignore[misc]
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "home/blocks/quote.html"


class FigureBlock(blocks.StructBlock):  # type: ignore[misc]
    """An image with what it shows, in words."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "home/blocks/figure.html"


class CardBlock(blocks.StructBlock):  # type: ignore[misc]
    """A short text that leads to a page."""

    title = blocks.CharBlock(label=_("Heading"))
    text = blocks.TextBlock(label=_("Text"))
    page = blocks.PageChooserBlock(label=_("Leads to"), required=False)

    class Meta:
        icon = "doc-full"
        label = _("Card")


class CardsBlock(blocks.StructBlock):  # type: ignore[misc]
    """Cards beside each other under a heading."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), min_num=1)

    class Meta:
        icon = "grip"
        label = _("Cards")
        template = "home/blocks/cards.html"


class ProseBlock(blocks.StreamBlock):  # type: ignore[misc]
    """Everything a page of text may hold, in any order."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=list(RICH_TEXT_FEATURES), template="home/blocks/text.html"
    )
    figure = FigureBlock()
    quote = QuoteBlock()
    embed = EmbedBlock(
        label=_("Embedded media"),
        help_text=_("The address of a video. It loads once the visitor has agreed."),
        template="home/blocks/embed.html",
    )


class FrontBlock(ProseBlock):
    """The front page's parts."""

    cards = CardsBlock()
