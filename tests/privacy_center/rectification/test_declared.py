import pytest

from privacy_center.rectification import note, propose
from privacy_center.rectification.models import CorrectionNote, CorrectionProposal
from privacy_center.sources import records_of, registry
from privacy_center.sources.restricted import restrict
from tests.privacy_center.access.opened import package_of
from tests.testapp.factories import member, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    anna = person("anna@example.com")
    propose(anna, "testapp.member", member(anna).pk, "name", "Anna Berg", actor=None)
    kept = member(None)
    restrict(type(kept), [kept.pk], anna.hashes, "law", None)
    note(anna, "testapp.member", kept.pk, "name", "Berg since 2021", actor=None)
    return anna


@pytest.mark.parametrize("model", [CorrectionNote, CorrectionProposal])
def test_corrections_are_the_persons_own_records(anna, model):
    source = registry.get(model)
    assert records_of(source, anna).count() == 1
    assert not records_of(source, person("erik@example.com")).exists()


def test_they_are_exported_in_clear(anna):
    package = package_of(anna)
    proposal = package.records("privacy_center.correctionproposal")[0]
    assert proposal["value"] == '"Anna Berg"'
    assert package.records("privacy_center.correctionnote")[0]["text"] == "Berg since 2021"


def test_they_are_copies_of_the_record_that_they_speak_of(anna):
    from tests.testapp.models import Member

    source = registry.get(CorrectionNote)
    stored = CorrectionNote.objects.get()
    assert list(source.copies(Member, [int(stored.record_key)])) == [stored]
    assert not source.copies(Member, [0]).exists()
