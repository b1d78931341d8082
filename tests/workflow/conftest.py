"""What is done is done on every database."""

import pytest

from tests.databases import DATABASES
from tests.workflow.statements import EVERY_CASE, FILE, FOLDER, name_of


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what a server would do again: the statements of other tests with other values.

    These are further cases of a test, and the tests in `sent_again.txt`; SQLite does all of them.
    """
    met, again = set(FILE.read_text("utf8").splitlines()), set()
    for item in items:
        here = FOLDER in item.path.parents and "[postgresql" in item.nodeid
        if here and item.path.name not in EVERY_CASE:
            test = name_of(item)
            if test in met:
                again.add(item)
            met.add(test)
    if again:
        config.hook.pytest_deselected(items=list(again))
        items[:] = [item for item in items if item not in again]


@pytest.fixture(params=DATABASES)
def database(request):
    """SQLite, and PostgreSQL where there is one."""
    return request.param
