"""The program before its window: the way Chinese is typed, and the modules that are read."""

import subprocess
import sys
from pathlib import Path

import pytest

from county_desk.views.app import hear_ibus


@pytest.mark.parametrize(
    ("asked", "heard"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("", "")]
)
def test_chinese_can_be_typed_where_the_wheel_has_no_plugin(tmp_path, asked, heard):
    environment = {"QT_IM_MODULE": asked}
    hear_ibus(environment, tmp_path)
    assert environment["QT_IM_MODULE"] == heard


def test_a_plugin_that_is_there_is_used(tmp_path):
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx5"}
    hear_ibus(environment, tmp_path)
    assert environment["QT_IM_MODULE"] == "fcitx5"


def test_the_window_is_there_before_anything_heavy_is_read():
    code = (
        "import sys; from county_desk.cli import parser, run; parser.build().parse_known_args([]); "
        "import county_desk.views.app; "
        "print(*sorted({'sqlalchemy', 'openpyxl', 'reportlab', 'python_calamine'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_module_that_is_imported_beside_the_window_is_not_read_as_text():
    code = "import county_desk.views.app, colorsys, linecache; print(*linecache.cache)"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert "colorsys" not in done.stdout


def test_no_garbage_is_searched_for_while_the_window_is_imported():
    code = (
        "import gc; from county_desk.__main__ import main; import county_desk.views.app as app; "
        "app.run = lambda *_given: print(gc.isenabled()) or 0; main([])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
