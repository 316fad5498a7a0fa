"""What surrounds the records in a package: who is responsible, the policy, the rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Site

from ..activities.models import Controller
from ..consent import consent_history, consents_of
from ..notices.sender import controller_of_site
from ..policy.current import PolicyInfo, current_policy
from ..policy.rights import rights
from ..subjects import Subject
from .values import plain


@dataclass(frozen=True)
class RightView:
    """A right, and how to use it: at ``url`` when signed in, else by mail."""

    slug: str
    title: str
    article: str
    meaning: str
    url: str


@dataclass(frozen=True)
class Facts:
    """Everything about the controller and the person but the records themselves."""

    subject: Subject
    language: str
    controller: Controller
    policy: PolicyInfo | None
    rights: tuple[RightView, ...]
    consents: tuple[Any, ...]

    @classmethod
    def of(cls, subject: Subject, language: str) -> Facts:
        """Read them, in ``language``."""
        with override(language):
            return cls(
                subject=subject,
                language=language,
                controller=controller_of_site(),
                policy=current_policy(language),
                rights=_rights(),
                consents=tuple(consents_of(subject)),
            )

    def to_json(self) -> dict[str, Any]:
        """The facts under the keys of the export package."""
        who = self.controller
        mail = who.contact_email
        return {
            "controller": {
                "name": who.name,
                "organisation_number": who.organisation_number,
                "website": who.website,
                "contact_email": mail,
                "contact_phone": who.contact_phone,
                "address": who.address,
                "data_protection_officer": who.data_protection_officer,
            },
            "supervisory_authority": {
                "name": who.authority_name,
                "address": who.authority_address,
                "url": who.authority_url,
                "email": who.authority_email,
            },
            "subject": {
                "emails": list(self.subject.emails),
                "account": plain(self.subject.user_pk),
            },
            "policy": {
                "url": self.policy.url if self.policy else None,
                "version": self.policy.version if self.policy else None,
                "published_at": plain(self.policy.published_at) if self.policy else None,
            },
            "rights": [{**vars(right), "by_mail": mail} for right in self.rights],
            "consents": plain(consent_history(self.subject)),
        }


def _rights() -> tuple[RightView, ...]:
    return tuple(
        RightView(
            right.slug,
            str(right.title),
            right.article,
            str(right.meaning),
            _address(right.url_name),
        )
        for right in rights(automated_decisions=True)
    )


def _address(url_name: str) -> str:
    """The whole address of a page of the centre; empty where the site has not mounted it."""
    if not url_name:
        return ""
    try:
        path = reverse(url_name)
    except NoReverseMatch:
        return ""
    site = Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url}{path}" if site else path
