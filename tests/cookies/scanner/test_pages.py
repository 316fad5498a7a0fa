"""Which pages a scan looks at, from a sitemap that a real server answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from cookies.scanner.pages import Unreachable, pages_of

Answers = dict[str, tuple[int, str]]


def urls(*paths: str) -> str:
    """A sitemap, or an index of them."""
    places = (f"<url><loc>https://www.example.org{path}</loc></url>" for path in paths)
    return f"<urlset>{''.join(places)}</urlset>"


@contextmanager
def _serving(answers: Answers) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers.get(self.path, (404, ""))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def pages() -> Callable[..., list[str]]:
    """The paths of the pages that a site has, by what it answers."""

    def look(answers: Answers, limit: int = 50) -> list[str]:
        with _serving({"/": (200, "home"), **answers}) as base:
            return [page.removeprefix(base) for page in pages_of(base, limit)]

    return look


def test_an_index_leads_to_its_sitemaps(pages: Callable[..., list[str]]) -> None:
    answers = {
        "/sitemap.xml": (200, urls("/one.xml", "/two.xml")),
        "/one.xml": (200, urls("/", "/a/")),
        "/two.xml": (200, urls("/b/?c=1")),
    }
    assert pages(answers) == ["/", "/a/", "/b/?c=1"]
    assert pages(answers, 2) == ["/", "/a/"]


@pytest.mark.parametrize("status", [404, 410])
def test_without_a_sitemap_there_is_the_start_page(
    pages: Callable[..., list[str]], status: int
) -> None:
    assert pages({"/sitemap.xml": (status, "")}) == ["/"]


@pytest.mark.parametrize(
    "answers",
    [
        {"/sitemap.xml": (503, "")},
        {"/sitemap.xml": (200, urls("/one.xml")), "/one.xml": (500, "")},
        {"/sitemap.xml": (200, urls("/one.xml"))},
        {"/": (500, "")},
    ],
)
def test_a_sitemap_that_fails_is_no_small_site(
    pages: Callable[..., list[str]], answers: Answers
) -> None:
    with pytest.raises(Unreachable):
        pages(answers)


def test_an_address_is_one() -> None:
    with pytest.raises(Unreachable):
        pages_of("www.example.com", 1)
