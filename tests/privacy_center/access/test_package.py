import datetime as dt
import hashlib
import re
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.utils import translation
from import_export import fields, resources

from privacy_center.access import write_package
from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.signals import data_exported
from privacy_center.sources import External, registry
from privacy_center.subjects import subject_of_email
from tests.counting import queries_of
from tests.testapp.factories import activity, member, message, payment, person
from tests.testapp.models import EventSignup, Interest, Member

from .opened import package_of

pytestmark = pytest.mark.django_db


def test_every_declared_field_of_ones_own_records():
    anna = person("anna@example.com")
    chess = Interest.objects.create(name="Chess")
    mine = member(
        anna, email="anna@example.com", phone="+46 70 111", joined_on=dt.date(2024, 2, 29)
    )
    mine.interests.add(chess)
    paid = payment(mine, paid_at=dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC))

    package = package_of(anna)

    assert package.records("testapp.member") == [
        {
            "id": mine.pk,
            "name": "Anna Ek",
            "email": "anna@example.com",
            "phone": "+46 70 111",
            "joined_on": "2024-02-29",
            "portrait": None,
            "preferences": {},
            "interests": [chess.pk],
        }
    ]
    assert package.records("testapp.payment") == [
        {
            "id": paid.pk,
            "amount": "125.50",
            "reference": "",
            "paid_at": "2024-03-01T12:00:00+00:00",
        }
    ]
    assert package.source("testapp.payment")["activity"] == "members"
    assert package.source("testapp.payment")["record_count"] == 1


def test_data_json_has_the_keys_of_the_contract():
    activity("members", "Membership", origin="From you")
    anna = person("anna@example.com")
    member(anna)

    data = package_of(anna).data

    assert data["schema"] == "privacy-center/export/1"
    assert data["generated_at"].endswith("+00:00")
    assert {
        "controller",
        "supervisory_authority",
        "subject",
        "policy",
        "rights",
        "consents",
        "activities",
        "sources",
    } <= set(data)
    assert set(data["policy"]) == {"url", "version", "published_at"}
    known = {row["slug"]: row for row in data["activities"]}
    assert known["members"]["title"] == "Membership"
    assert known["members"]["origin"] == "From you"
    assert {"legal_basis", "legal_reference", "retention", "recipients", "categories"} <= set(
        known["members"]
    )


def test_nobody_elses_data_and_no_secret():
    anna, erik = person("anna@example.com"), person("anna@example.co", "ANNA@example.com.au")
    member(anna, door_code="canary-door")
    other = member(erik, name="canary-name", phone="canary-phone")
    payment(other, reference="canary-payment")
    member(email="xanna@example.com", name="canary-prefix")
    member(erik, email="anna@example.com", name="canary-second-path")
    message(erik, recipient_email="erik@example.com", body="canary-body")

    everything = package_of(anna).everything

    assert b"canary" not in everything
    assert b"secret-hash" not in everything
    assert anna.user.password.encode() not in everything


def test_somebody_on_an_others_path_gets_only_what_is_theirs():
    anna, erik = person("anna@example.com"), person("erik@example.com")
    sent = message(
        erik,
        recipient_email="Anna@example.com",
        recipient_name="Anna",
        copy_email="third@example.com",
        body="canary-body",
    )
    both = message(
        erik, recipient_email="anna@example.com", copy_email="anna@example.com", body="canary-too"
    )
    own = message(anna, body="mine", recipient_email="anna@example.com")

    package = package_of(anna)

    assert package.records("testapp.message") == [
        {"id": sent.pk, "recipient_email": "Anna@example.com", "recipient_name": "Anna"},
        {
            "id": both.pk,
            "recipient_email": "anna@example.com",
            "copy_email": "anna@example.com",
            "recipient_name": "",
        },
        {
            "id": own.pk,
            "recipient_email": "anna@example.com",
            "copy_email": "",
            "recipient_name": "",
            "body": "mine",
            "sent_on": None,
        },
    ]
    assert b"canary" not in package.everything
    assert b"third@example.com" not in package.everything
    assert package.csv("testapp.message")[0]["body"] == ""


def test_a_guest_has_what_carries_the_address():
    EventSignup.objects.create(email="Guest@example.com", event="Picnic")
    EventSignup.objects.create(email="guest@example.com", event="Course in Go", course=True)
    EventSignup.objects.create(email="other@example.com", event="canary")

    package = package_of(subject_of_email("guest@example.com"))

    signups = package.source("testapp.eventsignup")
    assert [row["event"] for row in signups["records"]] == ["Course in Go", "Picnic"]
    assert signups["activities"] == {"courses": 1, "events": 1}
    assert signups["record_count"] == 2
    assert package.data["subject"] == {"emails": ["guest@example.com"], "account": None}
    assert b"canary" not in package.everything


def test_only_the_chosen_activities():
    anna = person("anna@example.com")
    member(anna, name="canary-member")
    EventSignup.objects.create(email="anna@example.com", event="Picnic")

    package = package_of(anna, activities=["events"])

    assert [source["name"] for source in package.data["sources"]] == ["testapp.eventsignup"]
    assert b"canary" not in package.everything


def test_the_manifest_tells_the_bytes_of_every_other_member():
    anna = person("anna@example.com")
    mine = member(anna)
    mine.portrait.save("me ☺.png", ContentFile(b"picture"))

    package = package_of(anna)

    names = set(package.zip.namelist()) - {"manifest.json"}
    assert {entry["path"] for entry in package.manifest["members"]} == names
    for entry in package.manifest["members"]:
        content = package.zip.read(entry["path"])
        assert entry["bytes"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    path = package.records("testapp.member")[0]["portrait"]
    assert path.startswith(f"files/testapp.member/{mine.pk}/portrait/")
    assert package.zip.read(path) == b"picture"


def test_a_file_that_the_storage_has_lost_is_named():
    anna = person("anna@example.com")
    mine = member(anna, portrait="portraits/lost.png")

    package = package_of(anna)

    path = f"files/testapp.member/{mine.pk}/portrait/lost.png"
    assert package.records("testapp.member")[0]["portrait"] == path
    assert package.manifest["missing"] == [path]
    assert path in package.report


def test_csv_and_json_hold_the_same_records_in_the_same_order():
    anna = person("anna@example.com")
    mine = member(anna, preferences={"newsletter": True})
    for number in range(5):
        payment(mine, reference=f"ref {number}")

    package = package_of(anna)

    in_json = [row["reference"] for row in package.records("testapp.payment")]
    assert [row["reference"] for row in package.csv("testapp.payment")] == in_json
    assert package.csv("testapp.member")[0]["preferences"] == '{"newsletter": true}'
    assert package.zip.read("csv/testapp.member.csv").startswith(b"\xef\xbb\xbfid,")


def test_beyond_the_head_every_record_is_there_and_the_report_points_to_the_csv():
    anna = person("anna@example.com")
    mine = member(anna)
    for number in range(205):
        payment(mine, reference=f"ref-{number:03}")

    package = package_of(anna)

    expected = [f"ref-{number:03}" for number in range(205)]
    assert [row["reference"] for row in package.records("testapp.payment")] == expected
    assert [row["reference"] for row in package.csv("testapp.payment")] == expected
    assert "ref-199" in package.report
    assert "ref-200" not in package.report
    assert "csv/testapp.payment.csv" in package.report


def test_more_records_cost_no_more_queries():
    anna = person("anna@example.com")
    mine = member(anna)
    payment(mine)
    before = queries_of(partial(package_of, anna))
    for _ in range(50):
        payment(mine)
    assert queries_of(partial(package_of, anna)) == before


def test_a_sites_own_resource_is_honoured_but_hides_nothing_and_leaks_no_secret():
    class MemberResource(resources.ModelResource):
        initials = fields.Field(column_name="Initials")
        code = fields.Field(attribute="door_code", column_name="Code")

        class Meta:
            model = Member
            fields = ("name", "initials", "code", "door_code")

        def dehydrate_initials(self, record):
            return "".join(word[0] for word in record.name.split())

        def dehydrate_name(self, record):
            return record.name.upper()

    class Declaration(registry.get(Member).__class__):
        resource_class = MemberResource

    anna = person("anna@example.com")
    member(anna, door_code="canary", phone="+46 70")
    with registry.register_temporarily(Member, Declaration):
        package = package_of(anna)

    record = package.records("testapp.member")[0]
    assert record["name"] == "ANNA EK"
    assert record["Initials"] == "AE"
    assert record["phone"] == "+46 70"
    assert b"canary" not in package.everything


def test_the_trail_knows_before_the_first_byte_and_the_signal_comes_at_the_end(
    django_capture_on_commit_callbacks,
):
    anna = person("anna@example.com")
    heard = []

    def listen(subject, activities, **kwargs):
        heard.append((subject, activities))

    data_exported.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            stream = write_package(anna, actor=Actor.person(anna.pseudonym), language="en")
            assert not AuditEntry.objects.exists()
            next(stream)
            entry = AuditEntry.objects.get(action="data_exported")
            assert heard == []
            for _piece in stream:
                pass
    finally:
        data_exported.disconnect(listen)

    assert entry.subject == anna.pseudonym
    assert "anna" not in str(entry.details)
    assert heard == [(anna, None)]


def test_the_language_of_whoever_reads_the_stream_is_left_alone():
    anna = person("anna@example.com")
    member(anna)
    with translation.override("sv"):
        for _piece in write_package(anna, actor=None, language="en"):
            assert translation.get_language() == "sv"


def test_a_held_elsewhere_that_fails_takes_nothing_along():
    def broken(subject):
        raise RuntimeError("no answer for anna@example.com")

    before = dict(registry._externals)
    registry.add_external(External("cloud", "members", "Cloud", "Write to us", broken))
    try:
        package = package_of(person("anna@example.com"))
    finally:
        registry._externals = before

    held = next(row for row in package.data["held_elsewhere"] if row["slug"] == "cloud")
    assert held["failed"] is True
    assert "Write to us" in package.report
    assert re.search(r"could not fetch", package.report)
