"""A parser with usage, help and error messages in the language in force."""

import argparse
from collections.abc import Callable
from typing import Any

from county_desk.text import N_, _, _n

# The messages of argparse that a user of this command line can meet (Python 3.12 to 3.14).
MESSAGES = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("%(heading)s:"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("unrecognized arguments: %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("%(prog)s: error: %(message)s\n"),
)

# The placeholders of help.
FILE, FOLDER, NAME, DATE, VERB = N_("FILE"), N_("FOLDER"), N_("NAME"), N_("DATE"), N_("VERB")
KINDS = {
    "Text": N_("TEXT"),
    "Published": N_("TEXT"),
    "PersonName": N_("TEXT"),
    "Secret": N_("TEXT"),
    "Password": N_("TEXT"),
    "Digits": N_("DIGITS"),
    "OfficeTelephone": N_("DIGITS"),
    "Telephone": N_("DIGITS"),
    "IdNumber": N_("ID-NUMBER"),
    "Code": N_("CODE"),
    "Day": DATE,
    "Year": N_("YEAR"),
    "YearOrMonth": N_("YEAR"),
    "Count": N_("COUNT"),
    "Measure": N_("NUMBER"),
    "Area": N_("NUMBER"),
    "Rate": N_("NUMBER"),
    "Money": N_("YUAN"),
    "YesNo": "yes|no",
    "Record": "N",
    "Numbers": "N,N",
}


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` that speaks the language in force."""

    def __init__(self, **settings: Any) -> None:
        # argparse looks up its messages under these names. Its documented way, a gettext domain,
        # would choose the language by LANGUAGE, which every child process inherits.
        module: Any = argparse
        module._, module.ngettext = _, _n
        super().__init__(**settings)

    def option(
        self,
        *flags: str,
        help: str,
        metavar: str | None = None,
        type: Callable[[str], object] = str,
        **settings: Any,
    ) -> None:
        """Add an option or argument that takes a value; its help is required."""
        shown = _(metavar) if metavar else None
        self.add_argument(*flags, help=_(help), metavar=shown, type=type, **settings)

    def switch(self, *flags: str, help: str, **settings: Any) -> None:
        """Add an option that is either given or not."""
        self.add_argument(*flags, help=_(help), action="store_true", **settings)
