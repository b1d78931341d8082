"""The findings that are known: each waits for its reason to go."""

from collections.abc import Mapping

UNCHECKED = "before the first run of the checks the page says so in the place of its numbers"

KNOWN: Mapping[tuple[str, str, str], str] = {
    (
        "names and roles",
        "entrance",
        "ChoiceEditor",
    ): "the post decides about the place; who has a name signs in",
    ("names and roles", "entrance", "Button"): "the steps come one after the other, as their numbers say",
    ("names and roles", "entrance", "PasswordLine"): "the one-time password was accepted and is kept",
    (
        "names and roles",
        "exits",
        "MatrixView",
    ): "the column of ticks has no words; the state of each cell says it",
    ("names and roles", "overview", "DoorTable"): "the first column has the names of the rows",
    ("overlap", "entrance", "PeopleStep > QLabel"): "in a low window, until the people scroll by themselves",
    ("overlap", "entrance", "FieldNote"): "the same",
    (
        "cut text",
        "working_days",
        "ScrolledBody > QLabel",
    ): "the pane of this page does not widen for a form yet",
    ("cut text", "working_days", "NoticeBox > QLabel"): "the same",
    ("cut text", "working_days", "FieldGrid > QLabel"): "the same",
    ("cut text", "working_days", "FieldNote"): "the same",
    ("below the fold", "disclosures", "PrimaryButton"): "in a low window the pane scrolls; Enter presses it",
    ("below the fold", "to_confirm", "PrimaryButton"): "the same",
    ("overlap", "plans", "Pairs"): "the acts take a third line only once the pane has its width",
    ("overlap", "pairings", "Pairs"): "the same",
    ("cut text", "applications", "StepsStrip > QLabel"): "2 px of the line spacing, not of the letters",
    ("cut text", "notices", "NoticePane > QLabel"): "2 px of a number of pages that stands beside its box",
    ("cut text", "checks", "EmptyState > QLabel"): UNCHECKED,
    ("cut text", "checks", "ChecksHits > QLabel"): "in a low window a form leaves the cure two lines",
    ("cut text", "checks", "Button"): UNCHECKED,
    ("target size", "checks", "Button"): UNCHECKED,
    ("count on the last line", "checks", "TableView"): UNCHECKED,
    ("names and roles", "checks", "Button"): UNCHECKED,
}
"""The check, the page, and the part that fails it there, with the reason."""
