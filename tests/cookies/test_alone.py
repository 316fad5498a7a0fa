from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_it_works_without_the_privacy_centre(project_root: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.cookies.alone"],
        cwd=project_root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
