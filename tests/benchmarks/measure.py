"""How a benchmark measures: the median CPU time of several runs, and ratios within one run."""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

SHORT = "COUNTY_DESK_BENCH_SHORT"  # in the environment: measure a fiftieth, to see that all of it runs
RUNS = 5


def sized(full: int) -> int:
    """The number of records or rows to measure with; the figures of a short run prove nothing."""
    return max(full // 50, 1) if os.environ.get(SHORT) else full


def seconds(
    work: Callable[[], object], runs: int = RUNS, clock: Callable[[], float] = time.process_time
) -> float:
    """The median CPU seconds of some runs in this process, after one that does not count."""
    work()
    taken = []
    for _run in range(runs):
        begun = clock()
        work()
        taken.append(clock() - begun)
    return statistics.median(taken)


def peak(pid: int) -> float:
    """The most memory that a process has had, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def tell(what: str, ours: float, **others: float) -> None:
    """Print our time and its ratio to each of the others."""
    print(f"\n{what}: {ours * 1000:.1f} ms CPU")
    for name, other in others.items():
        print(f"   {ours / other:6.2f} x {name.replace('_', ' ')} ({other * 1000:.1f} ms)")


def goal(what: str, ratio: float, most: float) -> None:
    """Print whether a ratio is within its goal; a miss is said, not failed: machines are noisy."""
    print(f"   {'met ' if ratio <= most else 'MISSED'} {what}: {ratio:.2f}, goal {most:.2f}")
