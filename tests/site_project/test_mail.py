"""The demo's mail can be read."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection

BACKEND = "site_project.mail.ConsoleAndFileBackend"


def test_each_message_is_shown_and_kept(
    tmp_path: Path, settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAIL_DIR = tmp_path / "mail"
    messages = [
        EmailMessage(f"Hej {number}", "Välkommen åter", "us@example.com", ["anna@example.com"])
        for number in (1, 2)
    ]
    assert get_connection(BACKEND).send_messages(messages) == 2
    shown = capsys.readouterr()
    assert "Hej 1" in shown.err
    assert not shown.out  # what a command reports stands there alone
    files = sorted(settings.MAIL_DIR.iterdir())
    kept = [email.message_from_bytes(f.read_bytes(), policy=email.policy.default) for f in files]
    assert [message["Subject"] for message in kept] == ["Hej 1", "Hej 2"]
    assert kept[0].get_content().strip() == "Välkommen åter"
    assert not [file for file in files if "anna" in file.name or file.suffix != ".eml"]


def test_nothing_to_send(tmp_path: Path, settings) -> None:
    settings.MAIL_DIR = tmp_path / "mail"
    assert get_connection(BACKEND).send_messages([]) == 0
