"""The pages under *Cookies* in the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cookies import choice as choices
from cookies.declarations.declare import GroupSpec, declare
from cookies.declarations.services import SERVICES
from cookies.declarations.snapshot import declarations
from cookies.declarations.terms import Exemption
from cookies.models import ConsentReceipt, DeclaredGroup, ScanRun

from ..factories import group

pytestmark = pytest.mark.django_db


def staff(client: Client, *codenames: str) -> Any:
    user = get_user_model().objects.create_user(f"s{len(codenames)}", "s@example.com", "x")
    names = ("access_admin", *codenames)
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


@pytest.fixture
def waiting() -> DeclaredGroup:
    return declare(
        [
            GroupSpec(
                varname="basket",
                title="Basket",
                description="Keeps the basket.",
                exemption=Exemption.REQUESTED,
                without_it="The basket would be empty on each page.",
            )
        ]
    )[0]


def test_the_officer_approves_why_a_group_needs_no_consent(
    client: Client, waiting: DeclaredGroup, rf: Any
) -> None:
    user = staff(client, "approve_exemption")
    assert not choices.accepted(rf.get("/"), "basket")
    page = client.get("/admin/cookies/exemptions/")
    assert "The basket would be empty on each page." in page.content.decode()
    assert client.post("/admin/cookies/exemptions/", {"group": "basket"}).status_code == 302
    assert choices.accepted(rf.get("/"), "basket")
    assert ModelLogEntry.objects.get(action="cookies.approve_exemption").user == user


def test_nobody_else_approves(client: Client, waiting: DeclaredGroup) -> None:
    staff(client, "change_declaredgroup")
    assert client.get("/admin/cookies/exemptions/").status_code == 302
    client.post("/admin/cookies/exemptions/", {"group": "basket"})
    waiting.refresh_from_db()
    assert waiting.approved_at is None


def test_a_group_that_may_be_refused_has_nothing_to_approve(client: Client) -> None:
    group("analytics")
    staff(client, "approve_exemption")
    assert client.post("/admin/cookies/exemptions/", {"group": "analytics"}).status_code == 404


def test_what_joins_an_approved_group_voids_the_approval() -> None:
    group("basket", required=True)
    assert declarations().required[0].always_on
    group("basket", "_new", required=True)
    assert not declarations().required[0].always_on


def test_one_click_declares_a_service(client: Client) -> None:
    staff(client, "add_declaredgroup")
    assert "Google Analytics" in client.get("/admin/cookies/library/").content.decode()
    for _twice in range(2):
        answer = client.post("/admin/cookies/library/", {"service": "youtube"})
        assert answer.status_code == 302
    (video,) = declarations("en").optional
    assert [service.name for service in video.services] == ["YouTube"]
    assert len(video.cookies) == len(SERVICES["youtube"].services[0].cookies)
    assert client.post("/admin/cookies/library/", {"service": "nobody"}).status_code == 404


def receipt(accepted: str, refused: str, days: int = 0, **more: Any) -> ConsentReceipt:
    fields = {
        "receipt": f"{ConsentReceipt.objects.count():022d}",
        "decided_at": timezone.now() - timedelta(days=days),
        "way": "choose",
        "language": "sv",
        **more,
    }
    return ConsentReceipt.objects.create(accepted=accepted, refused=refused, **fields)


def test_rates_by_group_language_and_version(client: Client) -> None:
    receipt(" analytics.1 ", " video.1 ")
    receipt(" analytics.1 video.1 ", "")
    receipt("", " analytics.1 video.1 ", language="en", gpc=True)
    receipt("", " analytics_2.1 ", days=400)
    staff(client, "view_consentreceipt")
    html = client.get("/admin/cookies/choices/?by=language").content.decode()
    assert "(2/0)" in html
    assert "(1/1)" in html
    assert "(0/1)" in html
    for by in ("month", "banner", "way", "nonsense"):
        assert client.get(f"/admin/cookies/choices/?by={by}").status_code == 200


def test_a_receipt_is_looked_up(client: Client) -> None:
    declare([GroupSpec(varname="analytics", title="How pages are read", description="Counts.")])
    kept = receipt(" analytics.1 ", " gone.5 ")
    staff(client, "view_consentreceipt")
    page = client.get(f"/admin/cookies/choices/?receipt={kept.receipt}").content.decode()
    assert "<dd>How pages are read (version 1)</dd>" in page
    assert "<dd>gone (version 5)</dd>" in page
    assert '<th scope="col">How pages are read</th>' in page
    assert '<input type="text" id="receipt"' in page
    page = client.get("/admin/cookies/choices/?receipt=unknown")
    assert page.context["receipt"] is None


def test_lists_speak_the_language_of_whoever_reads_them(client: Client) -> None:
    needed = group("necessary", "sessionid")
    needed.name = "Nödvändiga"
    needed.save()
    text = needed.texts.get()
    text.title = "Necessary"
    text.save()
    staff(client, "view_declaredgroup", "change_declaredgroup", "change_declaredcookie")
    for name in ("declaredgroup", "declaredcookie"):
        html = client.get(f"/admin/snippets/privacy_cookies/{name}/")
        assert "Necessary" in html.content.decode()


def test_findings_lead_to_a_filled_in_form(client: Client) -> None:
    finding = {
        "problem": "undeclared",
        "kind": "cookie",
        "name": "_ga_AB12",
        "host": "www.example.com",
        "page": "/",
        "phase": "accepted",
        "group": "analytics",
        "pattern": "_ga_*",
        "service": "Google Analytics",
        "detail": "",
    }
    ScanRun.objects.create(
        base_url="http://a.example/",
        state="done",
        finished_at=timezone.now(),
        pages=3,
        findings=[finding],
    )
    staff(client, "add_scanrun", "add_declaredcookie", "change_declaredcookie")
    html = client.get("/admin/cookies/scans/").content.decode()
    address = "/admin/snippets/privacy_cookies/declaredcookie/add/?name=_ga_%2A&amp;kind=cookie"
    assert address in html
    assert 'value="_ga_*"' in client.get(address.replace("&amp;", "&")).content.decode()


def test_whoever_may_not_sees_none_of_the_pages(client: Client) -> None:
    staff(client)
    for page in ("exemptions", "library", "choices", "scans"):
        assert client.get(f"/admin/cookies/{page}/").status_code == 302
