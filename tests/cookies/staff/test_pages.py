"""The pages under *Cookies* in the admin."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cookies import choice as choices
from cookies.declarations import snapshot
from cookies.declarations.cookie import CookieText
from cookies.declarations.declare import GroupSpec, declare
from cookies.declarations.group import GroupText
from cookies.declarations.services import SERVICES
from cookies.declarations.snapshot import declarations
from cookies.declarations.terms import Exemption, Kind
from cookies.models import ConsentReceipt, DeclaredGroup, ScanRun
from cookies.scanner.compare import Finding, Problem, compare
from cookies.scanner.seen import Fetched, Phase, Seen, Stored

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


def approve(client: Client, page: Any) -> Any:
    """Press the one button of the page."""
    (shown,) = re.findall(r'name="shown" value="([^"]+)"', page.content.decode())
    return client.post("/admin/cookies/exemptions/", {"group": "basket", "shown": shown})


def test_the_officer_approves_why_a_group_needs_no_consent(
    client: Client, waiting: DeclaredGroup, rf: Any
) -> None:
    user = staff(client, "approve_exemption")
    assert not choices.accepted(rf.get("/"), "basket")
    page = client.get("/admin/cookies/exemptions/")
    assert "The basket would be empty on each page." in page.content.decode()
    assert approve(client, page).status_code == 302
    assert choices.accepted(rf.get("/"), "basket")
    assert ModelLogEntry.objects.get(action="cookies.approve_exemption").user == user


@pytest.mark.parametrize("what", ["words", "cookies", "purpose"])
def test_what_changed_since_the_page_was_shown_is_not_approved(
    client: Client, waiting: DeclaredGroup, what: str
) -> None:
    group("basket", "first")
    staff(client, "approve_exemption")
    page = client.get("/admin/cookies/exemptions/")
    if what == "words":
        # As another process does it, of which this one hears nothing.
        GroupText.objects.filter(group=waiting).update(without_it="Nothing would break.")
    elif what == "purpose":
        CookieText.objects.update(purpose="Follows you about.")
    else:
        group("basket", "_follows")
    answer = client.get(approve(client, page).url)
    assert "Läs det igen innan du godkänner." in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.approved_at is None
    assert approve(client, answer).status_code == 302
    waiting.refresh_from_db()
    assert waiting.approved_at is not None


def test_the_officer_reads_what_is_stored_now(client: Client, waiting: DeclaredGroup) -> None:
    staff(client, "approve_exemption")
    assert snapshot.memory()
    GroupText.objects.filter(group=waiting).update(without_it="Written elsewhere.")
    assert "Written elsewhere." in client.get("/admin/cookies/exemptions/").content.decode()


def test_an_approval_that_does_not_say_what_was_read_is_none(
    client: Client, waiting: DeclaredGroup
) -> None:
    staff(client, "approve_exemption")
    assert client.post("/admin/cookies/exemptions/", {"group": "basket"}).status_code == 302
    waiting.refresh_from_db()
    assert waiting.approved_at is None


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


def test_one_click_declares_what_the_site_itself_stores(client: Client) -> None:
    staff(client, "add_declaredgroup")
    assert "sessionid" in client.get("/admin/cookies/library/").content.decode()
    assert client.post("/admin/cookies/library/", {"service": "starter"}).status_code == 302
    (own,) = declarations("en").required
    assert "sessionid" in {cookie.name for cookie in own.cookies}
    page = client.get("/admin/cookies/library/").content.decode()
    assert 'value="starter"' not in page


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


def scanned(*seen: Seen, **fields: Any) -> list[Finding]:
    """A finished scan of www.example.com that saw this."""
    findings = compare(declarations("en"), "www.example.com", list(seen))
    ScanRun.objects.create(
        **{
            "base_url": "https://www.example.com/",
            "state": "done",
            "finished_at": timezone.now(),
            "pages": 3,
            "findings": [finding.as_dict() for finding in findings],
        }
        | fields
    )
    return findings


@pytest.mark.parametrize(
    "seen",
    [
        Stored(Kind.COOKIE, "_ga_AB12", "www.example.com", "/", 34_559_990),
        Stored(Kind.COOKIE, "_ga_AB12", "example.com", "/"),
        Stored(Kind.COOKIE, "uid", "ads.example", "/", 1799),
        Stored(Kind.LOCAL_STORAGE, "key", "www.example.com", "/"),
        Stored(Kind.SESSION_STORAGE, "key", "frame.ads.example", "/"),
        Fetched("ads.example", "https://ads.example/p.gif", "/", is_image=True),
    ],
)
def test_what_is_declared_from_a_finding_is_declared(client: Client, seen: Any) -> None:
    marketing = group("marketing")
    fetched = isinstance(seen, Fetched)
    visit = Seen(
        Phase.ACCEPTED, "marketing", set() if fetched else {seen}, {seen} if fetched else set()
    )
    scanned(visit)
    staff(client, "add_scanrun", "add_declaredcookie", "change_declaredcookie")
    ((_finding, url),) = client.get("/admin/cookies/scans/").context["findings"]
    proposed = client.get(url).context["form"].instance
    proposed.cookiegroup = marketing
    proposed.provider = "Somebody Ltd"
    proposed.full_clean(exclude=["path", "description"])
    proposed.save()
    assert compare(declarations("en"), "www.example.com", [visit]) == []


def test_a_made_up_proposal_is_an_empty_form(client: Client) -> None:
    staff(client, "add_declaredcookie")
    address = "/admin/snippets/privacy_cookies/declaredcookie/add/"
    wrong = "?name=x&kind=cake&party=birthday&duration_unit=ages&duration_value=-1"
    proposed = client.get(address + wrong).context["form"].instance
    assert (proposed.name, proposed.kind, proposed.party) == ("x", "cookie", "first")
    assert (proposed.duration_value, proposed.duration_unit) == (None, "session")


def test_findings_speak_to_the_reader(client: Client) -> None:
    group("marketing")
    stranger = Stored(Kind.LOCAL_STORAGE, "key", "www.example.com", "/")
    remark = "The sitemap has more pages."
    scanned(Seen(Phase.REFUSED, "", {stranger}), error=remark)
    staff(client, "add_scanrun")
    page = client.get("/admin/cookies/scans/")
    finding = page.context["findings"][0][0]
    assert finding["problem"] == Problem.UNDECLARED.label
    assert finding["kind"] == Kind.LOCAL_STORAGE.label
    assert finding["phase"] == Phase.REFUSED.label
    html = page.content.decode()
    assert str(Phase.REFUSED.label) in html
    assert remark in html
    assert "help-warning" in html


def test_why_a_scan_failed_stands_alone(client: Client) -> None:
    scanned(state="failed", error="www.example.com does not answer.")
    staff(client, "add_scanrun")
    html = client.get("/admin/cookies/scans/").content.decode()
    assert "does not answer." in html
    assert "help-critical" in html
    assert 'icon-check"' not in html


def test_whoever_may_not_sees_none_of_the_pages(client: Client) -> None:
    staff(client)
    for page in ("exemptions", "library", "choices", "scans"):
        assert client.get(f"/admin/cookies/{page}/").status_code == 302
