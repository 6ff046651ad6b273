"""Readers of environment variables that refuse bad values and say what to do."""

import os
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import parse_qs, unquote, urlsplit

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


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and by which kind of encryption."""

    host: str
    port: int
    user: str
    password: str
    is_ssl: bool
    is_starttls: bool


MAIL_PORTS = {"smtp": 587, "smtps": 465}


def read_mail_server(name: str) -> MailServer | None:
    """Return the mail server, such as smtp://user:password@host:587; nothing if none is named.

    The message of an error never holds the value: it has a password in it.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port or MAIL_PORTS[parts.scheme]
        tls = parse_qs(parts.query).get("tls", ["yes"])[-1]
    except (KeyError, ValueError):
        parts, port, tls = urlsplit(""), 0, ""
    if not parts.hostname or tls not in {"yes", "no"}:
        raise SettingError(
            f"{name} cannot be read. Write smtp://user:password@host:587, with signs like @ in the "
            "password written as %40; smtps:// for a server on port 465; ?tls=no at the end for a "
            "server of your own that does not encrypt."
        )
    is_ssl = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_ssl=is_ssl,
        is_starttls=tls == "yes" and not is_ssl,
    )


def read_sender(name: str, *, is_needed: bool) -> str:
    """Return the address that mail comes from.

    Raises:
        SettingError: it is no address, or mail is sent and there is none.
    """
    value = os.environ.get(name, "").strip()
    is_address = value.count("@") == 1 and not set(value) & set("\r\n,;")
    if (value and not is_address) or (is_needed and not value):
        raise SettingError(
            f"{name} must be the one address that mail comes from, such as "
            "“Listening team <listening@example.org>”."
        )
    return value


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
