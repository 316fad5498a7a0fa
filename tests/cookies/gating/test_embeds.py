from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from wagtail.blocks import StreamBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.rich_text import RichText

from cookies import checks
from cookies.declarations.declare import declare
from cookies.declarations.services import SERVICES
from cookies.gating import embeds

pytestmark = pytest.mark.django_db
FILM = "https://www.youtube.com/watch?v=1"
PLAYER = "https://www.youtube-nocookie.com/embed/1"


@pytest.fixture(autouse=True)
def _film() -> None:
    Embed.objects.create(
        url=FILM,
        hash=get_embed_hash(FILM),
        type="video",
        provider_name="YouTube",
        html=f'<iframe src="{PLAYER}"></iframe>',
        thumbnail_url="https://i.ytimg.com/vi/1/0.jpg",
        last_updated=timezone.now(),
    )


def in_rich_text() -> str:
    return str(RichText(f'<p>A</p><embed embedtype="media" url="{FILM}"/>'))


def in_a_block() -> str:
    block = StreamBlock([("embed", EmbedBlock())])
    return str(block.to_python([{"type": "embed", "value": FILM}]).render_as_block())


def by_the_tag() -> str:
    source = "{% load wagtailembeds_tags %}{% embed url %}"
    return Template(source).render(Context({"url": FILM}))


@pytest.mark.parametrize("make", [in_rich_text, in_a_block, by_the_tag])
def test_every_embed_waits_without_a_change_of_content(make: object) -> None:
    declare([SERVICES["youtube"]])
    with translation.override("en"):
        html = make()  # type: ignore[operator]
    waiting, shown = html.split("</template>")
    assert f'<template data-consent="video"><div class="cookie-embed"><iframe src="{PLAYER}"' in (
        waiting
    )
    assert "<iframe" not in shown
    assert "<img" not in html
    assert "ytimg" not in html
    assert "YouTube" in shown
    assert "Google Ireland Ltd" in shown
    assert f'href="{FILM}"' in shown
    assert "Allow this once" in shown
    assert "Always allow" in shown


@pytest.mark.parametrize("make", [in_rich_text, in_a_block, by_the_tag])
def test_an_undeclared_provider_stays_blocked_and_can_be_left_for(make: object) -> None:
    with translation.override("en"):
        html = make()  # type: ignore[operator]
    assert '<template data-consent="">' in html
    assert "not allowed on this site yet" in html
    assert "<button" not in html
    assert f'href="{FILM}"' in html


def test_a_provider_cannot_break_out_of_what_holds_it() -> None:
    declare([SERVICES["youtube"]])
    Embed.objects.update(html=f'</template><iframe src="{PLAYER}"></iframe>')
    assert "<iframe" not in by_the_tag()


def test_a_style_of_a_providers_is_none_that_a_strict_policy_forbids() -> None:
    Embed.objects.update(
        html=f'<iframe title="My style" style="width:9px" src="{PLAYER}"></iframe>'
    )
    assert '<iframe title="My style" data-cookie-style="width:9px" src=' in by_the_tag()


def test_what_cannot_be_embedded_leaves_nothing() -> None:
    source = "{% load wagtailembeds_tags %}[{% embed 'nowhere://x' %}]"
    assert Template(source).render(Context()) == "[]"


def test_a_wagtail_that_embeds_in_another_way_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.check_embeds() == []
    monkeypatch.setattr("wagtail.embeds.blocks.embed_to_frontend_html", lambda url: "")
    assert [found.id for found in checks.check_embeds()] == ["cookies.E004"]
    embeds.connect()
    assert checks.check_embeds() == []
