from pathlib import Path

import pytest

from goldenthread.errors import SettingError
from goldenthread_web.config.environment import (
    read_flag,
    read_folder,
    read_key,
    read_list,
    read_mail_server,
    read_number,
    read_openid_connect,
    read_sender,
    read_text,
)


def test_a_flag_is_yes_or_no_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_FLAG", "Yes")
    assert read_flag("A_FLAG", default=False) is True
    monkeypatch.setenv("A_FLAG", "")
    assert read_flag("A_FLAG", default=True) is True
    monkeypatch.setenv("A_FLAG", "true")
    with pytest.raises(SettingError, match="Write yes or no"):
        read_flag("A_FLAG", default=False)


@pytest.mark.parametrize("bad", ["-1", "3.5", "many", "٣x"])
def test_a_number_is_whole_and_not_too_low(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    monkeypatch.setenv("A_NUMBER", bad)
    with pytest.raises(SettingError, match="whole number"):
        read_number("A_NUMBER", default=1)


def test_a_list_has_no_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_LIST", "one, ,two,")
    assert read_list("A_LIST", default=[]) == ["one", "two"]


def test_a_folder_is_made_and_a_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("A_FOLDER", str(tmp_path / "new"))
    assert read_folder("A_FOLDER", default=tmp_path).is_dir()
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("A_FOLDER", str(tmp_path / "file"))
    with pytest.raises(SettingError, match="Name a folder"):
        read_folder("A_FOLDER", default=tmp_path)


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "key"
    first = read_key("NO_SUCH_SETTING", file=file)
    assert len(first) >= 48
    assert read_key("NO_SUCH_SETTING", file=file) == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_short_key_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("A_KEY", "short")
    with pytest.raises(SettingError, match="too short"):
        read_key("A_KEY", file=tmp_path / "key")


def test_a_blank_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_TEXT", "  ")
    assert read_text("A_TEXT", default="here") == "here"
    monkeypatch.setenv("A_TEXT", "there")
    assert read_text("A_TEXT", default="here") == "there"


def test_a_sign_in_server_needs_all_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"name": "O_NAME", "address": "O_ADDRESS", "client": "O_CLIENT", "secret": "O_SECRET"}
    assert read_openid_connect(**names) == {}
    monkeypatch.setenv("O_NAME", "The council")
    with pytest.raises(SettingError, match="O_ADDRESS, O_CLIENT, O_SECRET"):
        read_openid_connect(**names)
    for name in names.values():
        monkeypatch.setenv(name, f"value of {name}")
    app = read_openid_connect(**names)["openid_connect"]["APPS"][0]
    assert app["client_id"] == "value of O_CLIENT"
    assert app["settings"] == {"server_url": "value of O_ADDRESS"}


def test_a_mail_server_is_read_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL", "smtp://team%40example.org:p%40ss@mail.example.org")
    server = read_mail_server("MAIL")
    assert server is not None
    assert (server.host, server.port) == ("mail.example.org", 587)
    assert (server.user, server.password) == ("team@example.org", "p@ss")
    assert (server.is_starttls, server.is_ssl) == (True, False)
    monkeypatch.setenv("MAIL", "smtps://mail.example.org")
    assert (server := read_mail_server("MAIL"))
    assert (server.port, server.is_ssl) == (465, True)
    assert not server.is_starttls
    monkeypatch.setenv("MAIL", "smtp://127.0.0.1:25?tls=no")
    assert (server := read_mail_server("MAIL"))
    assert not server.is_starttls
    monkeypatch.setenv("MAIL", "")
    assert read_mail_server("MAIL") is None


@pytest.mark.parametrize(
    "bad",
    [
        "mail.example.org",
        "http://secret@x",
        "smtp://:secret@",
        "smtp://secret@x:port",
        "smtp://secret@x?tls=maybe",
    ],
)
def test_a_strange_mail_server_is_refused_and_its_password_not_shown(
    monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    monkeypatch.setenv("MAIL", bad)
    with pytest.raises(SettingError, match="cannot be read") as caught:
        read_mail_server("MAIL")
    assert "secret" not in str(caught.value)


def test_mail_comes_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROM", "Team <team@example.org>")
    assert read_sender("FROM", is_needed=True) == "Team <team@example.org>"
    for bad in ("team", "a@x.org, b@x.org", "a@x.org\nBcc: b@x.org"):
        monkeypatch.setenv("FROM", bad)
        with pytest.raises(SettingError, match="one address"):
            read_sender("FROM", is_needed=False)
    monkeypatch.setenv("FROM", "")
    assert read_sender("FROM", is_needed=False) == ""
    with pytest.raises(SettingError):
        read_sender("FROM", is_needed=True)
