"""Registers of the demo are made once for a state of the code, also when several workers ask at once."""

from concurrent.futures import ThreadPoolExecutor

from tests.demos import Demos, state_of_the_code


def test_the_first_of_several_workers_makes_the_register_for_all(tmp_path):
    made = []

    def make(path):
        made.append(path)
        path.write_bytes(b"register")

    with ThreadPoolExecutor(4) as workers:
        found = list(workers.map(lambda _worker: Demos(tmp_path, "a").kept("demo", make), range(4)))
    assert len(made) == 1
    assert {path.read_bytes() for path in found} == {b"register"}


def test_a_register_is_made_anew_when_the_code_changes(tmp_path):
    def make(path):
        path.write_bytes(b"register")

    Demos(tmp_path, "a").kept("demo", make)
    Demos(tmp_path, "b").kept("demo", make)
    assert [path.name for path in tmp_path.glob("*.cdesk")] == ["demo-b.cdesk"]


def test_a_register_that_was_not_finished_is_made_again(tmp_path):
    (tmp_path / "demo-a.unfinished").write_bytes(b"half")
    found = Demos(tmp_path, "a").kept("demo", lambda path: path.write_bytes(b"register"))
    assert found.read_bytes() == b"register"


def test_the_state_of_the_code_follows_the_package_and_the_resources(tmp_path):
    for name in ("county_desk/a.py", "resources/a.toml", "installer/constraints.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf8")
    states = [state_of_the_code(tmp_path)]
    for name in ("county_desk/a.py", "resources/a.toml", "installer/constraints.txt"):
        (tmp_path / name).write_text("changed", "utf8")
        states.append(state_of_the_code(tmp_path))
    assert len(set(states)) == 4
    (tmp_path / "resources" / "county_desk.mo").write_bytes(b"compiled")
    assert state_of_the_code(tmp_path) == states[-1]
