"""Taking away what a refused group had stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http.cookies import CookieError, Morsel

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase

from ..choice import Choice
from ..conf import settings
from ..declarations.rows import CookieRow, GroupRow
from ..declarations.terms import Kind

#: What the script calls each kind that it can remove.
STORES = {Kind.COOKIE: "cookie", Kind.LOCAL_STORAGE: "local", Kind.SESSION_STORAGE: "session"}


def _refused(choice: Choice, groups: Iterable[GroupRow]) -> Iterator[CookieRow]:
    for group in groups:
        decision = choice.decisions.get(group.varname)
        if group.deletable and decision is not None and not decision.accepted:
            yield from group.cookies


def to_remove(choice: Choice, groups: Iterable[GroupRow]) -> dict[str, list[str]]:
    """Names by pattern for the script, which sees the stores and the paths that a server does not.

    Keys are ``cookie``, ``local``, ``session`` and ``paths``.
    """
    found: dict[str, set[str]] = {name: set() for name in (*STORES.values(), "paths")}
    for cookie in _refused(choice, groups):
        if store := STORES.get(Kind(cookie.kind)):
            found[store].add(cookie.name)
            found["paths"].add(cookie.path or "/")
    return {name: sorted(values) for name, values in found.items() if values}


def remove_refused(
    request: HttpRequest, response: HttpResponseBase, choice: Choice, groups: tuple[GroupRow, ...]
) -> None:
    """Delete, of the cookies that the browser sent, those declared in a refused group.

    On every level of the host's name, for the browser does not say where a cookie was set; those
    that scripts cannot see go in this way alone.
    """
    removals: dict[tuple[str, str, str | None], None] = {}
    for cookie in _refused(choice, groups):
        if cookie.kind != Kind.COOKIE:
            continue
        for name in request.COOKIES:
            if cookie.covers(name) and name != settings.CHOICE_COOKIE_NAME:
                for domain in _levels(request):
                    removals |= {(name, path, domain): None for path in {cookie.path or "/", "/"}}
    for removal in removals:
        _expire(request, response, *removal)


def _levels(request: HttpRequest) -> list[str | None]:
    """No domain, then the host's own name and every name above it but the last."""
    host = split_domain_port(request.get_host())[0]
    parts = host.split(".")
    above = [".".join(parts[index:]) for index in range(len(parts) - 1)]
    return [None] if host.replace(".", "").isdigit() else [None, *above]


def _expire(
    request: HttpRequest, response: HttpResponseBase, name: str, path: str, domain: str | None
) -> None:
    """One ``Set-Cookie`` more: Django's own way knows one of each name."""
    gone: Morsel[str] = Morsel()
    try:
        gone.set(name, "", "")
    except CookieError:
        # A name that no server may write was written by a script, and a script removes it.
        return
    gone["max-age"], gone["path"], gone["domain"] = 0, path, domain or ""
    gone["expires"] = "Thu, 01 Jan 1970 00:00:00 GMT"
    gone["secure"] = request.is_secure()
    key = name if name not in response.cookies else f"{name} {path} {domain}"
    response.cookies[key] = gone
