from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from cookies.declarations.cookie import DeclaredCookie
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.snapshot import declarations

from ..factories import group

pytestmark = pytest.mark.django_db


def test_a_language_without_texts_gets_the_first_ones() -> None:
    group()
    assert declarations("de").groups[0].title == "Analytics"
    assert declarations("sv-fi").groups[0].title == "Analytics"


def test_the_date_is_that_of_the_latest_change() -> None:
    with freeze_time(timezone.now() - timedelta(days=30)):
        group("analytics", "_a")
        group("video")
    long_ago = declarations().updated_at
    DeclaredCookie.objects.get(name="_a").delete()
    removed = declarations().updated_at
    assert long_ago
    assert removed
    assert removed - long_ago > timedelta(days=29)


def test_removing_a_group_changes_the_date_of_what_is_left() -> None:
    with freeze_time(timezone.now() - timedelta(days=30)):
        group("analytics", "_a")
        group("video")
    DeclaredGroup.objects.get(varname="video").delete()
    updated = declarations().updated_at
    assert updated
    assert timezone.now() - updated < timedelta(minutes=1)


def test_removing_a_group_takes_its_cookies_along() -> None:
    group("analytics", "_a").delete()
    assert not DeclaredCookie.objects.exists()
    assert declarations().groups == ()
    assert declarations().updated_at is None
