import importlib.util
import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("wagtail_localize") is None,
    reason="wagtail-localize is not installed; its declarations are not imported then.",
)


@pytest.fixture(scope="module")
def told(request):
    """What a site with wagtail-localize says after one of two editors is erased."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.localized"],
        cwd=request.config.rootpath,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_the_site_is_at_full_coverage(told):
    assert told["undeclared"] == []
    assert told["faults"] == []


def test_one_editor_goes_and_the_other_stays(told):
    erik = told["erik"]
    assert told["status"] == "complete"
    assert told["translators"] == [[None, erik], [None, erik]]
    assert told["owners"] == [None, erik]
