"""Modules that are imported while the window is open."""

import gc
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from county_desk.views.late_import import import_late


@pytest.fixture
def slow_module(tmp_path, monkeypatch):
    """The name of a module that takes a while to import."""
    (tmp_path / "slow_page.py").write_text("import time\ntime.sleep(0.3)\nREADY = [object()]\n", "utf8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "slow_page"
    sys.modules.pop("slow_page", None)
    gc.unfreeze()


def test_a_module_that_another_thread_imports_is_whole_before_it_is_used(slow_module):
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(lambda _turn: import_late(slow_module).READY, range(2))
    assert first is second


def test_the_objects_of_a_module_are_left_out_of_later_collections(slow_module):
    before = gc.get_freeze_count()
    ready = import_late(slow_module).READY
    assert gc.get_freeze_count() > before
    assert not any(each is ready for each in gc.get_objects())
