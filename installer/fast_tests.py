"""Run the tests nearest to a change, as many as fit into the time given.

    .venv/bin/python installer/fast_tests.py SECONDS WORKERS [arguments of pytest]

A change is what differs from the branch `main`, committed or not. A test is near when few imports lie
between it and a changed module. How long each file takes is what `tests/conftest.py` measured last time.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
SECONDS = ROOT / ".pytest_cache" / "v" / "county_desk" / "seconds"
ALWAYS = ("tests/test_shape.py", "tests/test_words.py")
MIRRORED = 2  # the distance of a test that lies in the folder of the changed module, if no import is shorter
UNMEASURED = 7.0  # seconds; the mean of the files on a busy machine of two cores
STARTING = 12.0  # seconds until each worker has imported the tests and Qt


def changed(root: Path = ROOT) -> set[str]:
    """The files that differ from `main`, deleted ones left out."""
    base = _git(root, "merge-base", "main", "HEAD") or ["HEAD"]
    names = _git(root, "diff", "--name-only", base[0]) + _git(root, "ls-files", "-o", "--exclude-standard")
    return {name for name in names if (root / name).is_file()}


def _git(root: Path, *arguments: str) -> list[str]:
    line = ["git", "-c", "core.quotePath=off", *arguments]
    return subprocess.run(line, cwd=root, capture_output=True, text=True).stdout.splitlines()


def modules(files: Iterable[str], root: Path = ROOT) -> set[str]:
    """The modules that these files are, and for a file of data those that read it."""
    found = set()
    for file in map(Path, files):
        if file.suffix == ".py":
            found.add(".".join(file.with_suffix("").parts).removesuffix(".__init__"))
        elif file.parts[0] == "resources":
            found |= _readers(file, root)
        elif file.parts[0] == "tests":
            near = sorted((root / file.parent).glob("*.py")) or sorted(
                (root / file.parent.parent).glob("*.py")
            )
            found |= modules((str(path.relative_to(root)) for path in near), root)
    return found


def _readers(file: Path, root: Path) -> set[str]:
    """The modules that name the folder of a resource, and of these the ones that name the file if any do."""
    texts = {path: path.read_text("utf8") for path in (root / "county_desk").rglob("*.py")}
    folder = [path for path, text in texts.items() if f'resources() / "{file.parts[1]}"' in text]
    exact = [path for path in folder if f'"{file.name}"' in texts[path]]
    return modules((str(path.relative_to(root)) for path in exact or folder), root)


def distances(graph: grimp.ImportGraph, starts: set[str]) -> dict[str, int]:
    """How many imports lie between each test file and the nearest changed module."""
    for module in list(graph.modules):
        folder = module.rpartition(".")[0]
        if _is_test(module) and f"{folder}.conftest" in graph.modules:
            graph.add_import(importer=module, imported=f"{folder}.conftest")
        if _is_test(module) and "tests.conftest" in graph.modules:
            graph.add_import(importer=module, imported="tests.conftest")
    reached = {start: 0 for start in starts & graph.modules}
    ring = set(reached)
    while ring:
        ring = {
            user for one in ring for user in graph.find_modules_that_directly_import(one)
        } - reached.keys()
        reached |= dict.fromkeys(ring, max(reached.values()) + 1)
    folders = {start.replace("county_desk", "tests", 1).rpartition(".")[0] for start in starts} - {"tests"}
    for module in graph.modules:
        if module.rpartition(".")[0] in folders:
            reached[module] = min(reached.get(module, MIRRORED), MIRRORED)
    return {module.replace(".", "/") + ".py": far for module, far in reached.items() if _is_test(module)}


def _is_test(module: str) -> bool:
    return module.startswith("tests.") and module.rpartition(".")[2].startswith("test_")


def choose(far: Mapping[str, int], took: Mapping[str, float], budget: float) -> tuple[list[str], list[str]]:
    """The files to run and those left out; `budget` is in seconds of one worker.

    The nearest come first, and of equally near ones the shortest. A file too long for what is left of
    the budget does not keep a shorter one out.
    """
    chosen, left = list(ALWAYS), []
    budget -= sum(took.get(file, UNMEASURED) for file in ALWAYS)
    for file in sorted(
        far.keys() - {*ALWAYS}, key=lambda file: (far[file], took.get(file, UNMEASURED), file)
    ):
        seconds = took.get(file, UNMEASURED)
        if seconds <= budget:
            budget -= seconds
            chosen.append(file)
        else:
            left.append(file)
    return chosen, left


def report(files: set[str], chosen: list[str], left: list[str]) -> str:
    """What was chosen and what was left out, one file a line."""
    lines = [f"{len(files)} changed files; these {len(chosen)} files of tests are near and are run:", *chosen]
    if left:
        lines += [f"these {len(left)} depend on the change, too, but do not fit into two minutes:", *left]
    return "\n  ".join(lines) + "\nOnly desk.py test without --fast runs everything."


def main(arguments: list[str]) -> int:
    """Choose and run; answer with the exit status of pytest."""
    seconds, workers, *rest = arguments
    files = changed()
    graph = grimp.build_graph("county_desk", "tests", "installer", cache_dir=None)
    took = json.loads(SECONDS.read_text("utf8")) if SECONDS.exists() else {}
    budget = max(float(seconds) - STARTING, 0) * int(workers)
    far = {file: n for file, n in distances(graph, modules(files)).items() if "/benchmarks/" not in file}
    chosen, left = choose(far, took, budget)
    print(report(files, chosen, left), file=sys.stderr, flush=True)
    spread = ["-n", workers, "--dist", "loadfile"]
    return subprocess.run([sys.executable, "-m", "pytest", *spread, *chosen, *rest], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
