"""A delivery as the command line prints it and a batch keeps it: plain data for JSON."""

from county_desk.intake.delivery import Delivery, Line, Problem
from county_desk.intake.reading.households.questions import (
    Shared,
    count_waiting,
    is_shared,
    questions_of,
)


def plain_delivery(delivery: Delivery) -> dict[str, object]:
    """The entry of a file without its rows. What concerns the whole file stands in it alone."""
    asked = [each for each in questions_of(delivery) if each.is_open]
    return {
        "file": delivery.file,
        "digest": delivery.digest,
        "year": delivery.year,
        "verdict": delivery.verdict.value,
        "kinds": list(delivery.kinds),
        "message": " ".join(problem.message for problem in delivery.problems),
        "seconds": round(delivery.seconds, 3),
        "batch": None,
        "counts": delivery.counts,
        "waiting": count_waiting(delivery),
        "questions": [
            {"sheet": each.problem.sheet, **_plain_problem(each.problem), "rows": each.rows} for each in asked
        ],
        "problems": [_plain_problem(problem) for problem in delivery.problems],
        **({"fault": delivery.fault} if delivery.fault else {}),
    }


def plain_line(line: Line, shared: Shared) -> dict[str, object]:
    """One row, without the problems that it shares with the whole file or sheet."""
    return {
        "sheet": line.sheet,
        "row": line.row,
        "verdict": line.verdict.value,
        "kinds": list(line.kinds),
        "values": dict(line.values),
        "original": dict(line.original),
        "problems": [_plain_problem(each) for each in line.problems if not is_shared(each, shared)],
    }


def _plain_problem(problem: Problem) -> dict[str, object]:
    return {
        "cell": problem.cell,
        "kind": problem.kind,
        "level": problem.level.value,
        "message": problem.message,
    }
