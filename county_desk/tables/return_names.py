"""The returns by their numbers; `tables/returns` has their pages."""

from county_desk.fields import Term
from county_desk.text import N_


class ReturnName(Term):
    """A return by its number in the office's list of returns."""

    ROSTER = "R1", N_("R1 Roster of households")
    PERSONS = "R2", N_("R2 Registered poor persons")
    VILLAGES = "R3", N_("R3 Villages and their applications")
    NEWCOMERS = "R4", N_("R4 New households")
    EXITS = "R5", N_("R5 Exits")
    MOVEMENT = "R6", N_("R6 Dynamic table")
    LEDGER = "R7", N_("R7 Ledger of monitored households")
    MONITORING = "R8", N_("R8 Report on monitoring")
    MEASURES = "R9A", N_("R9A Ledger of measures")
    HELPERS = "R9B", N_("R9B Contact officials and resident teams")
    INSPECTIONS = "R10", N_("R10 Rounds and their results")
    POSTINGS = "R11", N_("R11 Ledger of notices and objections")
    MENDING = "R12", N_("R12 Ledger of data to be mended")
    PLANS = "R13", N_("R13 Plans and results")


def return_named(text: str) -> ReturnName | None:
    """The return that a text such as R6 or r6 names; None when none is called so."""
    return next((name for name in ReturnName if name.value == text.strip().upper()), None)
