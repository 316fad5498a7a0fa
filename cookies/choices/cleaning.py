"""Taking away what a refused group had stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http.cookies import CookieError, Morsel
from itertools import islice
from urllib.parse import quote

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase

from ..choice import Choice
from ..conf import settings
from ..declarations.rows import CookieRow, GroupRow
from ..declarations.terms import Kind, Party

#: How the script tells the stores that it can clear, by a mark before the name.
MARKS = {Kind.COOKIE: "", Kind.LOCAL_STORAGE: "+", Kind.SESSION_STORAGE: "="}
#: Headers enough for what scripts cannot see; many servers stop at 4 kB of them in all.
MOST_REMOVALS = 20


def _refused(choice: Choice, groups: Iterable[GroupRow]) -> Iterator[CookieRow]:
    for group in groups:
        decision = choice.decisions.get(group.varname)
        deletable = group.deletable and not group.required
        if deletable and decision is not None and not decision.accepted:
            yield from group.cookies


def _allowed(choice: Choice, groups: Iterable[GroupRow]) -> list[CookieRow]:
    """The cookies of the groups that are always on or accepted."""
    return [
        cookie
        for group in groups
        if group.required or choice.accepts(group)
        for cookie in group.cookies
        if cookie.kind == Kind.COOKIE
    ]


def script_code(group: GroupRow) -> str:
    """The group as the script reads it: its code, then what it may have stored, by pattern.

    The script takes that away wherever it finds the group refused, for it sees the stores and the
    paths that a server does not. Names are percent-encoded, after the mark of their store. What
    another site's domain holds is not in reach.
    """
    within = [
        MARKS[Kind(cookie.kind)] + quote(cookie.name, safe="*")
        for cookie in group.cookies
        if group.deletable
        and Kind(cookie.kind) in MARKS
        and not (cookie.domain and cookie.party == Party.THIRD)
    ]
    return ",".join([group.banner_code, *dict.fromkeys(within)])


def remove_refused(
    request: HttpRequest, response: HttpResponseBase, choice: Choice, groups: tuple[GroupRow, ...]
) -> None:
    """Delete the cookies declared in a refused group: those sent, and those of a path of their own.

    ``groups`` are all that the site declares: what one that is always on or accepted declares too
    stays, however broad the refused group's pattern is.

    On the levels of the host's name, for the browser does not say where a cookie was set; those
    that scripts cannot see go in this way alone. The first :data:`MOST_REMOVALS` are enough: the
    script removes what is left of the others.
    """
    allowed = _allowed(choice, groups)
    found = [
        each
        for cookie in _refused(choice, groups)
        for each in _places(cookie, request.COOKIES)
        if not any(other.covers(each[0]) for other in allowed)
    ]
    removals = dict.fromkeys((*each, domain) for domain in _levels(request) for each in found)
    for removal in islice(removals, MOST_REMOVALS):
        _expire(request, response, *removal)


def remove_doubles(request: HttpRequest, response: HttpResponseBase) -> None:
    """Delete what stands beside the choice under its name, where the browser sends it twice.

    A site that sets ``CHOICE_COOKIE_DOMAIN`` later, or takes it away, leaves the earlier cookie in
    the browser, and nothing tells which of the two is read.
    """
    name = settings.CHOICE_COOKIE_NAME
    pairs = request.META.get("HTTP_COOKIE", "").split(";")
    if sum(pair.partition("=")[0].strip() == name for pair in pairs) > 1:
        own = (settings.CHOICE_COOKIE_DOMAIN or "").lower().lstrip(".") or None
        for domain in _levels(request):
            if domain != own:
                _expire(request, response, name, "/", domain)


def _places(cookie: CookieRow, sent: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names and paths at which ``cookie`` may stand."""
    if cookie.kind != Kind.COOKIE:
        return
    for name in sent:
        if cookie.covers(name) and name != settings.CHOICE_COOKIE_NAME:
            yield name, "/"
    if cookie.path not in ("", "/") and "*" not in cookie.name:
        yield cookie.name, cookie.path


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
    gone["secure"] = request.is_secure()
    key = name if name not in response.cookies else f"{name} {path} {domain}"
    response.cookies[key] = gone
