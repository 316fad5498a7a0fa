from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template

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


def test_an_attribute_cannot_break_out() -> None:
    group()
    html = render('{% consent_script "analytics" src=src %}', src='"><script>')
    assert "<script>" not in html
