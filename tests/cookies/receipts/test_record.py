from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cookies import choice as choices
from cookies.models import BannerVersion, ConsentReceipt, DeclaredGroup

from ..factories import group, row

pytestmark = pytest.mark.django_db
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def _declared() -> None:
    group("analytics", "_an")
    group("video")


def codes(*groups: str) -> str:
    """What a receipt lists of the groups as they are declared now."""
    listed = " ".join(row(each).banner_code for each in groups)
    return f" {listed} " if listed else ""


def decide(client: Client, decision: str, *groups: str, **fields: str) -> Any:
    extra = {key: fields.pop(key) for key in list(fields) if key.startswith(("HTTP_", "REMOTE_"))}
    data = {"decision": decision, "group": groups, "lang": "en", **fields}
    return client.post("/cookies/?lang=en", data, **{**OWN, **extra})


@pytest.mark.parametrize(
    ("decision", "groups", "way", "accepted", "refused"),
    [
        ("accept-all", (), "accept", ("analytics", "video"), ()),
        ("refuse-all", (), "refuse", (), ("analytics", "video")),
        ("choose", ("video",), "choose", ("video",), ("analytics",)),
        ("accept", ("video",), "accept", ("video",), ()),
    ],
)
def test_each_choice_has_a_receipt(
    client: Client,
    decision: str,
    groups: tuple[str, ...],
    way: str,
    accepted: tuple[str, ...],
    refused: tuple[str, ...],
) -> None:
    decide(client, decision, *groups)
    receipt = ConsentReceipt.objects.get()
    assert receipt.way == way
    assert (receipt.accepted, receipt.refused) == (codes(*accepted), codes(*refused))
    assert (receipt.language, receipt.host, receipt.gpc) == ("en", "testserver", False)
    assert len(receipt.receipt) == 22


def test_taking_back_is_a_choice_of_its_own(client: Client) -> None:
    decide(client, "accept-all")
    decide(client, "refuse-all")
    assert list(ConsentReceipt.objects.order_by("pk").values_list("way", flat=True)) == [
        "accept",
        "withdraw",
    ]


def test_the_cookie_carries_the_id_only_where_something_was_accepted(client: Client) -> None:
    assert decide(client, "refuse-all").json()["receipt"] == ""
    assert choices.load(client.cookies["cookie_choice"].value).receipt == ""
    shown = decide(client, "accept", "video").json()["receipt"]
    assert choices.load(client.cookies["cookie_choice"].value).receipt == shown
    assert ConsentReceipt.objects.filter(receipt=shown).exists()
    assert shown in client.get("/cookies/?lang=en").content.decode()


def test_recording_a_choice_is_one_query(client: Client, django_assert_num_queries: Any) -> None:
    decide(client, "refuse-all")
    with django_assert_num_queries(1):
        decide(client, "accept-all")


def test_a_banner_is_kept_as_it_was_seen(client: Client) -> None:
    decide(client, "accept-all")
    receipt = ConsentReceipt.objects.get()
    seen = BannerVersion.objects.get(version=receipt.banner)
    assert "What analytics is for." in seen.first_layer
    assert "_an" in seen.second_layer
    assert seen.groups == codes("analytics", "video").strip()
    group("marketing")
    decide(client, "accept-all", banner=receipt.banner)
    assert BannerVersion.objects.count() == 2
    latest = ConsentReceipt.objects.latest("pk")
    assert latest.banner == receipt.banner


@pytest.mark.parametrize("seen", ["0123456789ab", "x" * 12, "x" * 4000])
def test_a_banner_that_nobody_knows_proves_nothing(client: Client, seen: str) -> None:
    decide(client, "accept-all", banner=seen)
    assert ConsentReceipt.objects.get().banner == ""


def test_nobody_agrees_to_words_that_they_have_not_seen(client: Client) -> None:
    seen = codes("analytics", "video")
    group("analytics", "_new")
    decide(client, "accept-all", seen=seen.strip())
    assert ConsentReceipt.objects.get().accepted == seen
    html = client.get("/cookies/?lang=en").content.decode()
    assert html.count("Not decided") == 1


def test_a_version_of_tomorrow_is_not_believed(client: Client) -> None:
    decide(client, "accept-all", seen="analytics.999999999 video.1")
    assert codes("analytics") in ConsentReceipt.objects.get().accepted


def test_a_receipt_outlives_its_group(client: Client) -> None:
    accepted = codes("analytics", "video")
    decide(client, "accept-all")
    DeclaredGroup.objects.all().delete()
    assert ConsentReceipt.objects.get().accepted == accepted


@pytest.mark.parametrize("way", [{"HTTP_SEC_GPC": "1"}, {"gpc": "1"}])
def test_global_privacy_control_stands_on_it(client: Client, way: dict[str, str]) -> None:
    decide(client, "accept-all", **way)
    assert ConsentReceipt.objects.get().gpc


def test_nothing_on_it_identifies(client: Client) -> None:
    decide(client, "accept-all", HTTP_USER_AGENT="Marker/1", REMOTE_ADDR="203.0.113.77")
    row = ConsentReceipt.objects.values().get()
    assert not [value for value in row.values() if "Marker" in str(value) or "203.0" in str(value)]


def test_a_flood_fills_no_table_and_a_refusal_still_holds(client: Client, settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_A_MINUTE": 3}
    answers = [decide(client, "accept-all").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert ConsentReceipt.objects.count() == 3
    assert decide(client, "refuse-all").status_code == 200
    assert ConsentReceipt.objects.count() == 3
    assert not choices.load(client.cookies["cookie_choice"].value).accepted_any
    other = decide(Client(), "accept-all", REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 200


def test_clients_behind_a_trusted_proxy_are_told_apart(client: Client, settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_A_MINUTE": 1, "TRUSTED_PROXY_COUNT": 1}
    for address, status in (("198.51.100.1", 200), ("198.51.100.2", 200), ("198.51.100.1", 429)):
        answer = decide(client, "accept-all", HTTP_X_FORWARDED_FOR=f"1.2.3.4, {address}")
        assert answer.status_code == status


def test_a_proxy_that_nobody_declared_is_not_one_client(client: Client, settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_A_MINUTE": 1, "RECEIPTS_A_MINUTE_IN_ALL": 2}
    answers = [
        decide(client, "accept-all", HTTP_X_FORWARDED_FOR="198.51.100.1").status_code
        for _ in range(3)
    ]
    assert answers == [200, 200, 429]


def test_a_header_that_anybody_can_send_lifts_no_limit(client: Client, settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_A_MINUTE": 1}
    answers = [
        decide(
            client, "accept-all", REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}"
        ).status_code
        for n in range(3)
    ]
    assert answers == [200, 429, 429]
    assert decide(client, "accept-all", REMOTE_ADDR="198.51.100.2").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("2001:db8:1:1::ffff", 429), ("2001:db8:1:2::1", 200), ("::ffff:198.51.100.1", 429)],
)
def test_a_client_has_all_of_its_network(
    client: Client, settings: Any, address: str, status: int
) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_A_MINUTE": 1}
    for taken in ("2001:db8:1:1::1", "198.51.100.1"):
        assert decide(client, "accept-all", REMOTE_ADDR=taken).status_code == 200
    assert decide(client, "accept-all", REMOTE_ADDR=address).status_code == status
