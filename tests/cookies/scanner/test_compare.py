from __future__ import annotations

import pytest

from cookies.declarations.declare import CookieSpec, GroupSpec, ServiceSpec, declare
from cookies.declarations.snapshot import declarations
from cookies.declarations.starter import declare_starter
from cookies.declarations.terms import Kind, Party, Unit
from cookies.scanner.compare import Finding, compare, pattern_of
from cookies.scanner.seen import Fetched, Phase, Seen, Stored

pytestmark = pytest.mark.django_db
HOST = "www.example.com"


@pytest.fixture(autouse=True)
def _declared() -> None:
    declare_starter()
    declare(
        [
            GroupSpec(
                "analytics",
                "Statistics",
                "Counts.",
                (
                    CookieSpec("_an_*", "Counts.", (30, Unit.DAYS)),
                    CookieSpec("_an_session", "Counts."),
                    CookieSpec("an.*", "Counts.", kind=Kind.LOCAL_STORAGE),
                ),
            ),
            GroupSpec(
                "video",
                "Video",
                "Plays.",
                services=(
                    ServiceSpec(
                        "Filmtube",
                        hosts=("filmtube.example",),
                        cookies=(
                            CookieSpec(
                                "seen", "Counts.", party=Party.THIRD, domain=".filmtube.example"
                            ),
                        ),
                    ),
                ),
            ),
        ]
    )


def cookie(name: str, seconds: int | None = None, host: str = HOST) -> Stored:
    return Stored(Kind.COOKIE, name, host, "/", seconds)


def found(phase: Phase, *things: Stored | Fetched, group: str = "") -> list[tuple[str, str, str]]:
    stored = {thing for thing in things if isinstance(thing, Stored)}
    fetched = {thing for thing in things if isinstance(thing, Fetched)}
    return [
        (str(each.problem), each.kind, each.name)
        for each in findings(Seen(phase, group, stored, fetched))
    ]


def findings(*seen: Seen) -> list[Finding]:
    return compare(declarations("en"), HOST, list(seen))


def test_what_is_declared_and_allowed_is_no_finding() -> None:
    own = [cookie("sessionid", 1000), cookie("csrftoken"), cookie("cookie_choice", 182 * 86_400)]
    assert found(Phase.BEFORE, *own) == []
    assert found(Phase.REFUSED, *own) == []
    key = Stored(Kind.LOCAL_STORAGE, "an.1", HOST, "/")
    assert found(Phase.ACCEPTED, cookie("_an_1", 86_400), key, group="analytics") == []
    film = Fetched("www.filmtube.example", "https://www.filmtube.example/1", "/", False)
    theirs = cookie("seen", None, "filmtube.example")
    assert found(Phase.ACCEPTED, theirs, film, group="video") == []


@pytest.mark.parametrize("phase", [Phase.BEFORE, Phase.REFUSED])
def test_what_comes_before_its_consent_is_early(phase: Phase) -> None:
    assert found(phase, cookie("_an_1")) == [("early", "cookie", "_an_1")]
    film = Fetched("filmtube.example", "https://filmtube.example/1", "/", False)
    assert found(phase, film) == [("early", "request", "https://filmtube.example/1")]


def test_a_group_releases_nothing_of_another() -> None:
    assert found(Phase.ACCEPTED, cookie("_an_1"), group="video") == [("early", "cookie", "_an_1")]


def test_what_nobody_declared() -> None:
    (finding,) = findings(Seen(Phase.ACCEPTED, "analytics", {cookie("_ga_AB12CD")}))
    assert (finding.problem, finding.pattern, finding.service) == (
        "undeclared",
        "_ga_*",
        "Google Analytics",
    )
    pixel = Fetched("ads.example", "https://ads.example/p.gif", "/", True)
    assert found(Phase.ACCEPTED, pixel, group="analytics") == [
        ("undeclared", "pixel", "https://ads.example/p.gif")
    ]
    key = Stored(Kind.SESSION_STORAGE, "an.1", HOST, "/")
    assert found(Phase.ACCEPTED, key, group="analytics") == [
        ("undeclared", "session_storage", "an.1")
    ]


def test_what_outlives_its_declared_duration() -> None:
    late = cookie("_an_1", 31 * 86_400)
    assert found(Phase.ACCEPTED, late, group="analytics") == [("outlived", "cookie", "_an_1")]
    lasting = cookie("_an_session", 60)
    assert found(Phase.ACCEPTED, lasting, group="analytics") == [
        ("outlived", "cookie", "_an_session")
    ]


def test_what_is_left_after_withdrawing_and_could_be_removed() -> None:
    theirs = cookie("seen", None, "filmtube.example")
    left = [cookie("sessionid"), cookie("_an_1"), cookie("unknown"), theirs]
    assert found(Phase.WITHDRAWN, *left) == [
        ("left behind", "cookie", "_an_1"),
        ("left behind", "cookie", "unknown"),
    ]


def test_a_request_after_withdrawing_is_one_without_consent() -> None:
    film = Fetched("filmtube.example", "https://filmtube.example/1", "/", False)
    assert found(Phase.WITHDRAWN, film) == [("early", "request", "https://filmtube.example/1")]


def test_a_page_that_could_not_be_looked_at_is_a_finding() -> None:
    (finding,) = findings(Seen(Phase.BEFORE, unseen={"/broken/": "answers 500"}))
    assert str(finding) == (
        "not seen: page /broken/ (www.example.com) on /broken/, before; answers 500"
    )


def test_a_cookie_of_another_host_is_not_covered_by_ones_own_name() -> None:
    stranger = cookie("_an_1", None, "stranger.example")
    assert found(Phase.ACCEPTED, stranger, group="analytics") == [("undeclared", "cookie", "_an_1")]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("_ga_X1Y2Z3", "_ga_*"),
        ("_pk_id.1.1fff", "_pk_id.*"),
        ("_hjSession_123456", "_hjSession_*"),
        ("csrftoken", "csrftoken"),
        ("7f3a9c", "7f3a9c"),
    ],
)
def test_a_pattern_is_proposed_for_what_varies(name: str, pattern: str) -> None:
    assert pattern_of(name) == pattern
