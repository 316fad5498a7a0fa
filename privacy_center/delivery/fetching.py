"""Fetching a package that is ready: once for each link, noted, and told by mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.models import Site

from ..audit import Actor, record
from ..ledger.sealed import BrokenSeal, decrypt, encrypt
from ..notices import send
from ..subjects import Subject
from .models import PackageState, PreparedPackage, new_nonce
from .people import packages_of, subject_of

_PURPOSE = "package-link"
_PIECE = 64 * 1024


class NotThere(LookupError):
    """No package that this person may fetch by this link; why is nobody's to know."""


@dataclass(frozen=True)
class Fetched:
    """The bytes of a package on their way. Close ``pieces`` where they are not read to the end."""

    size: int
    pieces: Iterator[bytes]


def package_of(subject: Subject) -> PreparedPackage | None:
    """The person's package, in whatever state, unless its time has run out."""
    package = packages_of(subject).order_by("-created_at").first()
    if package is None or (package.state == PackageState.READY and not package.can_be_fetched):
        return None
    return package


def link_of(package: PreparedPackage) -> str:
    """The token of the link that fetches the package, once.

    Sealed, so that whoever reads the database alone cannot make it.
    """
    return encrypt(f"{package.pk.hex}.{package.nonce}", purpose=_PURPOSE)


def find(token: str, subject: Subject | None = None) -> PreparedPackage:
    """The package that ``token`` fetches: ``subject``'s, or that of somebody without an account.

    Without a subject the link itself is the proof: it went to the person's own address. Raises
    :class:`NotThere` for another person's, an old, a used and an altered one alike.
    """
    try:
        key, nonce = decrypt(token, purpose=_PURPOSE).split(".")
    except (BrokenSeal, ValueError):
        raise NotThere from None
    mine = PreparedPackage.objects.exclude(sealed_address="") if subject is None else None
    rows = packages_of(subject) if subject is not None else mine
    package = rows.filter(pk=key, nonce=nonce).first() if rows is not None else None
    if package is None or not package.can_be_fetched:
        raise NotThere
    return package


def fetch(token: str, subject: Subject | None = None) -> Fetched:
    """The package that ``token`` fetches; see :func:`find`. After that the token fetches nothing.

    The audit trail knows of it before the first byte leaves; the person is told by mail after the
    last. Where the sending breaks off the token holds again. Raises :class:`NotThere`.
    """
    package = find(token, subject)
    try:
        opened = package.file.storage.open(str(package.file.name), "rb")
    except OSError:
        # The storage has lost it: the person is told on the page, and asks again.
        PreparedPackage.objects.filter(pk=package.pk).update(
            state=PackageState.FAILED, error="FileNotFoundError"
        )
        raise NotThere from None
    used, package.nonce = package.nonce, new_nonce()
    try:
        with transaction.atomic():
            rows = PreparedPackage.objects.filter(
                pk=package.pk, nonce=used, state=PackageState.READY, expires_at__gt=timezone.now()
            )
            if not rows.update(nonce=package.nonce):
                raise NotThere
            record("package_fetched", actor=Actor.person(package.subject), subject=package.subject)
    except BaseException:
        opened.close()
        raise
    return Fetched(package.size, _pieces(package, opened, used))


def page_address(package: PreparedPackage) -> str:
    """The absolute address where the package is fetched; empty where the site has not mounted it.

    For whoever has an account, the page of downloads, which asks who they are.
    """
    try:
        if package.sealed_address:
            path = reverse("privacy_guest:package", args=[link_of(package)])
        else:
            path = reverse("privacy_center:download")
    except NoReverseMatch:
        return ""
    site = Site.objects.filter(is_default_site=True).first()
    return f"{site.root_url}{path}" if site else path


def _pieces(package: PreparedPackage, opened: Any, used: str) -> Iterator[bytes]:
    whole = False
    try:
        with opened:
            while piece := opened.read(_PIECE):
                yield piece
        whole = True
    finally:
        rows = PreparedPackage.objects.filter(pk=package.pk, nonce=package.nonce)
        if whole:
            rows.update(fetched_at=timezone.now())
        else:
            rows.update(nonce=used)
    _tell(package)


def _tell(package: PreparedPackage) -> None:
    subject = subject_of(package)
    if subject is None or not subject.emails:
        return
    account = not package.sealed_address
    send(
        "export_fetched",
        to=subject.emails[0],
        language=package.language,
        context={
            "at": timezone.now(),
            "download_url": page_address(package) if account else "",
        },
    )
