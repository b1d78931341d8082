"""What this person's program remembers: typed, and never the reason that it does not start."""

import json
from types import SimpleNamespace

import pytest

from county_desk import settings
from county_desk.settings import RECENT, Settings


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A folder of settings of one's own."""
    monkeypatch.setenv("COUNTY_DESK_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_first_start_speaks_chinese_and_remembers_nothing():
    assert settings.load() == Settings()
    assert (settings.load().language, settings.load().last) == ("zh", "")


def test_what_is_saved_is_loaded(home):
    kept = Settings(
        language="en",
        theme="dark",
        text_size="large",
        recent=("/a.cdesk",),
        widths={"cases": [90, 20]},
        folders={"import": "/villages"},
        window="AdnQ",
    )
    settings.save(kept)
    assert settings.load() == kept
    assert [path.name for path in home.iterdir()] == ["settings.json"]


def test_the_register_opened_last_comes_first_and_once():
    kept = Settings().opened("/a").opened("/b").opened("/a")
    assert kept.recent == ("/a", "/b")
    assert kept.last == "/a"


def test_the_password_of_a_server_is_not_kept():
    kept = Settings().opened("postgresql+psycopg://desk:geh@eim@127.0.0.1:5432/name")
    assert kept.last == "postgresql+psycopg://desk@127.0.0.1:5432/name"
    assert Settings().opened("C:\\a:b@c.cdesk").last == "C:\\a:b@c.cdesk"


def test_only_so_many_registers_are_remembered():
    kept = Settings()
    for number in range(RECENT + 3):
        kept = kept.opened(f"/{number}")
    assert len(kept.recent) == RECENT


@pytest.mark.parametrize("damaged", ["", "{", "[]", '"x"', "7", '{"recent": 5}', "\udcff"])
def test_a_damaged_file_is_set_aside(home, damaged):
    home.mkdir()
    (home / "settings.json").write_bytes(damaged.encode("utf8", "surrogateescape"))
    assert settings.load() == Settings()
    assert [path.name for path in home.iterdir()] == ["settings.damaged"]


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("language", "fr", "zh"),
        ("recent", ["/a", 7, None], ("/a",)),
        ("widths", [1, 2], {}),
        ("theme", 3, "3"),
    ],
)
def test_a_value_of_the_wrong_kind_is_not_believed(home, name, value, kept):
    home.mkdir()
    (home / "settings.json").write_text(json.dumps({name: value}), "utf8")
    assert getattr(settings.load(), name) == kept


def test_a_setting_of_a_newer_program_is_passed_over(home):
    home.mkdir()
    (home / "settings.json").write_text('{"language": "en", "hologram": true}', "utf8")
    assert settings.load() == Settings(language="en")


def test_without_a_folder_named_settings_go_where_the_system_wants_them(monkeypatch):
    monkeypatch.delenv("COUNTY_DESK_HOME")
    assert settings.folder().name == "county-desk"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "fr_FR"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({}, "zh"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US.UTF-8"}, "zh"),
    ],
)
def test_the_first_start_speaks_the_language_of_the_system(home, monkeypatch, variables, language):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert settings.load().language == language


def test_windows_says_its_language_by_a_number(home, monkeypatch):
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x0409)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert settings.Settings().language == "en"
