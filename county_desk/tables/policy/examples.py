"""The worked examples of one subject of the policy, with the answer of the program."""

from collections.abc import Callable, Sequence
from typing import Annotated

from county_desk.fields import Choice, Record, Text
from county_desk.rules.examples import SaidExample, examples_of, said
from county_desk.rules.outcomes import Outcome
from county_desk.tables.computed import computed
from county_desk.tables.declared import Shown, ShownRow, table_of
from county_desk.tables.listing import Listing
from county_desk.text import N_, _


class ExampleRow(ShownRow):
    """One example; the number is its place in the file. Only a rule has an outcome."""

    id: Annotated[int, Shown(label=N_("Number of the example"), kind=Record())]
    title: Annotated[str, Shown(label=N_("Example"), kind=Text(width=34))]
    outcome: Annotated[Outcome | None, Shown(label=N_("Answer"), kind=Choice(terms=Outcome, width=10))]
    says: Annotated[str, Shown(label=N_("The program says"), kind=Text(width=40))]
    document: Annotated[str, Shown(label=N_("Document"), kind=Text(width=34))]


EXAMPLES = table_of("examples", N_("Examples"), ExampleRow)


def examples_listing(read: Callable[[], Sequence[ExampleRow]]) -> Listing[ExampleRow]:
    """The list of examples; `read` gives its rows anew whenever the list is read."""
    return Listing(
        EXAMPLES,
        lambda: computed(EXAMPLES, read()),
        search=("title", "says", "document"),
        order=("id",),
        named=("title",),
    )


def example_rows(subject: str) -> tuple[ExampleRow, ...]:
    """The examples of a subject as rows. Raises `WrongFile` when its file is wrong."""
    return tuple(_row(number, said(each)) for number, each in enumerate(examples_of(subject), start=1))


def _row(number: int, example: SaidExample) -> ExampleRow:
    says = example.says[1:] or example.says  # the first sentence of a rule only repeats its outcome
    return ExampleRow(number, example.title, example.outcome, _("; ").join(says), example.document)
