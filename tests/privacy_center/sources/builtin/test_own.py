"""The plugin's own tables: the same proof for what it remembers of people."""

import json

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from privacy_center.activities.models import Recipient
from privacy_center.audit import Actor
from privacy_center.consent import give, object_to_marketing
from privacy_center.consent.models import ConsentEvent, MarketingObjection
from privacy_center.delivery import PreparedPackage
from privacy_center.privacy import ConsentEventData
from privacy_center.rectification.models import CorrectionNote, CorrectionProposal, RecipientNotice
from privacy_center.requests import Kind, open_request
from privacy_center.requests.models import PrivacyRequest, RequestEvent
from privacy_center.retention.models import InactivityWarning
from privacy_center.sources import registry
from tests.testapp import factories

from .test_builtin import ANNAS, ERIKS, exported, naming, rows_of

PERSON = Actor.command()


def _consent(person, canary):
    give(
        person, "letters", wording="Yes, write to me.", place="/", method="test", language="en",
        actor=PERSON,
    )  # fmt: skip


def _objection(person, canary):
    object_to_marketing(person, actor=PERSON, place="/", method="test")


def _request(person, canary):
    open_request(Kind.ACCESS, person, actor=PERSON)


def _proposal(person, canary):
    CorrectionProposal.objects.create(
        source="auth.user",
        record_key=str(person.user.pk),
        field="first_name",
        value=json.dumps(canary),
        reason=canary,
        subject=person.pseudonym,
        user=person.user,
    )


def _note(person, canary):
    CorrectionNote.objects.create(
        source="auth.user",
        record_key=str(person.user.pk),
        field="first_name",
        text=canary,
        subject=person.pseudonym,
    )


def _told(person, canary):
    RecipientNotice.objects.create(
        recipient=Recipient.objects.get_or_create(slug="bank", role="processor")[0],
        source="auth.user",
        record_key=str(person.user.pk),
        fields=["first_name"],
        subject=person.pseudonym,
    )


def _warning(person, canary):
    InactivityWarning.objects.create(
        user=person.user, warned_at=timezone.now(), erase_on=timezone.localdate()
    )


def _package(person, canary):
    PreparedPackage.objects.create(
        subject=person.pseudonym, user=person.user, language="en", actor_kind="system"
    )


#: Proof that names nobody at all: it leads to no person, and no person to it.
NAMELESS = {"privacy_cookies.consentreceipt"}

#: By model: what makes a row, and whether the canary stands in it. A proof knows hashes alone.
OWN = {
    ConsentEvent: (_consent, False),
    MarketingObjection: (_objection, False),
    PrivacyRequest: (_request, False),
    RequestEvent: (_request, False),
    CorrectionProposal: (_proposal, True),
    CorrectionNote: (_note, True),
    RecipientNotice: (_told, False),
    InactivityWarning: (_warning, False),
    PreparedPackage: (_package, False),
}


def test_every_own_source_is_tried():
    own = {
        source.name
        for source in registry.sources()
        if source.model._meta.app_label in ("privacy_center", "privacy_cookies")
    }
    assert {model._meta.label_lower for model in OWN} | NAMELESS == own
    assert type(registry.get(ConsentEvent)) is ConsentEventData


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label_lower)
def test_one_goes_and_the_other_stays(model, anna, erik, erased):
    make, spoken = OWN[model]
    name = model._meta.label_lower
    make(anna, ANNAS)
    make(erik, ERIKS)
    before = rows_of(registry.get(model), erik)
    package = exported(anna)
    assert len(package[name]) == len(before)
    assert ERIKS not in json.dumps(package)
    assert (ANNAS in json.dumps(package[name])) is spoken

    run = erased(anna)

    assert run.status == "complete", [
        (step.source, step.status, step.reason) for step in run.steps.all()
    ]
    assert naming(ANNAS, "anna@example.com") == []
    assert rows_of(registry.get(model), erik) == before
    assert not any(getattr(row, "user_id", None) == anna.user.pk for row in model.objects.all())


@pytest.fixture(autouse=True)
def _letters(activities):
    factories.activity("letters", legal_basis="consent")


def test_an_attachment_goes_with_its_proposal(anna, erased, django_capture_on_commit_callbacks):
    _proposal(anna, ANNAS)
    proposal = CorrectionProposal.objects.get()
    proposal.attachment.save("x.pdf", ContentFile(b"%PDF-1.7"))
    stored = proposal.attachment.name
    assert proposal.attachment.storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        erased(anna)
    assert not proposal.attachment.storage.exists(stored)
