"""Registers and backups on a medium that cannot be written: read, listed, verified, restored from there."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
OLD = PROJECT / "tests" / "storage" / "old" / "2dc6e29.cdesk.gz"
# permissions do not bind root, unless it gives up the right to pass over them
AS_A_PERSON = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()

if AS_A_PERSON and not shutil.which("setpriv"):
    pytest.skip("root can write everywhere", allow_module_level=True)


def call(home, *words, **environment):
    """One call of the command line in a process that permissions bind."""
    line = [*AS_A_PERSON, sys.executable, "-m", "county_desk", *map(str, words)]
    about = {"cwd": PROJECT, "env": os.environ | {"COUNTY_DESK_HOME": str(home)} | environment}
    return subprocess.run(line, capture_output=True, text=True, check=False, **about)


@pytest.fixture
def medium(shell, tmp_path):
    """A folder that cannot be written, with a register and a backup of it; both as bytes too."""
    folder = tmp_path / "medium"
    assert shell("backup", folder) == 0
    shutil.copy(shell.register, folder / "register.cdesk")  # closed, and in the journal mode of use
    for each in folder.iterdir():
        each.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)


def contents(folder):
    """Every file of a folder with its bytes."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.slow
def test_a_register_and_a_backup_on_a_read_only_medium_are_read_and_restored(shell, medium, home, tmp_path):
    before = contents(medium)
    for path in sorted(medium.iterdir()):
        assert call(home, "--database", path, "verify").returncode == 0
        listed = call(home, "--database", path, "list", "villages")
        assert (listed.returncode, "大河村" in listed.stdout) == (0, True)
        out = tmp_path / f"again-{path.name}"
        assert call(home, "restore", path, "--out", out).returncode == 0
        assert shell("--database", out, "verify", database=False) == 0
    assert contents(medium) == before


@pytest.mark.slow
def test_an_act_in_a_register_on_a_read_only_medium_is_refused_in_words(medium, home):
    path = medium / "register.cdesk"
    words = ("do", "SetContact", "--place", "4", "--telephone", "0000-1234501")
    refused = call(home, "--database", path, "--as", "王芳", *words)
    assert refused.returncode == 1
    assert "This register lies where nothing can be written" in refused.stderr


@pytest.mark.slow
def test_an_older_register_on_a_read_only_medium_is_verified_and_restored(shell, home, tmp_path):
    folder = tmp_path / "medium"
    folder.mkdir()
    path = folder / "old.cdesk"
    path.write_bytes(gzip.decompress(OLD.read_bytes()))
    folder.chmod(0o555)
    path.chmod(0o444)
    before = contents(folder)
    assert call(home, "--database", path, "verify").returncode == 0
    assert contents(folder) == before
    out = tmp_path / "again.cdesk"
    password = {"COUNTY_DESK_PASSWORD": "松柏常青-2016-10"}
    assert call(home, "--as", "王芳", "restore", path, "--out", out, **password).returncode == 0
    assert shell("--database", out, "verify", database=False) == 0
    folder.chmod(0o755)
