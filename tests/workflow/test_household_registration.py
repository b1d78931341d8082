"""A household's way into the register."""

from tests.build import a_household, states, walk


def test_a_household_is_registered_after_two_disclosures_and_one_announcement(office):
    case = a_household(office)
    walk(office, (case,))
    assert states(office, case) == [("done", "announcement")]
