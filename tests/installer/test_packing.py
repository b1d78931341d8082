"""What the packages are built from is pinned, told in one place, and comes out the same each time."""

import json
import os
import re
import shutil
import tarfile
from xml.etree import ElementTree

import pytest

from county_desk import __version__, release
from county_desk.licences import components
from county_desk.register_file import APPLICATION_ID, SUFFIX
from county_desk.storage.steps import newest
from installer import desk
from installer.packing import app_folder, common, wheels, windows

LISTS = ("checkout", "linux", "windows")


@pytest.fixture(autouse=True)
def one_commit(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1480000000")


def test_the_changelog_names_the_day_of_this_version():
    assert common.version() == __version__
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", common.released_on())


def test_a_file_name_says_release_minute_commit_and_schema(monkeypatch):
    monkeypatch.setattr(release, "commit", lambda: "59a67695")
    assert common.build_name() == f"{__version__}+201611241506.59a67695.{newest()}"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1480000060")
    assert f"{__version__}+201611241507." in common.build_name()


def test_a_package_says_the_commit_that_its_build_wrote(tmp_path, monkeypatch):
    asked = release.commit.__wrapped__  # without the memory of the process
    monkeypatch.setattr(release, "resources", lambda: tmp_path)
    assert asked() == ""
    (tmp_path / release.COMMIT_FILE).write_text("0a1b2c3d", "ascii")
    assert asked() == "0a1b2c3d"


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_as_in_the_constraints_and_by_hash(name):
    pins = dict(re.findall(r"^([a-z0-9-]+)==([^ \n]+)", desk.CONSTRAINTS.read_text("utf8"), re.M))
    found = wheels.pinned(name)
    wrong = {each: told for each, (told, _hashes) in found.items() if pins.get(each, told) != told}
    assert wrong == {}
    assert [each for each, (_told, hashes) in found.items() if not hashes] == []
    assert found.keys() >= {"pyside6-essentials", "psycopg-binary", "keyring"}


def test_the_same_files_give_the_same_bytes_whenever_they_were_made(tmp_path):
    archives = []
    for turn in ("first", "second"):
        folder = tmp_path / turn
        (folder / "县").mkdir(parents=True)
        for name in ("b.txt", "a.txt", "县/c.txt") if turn == "first" else ("县/c.txt", "a.txt", "b.txt"):
            (folder / name).write_text(name, "utf8")
        os.utime(folder / "a.txt", (1, 1) if turn == "first" else (2, 2))
        common.settle(folder)
        archives.append(common.tar_gz(folder, tmp_path / f"{turn}.tar.gz", "desk"))
    first, second = (archive.read_bytes() for archive in archives)
    assert first == second
    with tarfile.open(archives[0]) as archive:
        assert archive.getnames() == ["desk/a.txt", "desk/b.txt", "desk/县/c.txt"]


def test_the_bill_of_materials_lists_every_package_with_its_licence():
    packages = components()
    bill = json.loads(app_folder.sbom(packages))
    listed = {each["name"]: each["licenses"][0]["license"]["name"] for each in bill["components"]}
    assert bill["specVersion"] == "1.6"
    assert listed["pyside6-essentials"].startswith("LGPL-3.0-only")
    assert listed["reportlab"]
    assert "pytest" not in listed
    assert app_folder.sbom(packages) == app_folder.sbom(packages)


def test_a_package_keeps_what_the_program_uses_of_qt_and_leaves_the_rest():
    def unused(name):
        return app_folder._is_unused(common.Path(name))

    kept = (
        "PySide6/QtWidgets.abi3.so",
        "PySide6/Qt/lib/libQt6XcbQpa.so.6",
        "PySide6/Qt6Pdf.dll",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "sqlalchemy/engine/base.py",
    )
    left = (
        "PySide6/QtQml.pyd",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Designer.dll",
        "PySide6/Qt/qml",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/QtCore.pyi",
        "PySide6/plugins/sqldrivers",
    )
    assert [name for name in kept if unused(name)] == []
    assert [name for name in left if not unused(name)] == []


def test_a_desktop_opens_registers_by_their_suffix_and_by_their_header():
    entry = (common.DESKTOP / "county-desk.desktop").read_text("utf8")
    kinds = ElementTree.parse(common.DESKTOP / "county-desk-mime.xml").getroot()
    kind = kinds[0]
    namespace = "{http://www.freedesktop.org/standards/shared-mime-info}"
    assert f"MimeType={kind.get('type')};" in entry
    assert kind.find(f"{namespace}glob").get("pattern") == f"*{SUFFIX}"
    number = next(each for each in kind.iter(f"{namespace}match") if each.get("type") == "big32")
    assert (int(number.get("value"), 16), number.get("offset")) == (APPLICATION_ID, "68")
    setup = (common.DESKTOP / "county-desk.nsi").read_text("utf8")
    assert f'WriteRegStr HKCU "Software\\Classes\\{SUFFIX}"' in setup


def test_a_package_says_its_version_and_day_in_every_file_of_the_desktop():
    words = {"VERSION": "9.9", "DATE": "2030-01-02"}
    for name in ("county-desk.metainfo.xml", "county-desk.1"):
        text = common.filled(common.DESKTOP / name, words)
        assert "9.9" in text
        assert "2030-01-02" in text
        assert "@" not in text
    release = ElementTree.fromstring(common.filled(common.DESKTOP / "county-desk.metainfo.xml", words))
    assert release.find("releases/release").get("version") == "9.9"


def test_set_up_on_windows_speaks_two_languages_and_needs_no_administrator():
    setup = (common.DESKTOP / "county-desk.nsi").read_text("utf8")
    said = {
        language: set(re.findall(rf"LangString (\w+) \${{LANG_{language}}}", setup))
        for language in ("SIMPCHINESE", "ENGLISH")
    }
    assert said["SIMPCHINESE"] == said["ENGLISH"] >= {"Title", "TooOld", "InUse"}
    assert "RequestExecutionLevel user" in setup
    assert "HKLM" not in setup


def test_a_changed_file_of_python_is_refused(tmp_path):
    if shutil.which("osslsigncode") is None:
        pytest.skip("osslsigncode is not there")
    (tmp_path / "python.exe").write_bytes(b"MZ" + bytes(2000))
    with pytest.raises(common.Trouble, match="does not bear the signature"):
        windows._check_signatures(tmp_path)
