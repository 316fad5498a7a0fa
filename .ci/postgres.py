"""Asks whether the PostgreSQL at 127.0.0.1:5432 lets a role in and lets it create databases.

Usage: postgres.py ROLE. Exit 0 when it does.
"""

from __future__ import annotations

import sys

import psycopg


def main(role: str) -> int:
    """Return the exit code; a server that does not answer raises."""
    with psycopg.connect(
        host="127.0.0.1", port=5432, dbname="postgres", user=role, connect_timeout=3
    ) as connection:
        allowed = connection.execute(
            "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    return 0 if allowed and allowed[0] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
