"""The tests that a server is spared are there, and send nothing that no other test sends."""

from tests.workflow.statements import FILE, FOLDER, needed


def test_the_tests_that_a_server_is_spared_are_there():
    named = [line.partition("::") for line in FILE.read_text("utf8").splitlines()]
    assert [
        file for file, _sign, name in named if f"\ndef {name}(" not in (FOLDER / file).read_text("utf8")
    ] == []


def test_every_statement_is_sent_by_a_test_that_is_needed():
    sent = {
        "test_a.py::test_one": {"a", "b"},
        "test_a.py::test_two": {"b"},
        "test_a.py::test_three": {"b", "c"},
        "test_audit.py::test_four": {"c"},
    }
    assert needed(sent) == {"test_a.py::test_one", "test_audit.py::test_four"}
