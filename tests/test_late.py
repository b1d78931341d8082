"""What many modules declare is found when it is first asked."""

import pytest

from county_desk.late import LateMapping, LateRegister


def test_a_mapping_is_made_when_it_is_first_asked_and_once():
    made = []
    late = LateMapping(lambda: made.append(1) or {"a": 1, "b": 2})
    assert made == []
    assert (late["a"], list(late), len(late), "c" in late) == (1, ["a", "b"], 2, False)
    assert made == [1]


def test_a_name_that_has_not_entered_is_looked_for_among_the_rest(monkeypatch):
    register = LateRegister(known=1)
    monkeypatch.setattr(LateRegister, "find_rest", lambda: register.setdefault("late", 2))
    assert register["known"] == 1
    assert list(register) == ["known"]
    assert register["late"] == 2


@pytest.mark.parametrize("ask", [lambda of: of.get("late"), lambda of: of["late"], lambda of: "late" in of])
def test_every_way_to_ask_looks_for_the_rest(monkeypatch, ask):
    register = LateRegister()
    monkeypatch.setattr(LateRegister, "find_rest", lambda: register.update(late=2))
    assert ask(register)


def test_a_name_that_none_has_is_unknown():
    register = LateRegister()
    assert register.get("none", 5) == 5
    assert "none" not in register
    with pytest.raises(KeyError, match="none"):
        register["none"]
