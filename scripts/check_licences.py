"""Refuse a dependency of the site whose licence does not go with MIT.

LGPL and MPL are accepted for unmodified, listed dependencies; GPL and AGPL are not.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "site.txt"
ACCEPTED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Zlib|Unlicense"
    r"|HPND|0BSD|CC0|OFL",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"AGPL|Affero|(?<!L)GPL|(?<!Lesser )General Public", re.IGNORECASE)


def locked_names() -> list[str]:
    """Return the names of the packages in the site's lock."""
    return re.findall(r"^([a-z0-9][a-z0-9._-]*)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)


def main() -> int:
    """Return 0 if every licence is accepted, else 1, and name the others."""
    names = locked_names()
    listing = subprocess.run(  # noqa: S603
        [
            sys.executable,
            "-m",
            "piplicenses",
            "--format=json",
            "--from=mixed",
            "--packages",
            *names,
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    bad = []
    for package in json.loads(listing):
        licence = package["License"]
        if not ACCEPTED.search(licence) or (
            FORBIDDEN.search(licence) and not re.search(r"LGPL|Lesser", licence)
        ):
            bad.append(f"{package['Name']} {package['Version']}: {licence}")
    for line in bad:
        sys.stderr.write(f"licence not accepted: {line}\n")
    sys.stdout.write(f"{len(names)} packages in the lock, {len(bad)} with a licence not accepted\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
