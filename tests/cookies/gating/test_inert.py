from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.html import escape
from wagtail.models import Site

from cookies.declarations.group import GroupText

from ..factories import group

pytestmark = pytest.mark.django_db


def render(source: str, **context: Any) -> str:
    return Template("{% load cookies_tags %}" + source).render(Context(context))


def test_a_script_waits_for_its_group() -> None:
    group()
    html = render('{% consent_script "analytics" src="https://stats.example/a.js" %}')
    assert 'type="text/plain"' in html
    assert 'data-src="https://stats.example/a.js"' in html
    assert " src=" not in html


def test_a_script_keeps_its_attributes() -> None:
    group()
    html = render(
        '{% consent_script "analytics" src="/a.js" async=True data_site="1" type="module" %}'
    )
    assert " async" in html
    assert 'data-site="1"' in html
    assert 'data-type="module"' in html


def test_a_required_script_just_runs() -> None:
    group("necessary", required=True)
    html = render('{% consent_script "necessary" src="/a.js" %}')
    assert html == '<script src="/a.js"></script>'


def test_an_undeclared_group_never_runs() -> None:
    html = render('{% consent_script "unheard-of" src="/a.js" %}')
    assert " src=" not in html
    html = render('{% consent "unheard-of" %}<i>x</i>{% endconsent %}')
    assert "<template" in html
    assert "<button" not in html


def test_content_waits_in_a_template_with_a_way_to_allow_it() -> None:
    group("video")
    html = render(
        '{% consent "video" %}<iframe src="{{ src }}"></iframe>{% endconsent %}', src="/v"
    )
    assert '<template data-consent="video"><iframe src="/v"></iframe></template>' in html
    assert 'data-cookies="accept" data-group="video"' in html


def test_content_can_wait_unseen() -> None:
    group("video")
    html = render('{% consent "video" placeholder=False %}<i>x</i>{% endconsent %}')
    assert html.strip() == '<template data-consent="video"><i>x</i></template>'


def test_what_is_inside_is_escaped_as_anywhere() -> None:
    group("video")
    html = render('{% consent "video" %}{{ evil }}{% endconsent %}', evil="<script>")
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "evil",
    [
        "</template><iframe src=//x.example></iframe><template>",
        "<!-- --!></TEMPLATE ><iframe src=//x.example></iframe><template><!-- -->",
        "<textarea><template></textarea></template><iframe src=//x.example></iframe>",
    ],
)
def test_content_cannot_break_out(evil: str) -> None:
    group("video")
    html = render('{% consent "video" %}{{ evil|safe }}{% endconsent %}', evil=evil)
    assert "<iframe" not in html
    assert html.lower().count("</template") == 1


def test_content_that_waits_in_content_that_waits_is_whole() -> None:
    group("video")
    group("analytics")
    html = render(
        '{% consent "video" placeholder=False %}{% consent "analytics" placeholder=False %}'
        '<i title="&quot;">x</i>{% endconsent %}{% endconsent %}'
    )
    inner = '<template data-consent="analytics"><i title="&quot;">x</i></template>'
    assert html == f'<template data-consent="video" data-html="{escape(inner)}"></template>'


def test_a_placeholder_speaks_in_the_words_of_the_site(rf: Any) -> None:
    declared = group("video")
    site = Site.objects.get(is_default_site=True)
    locale = GroupText.objects.get(group=declared).locale
    words = {"locale": locale, "title": "Films", "description": "Ours."}
    GroupText.objects.create(group=declared, site=site, **words)
    request = rf.get("/", headers={"host": site.hostname})
    source = '{% consent "video" %}x{% endconsent %}'
    with translation.override(locale.language_code):
        assert "Films" in render(source, request=request)
        assert "Films" not in render(source)


def test_an_attribute_cannot_break_out() -> None:
    group()
    html = render('{% consent_script "analytics" src=src %}', src='"><script>')
    assert "<script>" not in html
