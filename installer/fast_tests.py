"""Run the tests nearest to a change, as many as fit into the time given.

    .venv/bin/python installer/fast_tests.py SECONDS WORKERS [arguments of pytest]

A change is what differs from the branch `main`, committed or not. A test is near when few imports lie
between it and a changed module. How long each file takes is what `tests/conftest.py` measured last time, or
what `tests/slow_files.py` says.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.slow_files import SLOW  # noqa: E402

SECONDS = ROOT / ".pytest_cache" / "v" / "county_desk" / "seconds"
ALWAYS = ("tests/test_shape.py", "tests/test_words.py")
MIRRORED = 2  # the distance of a test that lies in the folder of the changed module, if no import is shorter
# a test that imports the module on the left looks at every module below those on the right
WALKED = {
    "county_desk.models.base": ("county_desk.models", "county_desk.facts"),
    "county_desk.facts": ("county_desk.facts",),
    "county_desk.commands": ("county_desk.workflow",),
    "county_desk.tables.all_lists": ("county_desk.tables",),
    "county_desk.tables.returns": ("county_desk.tables.returns",),
    "county_desk.rules.checks.catalogue": ("county_desk.rules.checks",),
    "county_desk.views.navigation": ("county_desk.views",),
}
UNMEASURED = 4.0  # seconds; the mean of the files that are not slow
UNMEASURED_SLOW = 120.0
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
    """The modules that these files are, and for a file of data those that read it.

    A translation stands for no module: `tests/test_words.py`, which always runs, reads all of them.
    """
    found = set()
    for file in map(Path, files):
        if file.suffix == ".py":
            found.add(_module(file))
        elif file.parts[0] == "resources" and file.suffix != ".po":
            found |= _readers(file, root)
        elif file.parts[0] == "tests":
            found |= _tests_of(file, root)
    return found


def _module(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def _tests_of(file: Path, root: Path) -> set[str]:
    """The test modules that name a file of test data, or those of the nearest folder where none does."""
    folders = [root / folder for folder in file.parents if folder.parts]
    near = next(paths for folder in folders if (paths := sorted(folder.glob("*.py"))))
    exact = [path for path in near if f'"{file.name}"' in path.read_text("utf8")]
    return {_module(path.relative_to(root)) for path in exact or near}


def _readers(file: Path, root: Path) -> set[str]:
    """The modules that name the folder of a resource, and of these the ones that name the file if any do."""
    texts = {path: path.read_text("utf8") for path in (root / "county_desk").rglob("*.py")}
    named = f'resources() / "{file.parts[1]}"', f'toml_resource("{file.parts[1]}"'
    folder = [path for path, text in texts.items() if any(each in text for each in named)]
    exact = [path for path in folder if f'"{file.name}"' in texts[path]]
    return {_module(path.relative_to(root)) for path in exact or folder}


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
    nearest = _walkers(graph, ring)
    while ring:
        ring = {user for one in ring for user in graph.find_modules_that_directly_import(one)}
        ring = (ring | nearest) - reached.keys()
        reached |= dict.fromkeys(ring, max(reached.values()) + 1)
    folders = {start.replace("county_desk", "tests", 1).rpartition(".")[0] for start in starts} - {"tests"}
    for module in graph.modules:
        if module.rpartition(".")[0] in folders:
            reached[module] = min(reached.get(module, MIRRORED), MIRRORED)
    return {module.replace(".", "/") + ".py": far for module, far in reached.items() if _is_test(module)}


def _walkers(graph: grimp.ImportGraph, starts: set[str]) -> set[str]:
    """The tests that look at every module of a package with a changed one in it."""
    walkers = {
        walker
        for walker, packages in WALKED.items()
        if any(start.startswith(packages) for start in starts) and walker in graph.modules
    }
    users = (graph.find_modules_that_directly_import(walker) for walker in walkers)
    return {user for some in users for user in some if _is_test(user)}


def _is_test(module: str) -> bool:
    return module.startswith("tests.") and module.rpartition(".")[2].startswith("test_")


def choose(
    far: Mapping[str, int], took: Mapping[str, float], seconds: float, workers: int = 1
) -> tuple[list[str], list[str]]:
    """Return the files to run and those left out, when each worker has a number of seconds.

    The nearest come first, and of equally near ones the shortest. A file too long for the time left does not
    keep a shorter one out; one too long for a worker never runs.
    """

    def expected(file: str) -> float:
        return took.get(file, UNMEASURED_SLOW if file in SLOW else UNMEASURED)

    chosen, left = list(ALWAYS), []
    budget = seconds * workers - sum(map(expected, ALWAYS))
    for file in sorted(far.keys() - {*ALWAYS}, key=lambda file: (far[file], expected(file), file)):
        if expected(file) <= min(budget, seconds):
            budget -= expected(file)
            chosen.append(file)
        else:
            left.append(file)
    return chosen, left


def report(files: set[str], chosen: list[str], left: list[str]) -> str:
    """Return the list of the files chosen and left out, one a line."""
    lines = [f"{len(files)} changed files; these {len(chosen)} files of tests are near and are run:", *chosen]
    if left:
        lines += [f"these {len(left)} depend on the change, too, but do not fit into two minutes:", *left]
    return "\n  ".join(lines) + "\nOnly desk.py test and desk.py test --slow run everything."


def main(arguments: list[str]) -> int:
    """Choose and run; return the exit status of pytest."""
    seconds, workers, *rest = arguments
    files = changed()
    graph = grimp.build_graph("county_desk", "tests", "installer", cache_dir=None)
    took = json.loads(SECONDS.read_text("utf8")) if SECONDS.exists() else {}
    each = max(float(seconds) - STARTING, 0)
    far = {file: n for file, n in distances(graph, modules(files)).items() if "/benchmarks/" not in file}
    chosen, left = choose(far, took, each, int(workers))
    print(report(files, chosen, left), file=sys.stderr, flush=True)
    spread = ["-n", workers, "--dist", "loadfile", "-m", "not slow"]
    return subprocess.run([sys.executable, "-m", "pytest", *spread, *chosen, *rest], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
