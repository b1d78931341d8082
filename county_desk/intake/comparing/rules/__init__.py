"""The comparison rules: one function for each entry of resources/checks/register.toml."""

from county_desk.intake.comparing.rules import (
    accounts,
    alike,
    changes,
    days,
    entering,
    figures,
    files,
    lists,
    people,
    requests,
    watched,
    years,
)

MODULES = (people, figures, lists, watched, changes, alike, years, days, entering, accounts, files, requests)
