"""The comparison rules: one function for each entry of resources/checks/register.toml."""

from county_desk.intake.comparing.rules import (
    accounts,
    alike,
    changes,
    days,
    entering,
    figures,
    other_lists,
    people,
    requests,
    watched,
    whole_files,
    years,
)

MODULES = (
    *(people, figures, other_lists, watched, changes, alike),
    *(years, days, entering, accounts, whole_files, requests),
)
