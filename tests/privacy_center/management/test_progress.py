from io import StringIO

from privacy_center.erasure import Progress
from privacy_center.management.progress import Bar


class Terminal(StringIO):
    def isatty(self):
        return True


def drawn(stream):
    bar = Bar(stream)
    bar(Progress(500, 1000, "home.order"))
    bar(Progress(1000, 1000, "home.order"))
    bar.close()
    return stream.getvalue()


def test_a_terminal_gets_a_bar_that_ends_its_line():
    text = drawn(Terminal())
    assert "500 of 1000 records" in text
    assert f"[{'#' * 30}]" in text
    assert text.endswith("\n")


def test_a_pipe_gets_nothing():
    assert drawn(StringIO()) == ""
