"""Taking away what a refused group had stored."""

from __future__ import annotations

from fnmatch import fnmatchcase

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..choice import Choice
from ..declarations.snapshot import GroupRow
from ..declarations.terms import Kind


def remove_refused(
    request: HttpRequest, response: HttpResponseBase, choice: Choice, groups: tuple[GroupRow, ...]
) -> None:
    """Delete, of the cookies that the browser sent, those declared in a refused group."""
    for group in groups:
        if group.deletable and choice.accepts(group) is False:
            for cookie in group.cookies:
                if cookie.kind == Kind.COOKIE:
                    for name in request.COOKIES:
                        if fnmatchcase(name, cookie.name):
                            response.delete_cookie(
                                name, path=cookie.path or "/", domain=cookie.domain or None
                            )
