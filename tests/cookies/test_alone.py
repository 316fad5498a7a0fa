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


def test_it_installs_in_a_bare_wagtail_site_with_five_lines(
    project_root: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.cookies.bare", str(tmp_path)],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "It works." in done.stdout
