"""Readers of environment variables that refuse bad values and say what to do."""

import os
from pathlib import Path
from secrets import token_urlsafe

from goldenthread.errors import SettingError

KEY_BYTES = 48
FEWEST_SIGNS_OF_A_KEY = 32


def read_flag(name: str, *, default: bool) -> bool:
    """Return whether the setting is on. Only `yes` and `no` are accepted."""
    value = os.environ.get(name, "")
    if not value:
        return default
    if value.lower() not in {"yes", "no"}:
        raise SettingError(f"{name} is {value!r}. Write yes or no.")
    return value.lower() == "yes"


def read_number(name: str, *, default: int, lowest: int = 0) -> int:
    """Return the setting as a whole number that is at least `lowest`."""
    value = os.environ.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or int(value) < lowest:
        raise SettingError(f"{name} is {value!r}. Write a whole number, {lowest} or more.")
    return int(value)


def read_text(name: str, *, default: str) -> str:
    """Return the setting; where it is blank, the default."""
    return os.environ.get(name, "").strip() or default


def read_openid_connect(
    *, name: str, address: str, client: str, secret: str
) -> dict[str, dict[str, list[dict[str, object]]]]:
    """Return the sign-in server of a council, as django-allauth wants it; none if not named.

    Raises:
        SettingError: one of the four settings is there and another is not.
    """
    values = {one: os.environ.get(one, "").strip() for one in (name, address, client, secret)}
    missing = [one for one, value in values.items() if not value]
    if len(missing) == len(values):
        return {}
    if missing:
        raise SettingError(f"To sign in by OpenID Connect, set {', '.join(missing)} too.")
    app: dict[str, object] = {
        "provider_id": "council",
        "name": values[name],
        "client_id": values[client],
        "secret": values[secret],
        "settings": {"server_url": values[address]},
    }
    return {"openid_connect": {"APPS": [app]}}


def read_list(name: str, *, default: list[str]) -> list[str]:
    """Return the parts of a comma-separated setting, without blanks."""
    value = os.environ.get(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] or default


def read_folder(name: str, *, default: Path) -> Path:
    """Return the folder named by the setting; make it if it is not there yet."""
    folder = Path(os.environ.get(name, "") or default).expanduser().resolve()
    if folder.exists() and not folder.is_dir():
        raise SettingError(f"{name} is {folder}, which is a file. Name a folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read_key(name: str, *, file: Path) -> str:
    """Return a secret from the environment, else from a file made on first use.

    The file can be read by its owner only. Losing it makes receipts and digests
    unreadable, so `goldenthread backup` carries it.
    """
    if value := os.environ.get(name, ""):
        if len(value) < FEWEST_SIGNS_OF_A_KEY:
            raise SettingError(
                f"{name} is too short. Use at least {FEWEST_SIGNS_OF_A_KEY} characters."
            )
        return value
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(token_urlsafe(KEY_BYTES))
    except FileExistsError:
        pass
    return file.read_text(encoding="utf-8").strip()
