"""What is kept is kept on every database."""

import pytest

from tests.databases import DATABASES


@pytest.fixture(params=DATABASES)
def database(request):
    """SQLite, and PostgreSQL where there is one."""
    return request.param
