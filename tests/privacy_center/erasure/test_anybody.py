"""Random people, records and rules: what is left of whom after any erasure."""

import datetime as dt

from django.contrib.auth import get_user_model
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from privacy_center.audit import Actor
from privacy_center.erasure import erase, plan
from privacy_center.erasure.verify import OURS, verify
from privacy_center.holds.models import LegalHold
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Message, Payment

MODELS = (Member, Payment, EventSignup, Message)

BOOKKEEPING = {
    "legal_basis": "legal_obligation",
    "legal_reference": "BFL",
    "preset": "bookkeeping",
    "period_value": 7,
    "counts_from": "financial_year",
}
RULES = st.sampled_from(
    [
        BOOKKEEPING,
        {"legal_basis": "consent"},
        {"legal_basis": "legitimate_interest"},
        {"legal_basis": "contract", "preset": "confidentiality"},
        {"legal_basis": "contract"},
    ]
)
RECORDS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(["member", "guest", "payment", "signup", "message"]),
        st.sampled_from([None, 2010, 2025]),
        st.booleans(),
    ),
    max_size=10,
)
ADDRESSES = ["anna@example.com", "nanna@example.com", "åsa@exämple.com"]


class Anybody(TestCase):
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(RECORDS, RULES, RULES, st.integers(0, 2))
    def test_nothing_is_left_but_what_is_kept_and_nobody_else_notices(
        self, records, of_members, of_messages, leaver
    ):
        for slug in ("events", "courses", "account", "security"):
            factories.activity(slug)
        factories.activity("members", **of_members)
        factories.activity("messages", **of_messages)
        self.people_of = {}
        people = [factories.person(address) for address in ADDRESSES]
        for record in records:
            self._make(people, *record)
        before = self._of_others(people[leaver])
        run = erase(people[leaver], actor=Actor.command(), language="en")
        gone = Subject.of(None, [ADDRESSES[leaver]])
        assert run.status in ("complete", "awaiting_decision"), run.receipt()
        connection.check_constraints()
        left = [found for found in verify([gone])[gone.pseudonym] if found["state"] == OURS]
        assert left == []
        assert {step.action for step in plan(gone).steps} <= {"keep", "minimise", "review"}
        for (model, key), row in before.items():
            assert model.objects.filter(pk=key).values().get() == row
        for person in people:
            is_there = get_user_model().objects.filter(pk=person.user.pk, is_active=True).exists()
            assert is_there == (person is not people[leaver])
        after = self._everything()
        again = erase(gone, actor=Actor.command(), language="en")
        assert again.status == run.status
        assert self._everything() == after

    def _everything(self):
        return {model: list(model.objects.order_by("pk").values()) for model in MODELS}

    def _of_others(self, leaver):
        """The rows that the one who leaves neither owns nor stands on."""
        touched = {ADDRESSES.index(email) for email in leaver.emails}
        return {
            (model, row["id"]): row
            for model in MODELS
            for row in model.objects.values()
            if not touched & self.people_of[(model, row["id"])]
        }

    def _make(self, people, owner, other, kind, year, held):
        subject, address = people[owner], ADDRESSES[owner]
        on = dt.date(year, 3, 1) if year else None
        if kind == "signup":
            made = EventSignup.objects.create(email=address, event="Fair")
        elif kind == "message":
            made = factories.message(
                subject, body=f"From {address}", recipient_email=ADDRESSES[other]
            )
            self.people_of[(Message, made.pk)] = {owner, other}
            return
        else:
            account = None if kind == "guest" else subject
            made = factories.member(account, name=address, email=address, joined_on=on)
            if kind == "payment":
                part = factories.payment(made)
                self.people_of[(Payment, part.pk)] = {owner}
            if held:
                LegalHold.objects.create(
                    source="testapp.member",
                    record_key=str(made.pk),
                    reason="A dispute",
                    review_on=dt.date(2027, 3, 1),
                )
        self.people_of[(type(made), made.pk)] = {owner}
