"""Print the table in Markdown, with the answers of the desk: `python -m tests.workflow.orders`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from county_desk.rules.policy import Policy
from installer import words
from tests.databases import Files
from tests.workflow.orders.orders import WHOLE, Answer, Order, States, holds, orders

EXAMINED = "examined on 30 November 2026"


def main() -> None:
    """Try every order and print the table and the counts."""
    words.build()
    print("| id | before | what is tried | act, person and day | answer now |")
    print("| --- | --- | --- | --- | --- |")
    held = {True: 0, False: 0}
    rows = orders()
    with TemporaryDirectory() as folder:
        states = States(Path(folder), Files(Path(folder)), Policy.load("guizhou", "west"))
        for order in rows:
            with states.office(order.state) as office:
                found = order.answer(office)
            kept = holds(order.due, found)
            held[bool(order.was)] += kept
            print(_row(order, found, kept))
    for known, about in ((True, EXAMINED), (False, "of our own")):
        every = sum(bool(order.was) is known for order in rows)
        print(f"\n{held[known]} of {every} orders {about} have the answer that is due.")


def _row(order: Order, found: Answer, kept: bool) -> str:
    """A row of the table."""
    act = f"`{order.act.name}`, {order.act.who}, {order.act.day}"
    fields = (words if name == WHOLE else f"`{name}`: {words}" for name, words in found.words.items())
    answer = " ".join(f"{found.kind}: {'; '.join(fields)}".split())
    cells = (order.id, order.was or "new", order.tried, act, answer if kept else f"**HOLE** {answer}")
    return f"| {' | '.join(each.replace('|', '/') for each in cells)} |"


if __name__ == "__main__":
    main()
