"""What is done is done on every database."""

import pytest

from tests.databases import DATABASES

# each case of these sends statements of its own, or waits for locks; of any other test a server runs the
# first case, and SQLite all: further ones send it the same statements with other values
EVERY_CASE = {
    "test_audit.py",
    "test_guarded.py",
    "test_guarded_history.py",
    "test_guarded_papers.py",
    "test_guarded_schema.py",
    "test_returns.py",
    "test_two_desks.py",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what a server would do again."""
    met, again = set(), set()
    for item in items:
        test, _bracket, case = item.nodeid.partition("[")
        if test.startswith("tests/workflow/") and case.startswith("postgresql-"):
            if test in met and item.path.name not in EVERY_CASE:
                again.add(item)
            met.add(test)
    if again:
        config.hook.pytest_deselected(items=list(again))
        items[:] = [item for item in items if item not in again]


@pytest.fixture(params=DATABASES)
def database(request):
    """SQLite, and PostgreSQL where there is one."""
    return request.param
