"""What several tests type into the shell."""

from tests.build import CLERK, an_id_number

PERSON = ("--head", "张大有", "--id-number", an_id_number(1), "--persons", 1, "--net-income", 2000)


def file_household(shell, day="2016-10-01", *more):
    who = ("--village", "990101100001", *PERSON, "--year", 2016, "--received-on", day, *more)
    return shell.do(CLERK, day, "FileHousehold", *who)


def founded_for_real(bare, founding):
    """Found a register of real people; returns the one-time passwords by name."""
    return bare.json(*founding())["one_time_passwords"]
