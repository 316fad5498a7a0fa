"""Random people, records, rules and holds: what is left of whom after any erasure."""

import datetime as dt
import re
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from privacy_center.audit import Actor
from privacy_center.erasure import erase, plan
from privacy_center.holds.models import LegalHold
from privacy_center.sources import registry
from privacy_center.sources.models import RestrictedRecord
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import (
    ContactCard,
    EventSignup,
    Household,
    Loan,
    Mailing,
    Member,
    Message,
    Payment,
    Post,
    Trainer,
)

MODELS = (
    *(Member, Payment, Loan, EventSignup, Message),
    *(Household, Mailing, ContactCard, Post, Trainer),
)

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
KINDS = [
    *("member", "guest", "payment", "loan", "signup", "message"),
    *("household", "mailing", "card", "answer", "trainer"),
]
SOMEBODY = st.integers(0, 2)
RECORDS = st.lists(
    st.tuples(
        SOMEBODY,
        SOMEBODY,
        SOMEBODY,
        st.sampled_from(KINDS),
        st.sampled_from([None, 2010, 2025]),
        st.booleans(),
    ),
    max_size=12,
)
OF_EVERY_KIND = [(0, 1, 2, kind, 2025, kind == "guest") for kind in KINDS]
ADDRESSES = ["anna@example.com", "nanna@example.com", "åsa@exämple.com"]
PHONES = ["070-174 06 05", "070-174 06 06", "+46701740607"]
NUMBERS = ["198001011234", "19800101-1235", "850709+9805"]


@dataclass
class Made:
    """A record as it was made: whose it is, and who stands where on it beside the owner."""

    owner: int | None
    beside: dict[str, int] = field(default_factory=dict)
    held: bool = False
    row: dict = field(default_factory=dict)


class Anybody(TestCase):
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(RECORDS, RULES, RULES, SOMEBODY, st.one_of(st.none(), SOMEBODY))
    @example([(2, 0, 0, "household", None, True)], BOOKKEEPING, BOOKKEEPING, 0, None)
    @example(OF_EVERY_KIND, BOOKKEEPING, BOOKKEEPING, 0, None)
    @example(OF_EVERY_KIND, BOOKKEEPING, BOOKKEEPING, 1, None)
    @example(OF_EVERY_KIND, {"legal_basis": "contract"}, {"legal_basis": "contract"}, 0, 1)
    @example(OF_EVERY_KIND, {"legal_basis": "contract"}, {"legal_basis": "contract"}, 1, 0)
    @example(OF_EVERY_KIND, {"legal_basis": "contract"}, BOOKKEEPING, 0, 0)
    def test_nothing_is_left_but_what_is_kept_and_nobody_else_notices(
        self, records, of_members, of_messages, leaver, held
    ):
        for slug in ("events", "courses", "account", "security"):
            factories.activity(slug)
        factories.activity("members", **of_members)
        factories.activity("messages", **of_messages)
        self.made = {}
        people = [factories.person(address) for address in ADDRESSES]
        for record in records:
            self._make(people, *record)
        if held is not None:
            self._hold(pseudonym=people[held].pseudonym)
            for (model, _key), made in self.made.items():
                # What is somebody's on hold stays as it is, also where the leaver stands on it.
                made.held = made.held or (made.owner == held != leaver and model is not Mailing)
        for (model, key), made in self.made.items():
            made.row = self._row(model, key)

        run = erase(people[leaver], actor=Actor.command(), language="en")

        gone = Subject.of(None, [ADDRESSES[leaver]])
        assert run.status in ("complete", "awaiting_decision"), run.receipt()
        connection.check_constraints()
        for place, made in self.made.items():
            self._check_others(*place, made, leaver)
        self._check_left(run, leaver, everything=held == leaver)
        assert {step.action for step in plan(gone).steps} <= {"keep", "minimise", "review"}
        # An account that alone leads to what a claim keeps beside somebody else's name waits.
        leads = any(
            made.held and made.owner != leaver and made.beside.get("second") == leaver
            for made in self.made.values()
        )
        for number, person in enumerate(people):
            is_there = get_user_model().objects.filter(pk=person.user.pk, is_active=True).exists()
            assert is_there == (number != leaver or held == leaver or leads)
        after = self._everything()
        again = erase(gone, actor=Actor.command(), language="en")
        assert again.status == run.status
        assert self._everything() == after

    def _check_others(self, model, key, made, leaver):
        """A record of somebody else's loses what is the leaver's; one's own, nothing of others'."""
        row = self._row(model, key)
        if made.owner != leaver and model is not Mailing:
            theirs = set(made.row)
            for path, person in made.beside.items():
                if person == leaver:
                    theirs -= self._fields_at(model, path)
        else:
            theirs = set()
            for path, person in made.beside.items():
                if person != leaver:
                    theirs |= self._fields_at(model, path)
        if theirs:
            assert row is not None, (model, made)
            assert {name: row[name] for name in theirs} == {n: made.row[n] for n in theirs}
        if model is Mailing:
            remain = [them for them in made.row["recipients"] if them != ADDRESSES[leaver]]
            assert [them for them in row["recipients"] if them != ADDRESSES[leaver]] == remain
        portrait = made.row.get("portrait")
        if portrait and made.owner != leaver:
            assert Member.portrait.field.storage.exists(portrait)

    def _fields_at(self, model, path):
        column = model._meta.get_field(path).attname
        return {column, *registry.get(model).others[path]}

    def _check_left(self, run, leaver, *, everything):
        """Nothing names the leaver any more but what is held, waits, or is kept by a law."""
        known = [ADDRESSES[leaver], PHONES[leaver], NUMBERS[leaver]]
        names = re.compile("|".join(rf"(?<![\w.]){re.escape(text)}" for text in known))
        hashes = {run.pseudonym, *run.hashes.values_list("pseudonym", flat=True)}
        for (model, key), made in self.made.items():
            row = self._row(model, key)
            if row is None or everything:
                continue
            grounds = self._grounds(model, key, hashes)
            if made.held or grounds & {"keep", "review"}:
                continue
            by_law = registry.get(model).kept_by_law if grounds else ()
            left = [n for n, value in row.items() if n not in by_law and names.search(str(value))]
            assert left == [], (model, made, row)
            portrait = made.row.get("portrait")
            if portrait and made.owner == leaver:
                assert not Member.portrait.field.storage.exists(portrait)

    def _grounds(self, model, key, hashes):
        """Why a record is kept for the leaver; a part is kept as its whole is."""
        source = registry.get(model)
        if registry.parent(source) is not None:
            whole = model.objects.values_list(source.part_of, flat=True).get(pk=key)
            return self._grounds(registry.parent(source).model, whole, hashes)
        rows = RestrictedRecord.objects.filter(source=source.name, record_key=str(key))
        return set(rows.filter(pseudonym__in=hashes).values_list("ground", flat=True))

    def _row(self, model, key):
        return model.objects.filter(pk=key).values().first()

    def _everything(self):
        return {model: list(model.objects.order_by("pk").values()) for model in MODELS}

    def _hold(self, **on):
        LegalHold.objects.create(reason="A dispute", review_on=dt.date(2027, 3, 1), **on)

    def _make(self, people, owner, other, third, kind, year, held):
        on = dt.date(year, 3, 1) if year else None
        record, made = getattr(self, f"_{kind}")(people, owner, other, third, on)
        if held:
            self._hold(source=record._meta.label_lower, record_key=str(record.pk))
            made.held = True
        self.made[type(record), record.pk] = made

    def _member(self, people, owner, other, third, on, account=True):
        made = factories.member(
            people[owner] if account else None,
            name=f"Named {ADDRESSES[owner]}",
            email=ADDRESSES[owner],
            phone=PHONES[owner],
            door_code=PHONES[owner],
            joined_on=on,
        )
        made.portrait.save("portrait.txt", ContentFile(b"A face"))
        return made, Made(owner)

    def _guest(self, *given):
        return self._member(*given, account=False)

    def _payment(self, people, owner, *given):
        member, of_member = self._member(people, owner, *given)
        self.made[Member, member.pk] = of_member
        return factories.payment(member), Made(owner)

    def _loan(self, people, owner, other, third, on):
        member, of_member = self._member(people, owner, other, third, on)
        self.made[Member, member.pk] = of_member
        lent = Loan.objects.create(member=member, thing="Tent", remark=PHONES[owner], lent_on=on)
        return lent, Made(owner)

    def _signup(self, people, owner, other, third, on):
        address = ADDRESSES[owner]
        return EventSignup.objects.create(email=address, event="Fair", held_on=on), Made(owner)

    def _message(self, people, owner, other, third, on):
        made = factories.message(
            people[owner],
            body=f"From {ADDRESSES[owner]}, {PHONES[owner]}",
            recipient_email=ADDRESSES[other],
            recipient_name=f"Named {ADDRESSES[other]}",
            copy_email=ADDRESSES[third],
            sent_on=on,
        )
        return made, Made(owner, {"recipient_email": other, "copy_email": third})

    def _household(self, people, owner, other, third, on):
        made = Household.objects.create(
            first=people[owner].user,
            second=people[other].user,
            first_name=f"Named {ADDRESSES[owner]}",
            second_name=f"Named {ADDRESSES[other]}",
            moved_in_on=on,
        )
        return made, Made(owner, {"second": other})

    def _mailing(self, people, owner, other, third, on):
        recipients = sorted({ADDRESSES[owner], ADDRESSES[other], ADDRESSES[third]})
        return Mailing.objects.create(recipients=recipients, sent_on=on), Made(None)

    def _card(self, people, owner, other, third, on):
        made = ContactCard.objects.create(
            addresses=[ADDRESSES[owner]], nickname=NUMBERS[owner], written_on=on
        )
        return made, Made(owner)

    def _answer(self, people, owner, other, third, on):
        asked = Post.objects.create(author=people[other].user, text=PHONES[other], written_on=on)
        self.made[Post, asked.pk] = Made(other)
        text = f"From {ADDRESSES[owner]}"
        answer = Post.objects.create(
            author=people[owner].user, answers=asked, text=text, written_on=on
        )
        return answer, Made(owner)

    def _trainer(self, people, owner, other, third, on):
        made = Trainer.objects.create(
            name=f"Named {ADDRESSES[owner]}",
            email=ADDRESSES[owner],
            licence=NUMBERS[owner],
            since=on,
        )
        return made, Made(owner)
