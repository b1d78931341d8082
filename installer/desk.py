#!/usr/bin/env python3
"""Set up County Desk from a fresh checkout, then start it or check it.

    python3 installer/desk.py run   [arguments of county-desk]
    python3 installer/desk.py test  [arguments of pytest]     lint, types, imports and the tests, in stages
    python3 installer/desk.py test --slow                     the slowest hundredth of the tests
    python3 installer/desk.py test --fast                     the tests near a change, in two minutes
    python3 installer/desk.py lint  [arguments of ruff check]
    python3 installer/desk.py types | imports
    python3 installer/desk.py bench [arguments of pytest]     benchmarks; --short sees that they run
    python3 installer/desk.py fuzz  [--count N] [--seed S]    10,000 mutated workbooks against a second reader
    python3 installer/desk.py screens --out FOLDER [--quick]  pictures of all pages in all looks, each checked
    python3 installer/desk.py words [--missing]               compiles the translations

Nothing has to be there but a python3, even an old one. A newer one is found or installed, and so are
the system libraries that Qt needs: by root or with sudo; without either, the line to type is printed.
The packages from PyPI go into .venv, again only when their list has changed.
"""

import hashlib
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from installer.machine import QUIET, WINDOWS, Trouble, complaint, has_screen, prepare_machine, say  # noqa: E402

VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
CONSTRAINTS = ROOT / "installer" / "constraints.txt"
# the packages of an offline office: build.py wheelhouse puts them beside the checkout's files
WHEELS = ROOT / "wheels"
DEMO = "build/demo"
MOST_WORKERS = 8  # each takes some 500 MB
FAST = 120  # seconds for test --fast
# the slowest hundredth of the tests, which takes as long as all others, runs by itself: test --slow
QUICK, SLOW = ("-m", "not slow"), ("-m", "slow")
# what the stages of test run, the quick ones first; the last stage runs all that is left
STAGES = (
    ("tests/test_shape.py", "tests/test_words.py"),
    ("tests/facts", "tests/models", "tests/rules", "tests/tables"),
)


# --- PyPI packages ---------------------------------------------------------------------------------


# What an extra needs, and what the package installs as commands; a Python of .venv can read TOML.
REQUIREMENTS = """
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    project = tomllib.load(file)["project"]
extras = project["optional-dependencies"]
print(*project["dependencies"], *(line for extra in sys.argv[2:] for line in extras[extra]), sep="\\n")
"""


def digest():
    """The digest of the packages to install; other lines of pyproject.toml do not change it."""
    project, _tools = (ROOT / "pyproject.toml").read_text("utf8").split("[tool.", 1)
    lines = [line.strip() for line in project.splitlines()]
    about = ("#", "name =", "version =", "description =", "license =")
    wanted = "\n".join(line for line in lines if line and not line.startswith(about))
    return hashlib.sha256(wanted.encode("utf8") + CONSTRAINTS.read_bytes()).hexdigest()


def stamped(extras):
    """The stamp of a finished .venv: its folder, the digest of its packages, and the extras."""
    return [str(ROOT), digest(), *sorted(extras)]


def read_stamp(stamp):
    """The lines of the stamp of .venv; empty without a stamp."""
    return stamp.read_text("utf8").splitlines() if stamp.exists() else []


def make_venv(python):
    """An empty .venv of this Python."""
    say("making .venv with Python %d.%d" % python.version)
    done = subprocess.run([python.path, "-m", "venv", "--clear", str(VENV)], **QUIET)
    if done.returncode:
        raise Trouble("Python could not make %s: %s" % (VENV, complaint(done)))


def pip_install(*arguments):
    """The command that has pip install into .venv, within the pinned versions."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    return [*command, "-c", str(CONSTRAINTS), *arguments]


def satisfied(extras):
    """Whether .venv has every package that these extras need; asks no network."""
    if not (SCRIPTS / ("county-desk.exe" if WINDOWS else "county-desk")).exists():
        return False
    line = [str(PYTHON), "-c", REQUIREMENTS, str(ROOT / "pyproject.toml"), *sorted(extras)]
    listed = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    needs = listed.stdout.decode("utf8").splitlines()
    if listed.returncode or not needs:
        return False
    # without --find-links: a wheel that lies on the stick is not installed yet
    done = subprocess.run(pip_install("--dry-run", "--no-index", "-q", *needs), **QUIET)
    return done.returncode == 0


def fill_venv(extras):
    """Install this checkout and what it needs from PyPI."""
    carried = []
    if WHEELS.is_dir():
        say("installing the packages from %s" % WHEELS)
        carried = ["--no-index", "--find-links", str(WHEELS)]
    else:
        say("installing the packages from PyPI; the first time these are some 300 MB")
    done = watched(pip_install(*carried, "-e", "%s[%s]" % (ROOT, ",".join(sorted(extras)))))
    if done.returncode:
        raise Trouble("The packages could not be installed: " + complaint(done))


def watched(command, patience=20.0):
    """Run pip; name each download of megabytes, and every 20 s one that is still under way."""
    lines, current = [], [""]
    over = threading.Event()

    def remind():
        began = time.monotonic()
        while not over.wait(patience):
            say("still at work after %.0f s: %s" % (time.monotonic() - began, current[0]))

    reminder = threading.Thread(target=remind, daemon=True)
    reminder.start()
    with subprocess.Popen(command, **QUIET) as process:
        for raw in process.stdout:
            lines.append(raw)
            line = raw.decode("utf8", "replace").strip()
            if line.startswith(("Downloading", "Installing")):
                current[0] = shortened(line)
            if line.startswith("Downloading") and " MB)" in line:
                say(current[0])
    over.set()
    reminder.join()
    return subprocess.CompletedProcess(command, process.returncode, b"".join(lines))


def shortened(line):
    """A line of pip in few words: the package with its version and size, or that pip unpacks."""
    verb, _blank, rest = line.partition(" ")
    if verb == "Installing":
        return "unpacking the packages"
    name, _blank, size = rest.rpartition(" (")
    return "downloading %s (%s" % ("-".join(name.rsplit("/", 1)[-1].split("-")[:2]), size)


def usable(was):
    """Whether .venv can be kept; a moved folder, a removed Python or a missing pip breaks it."""
    if not PYTHON.exists() or was[:1] not in ([], [str(ROOT)]):
        return False
    return subprocess.run([str(PYTHON), "-c", "import pip, venv"], **QUIET).returncode == 0


def set_up(extra, screen=False):
    """Everything that has to be there, done only where it is not there yet."""
    provide_packages(extra, screen)
    build_words()


def build_words():
    """Compile the translations, which are not kept in git, if they have changed."""
    script = str(ROOT / "installer" / "words.py")
    done = subprocess.run([str(PYTHON), script, "--quiet"], **QUIET)
    if done.returncode:
        raise Trouble("The translations could not be compiled: " + complaint(done))


def provide_packages(extra, screen):
    """Make .venv and fill it with the packages of the extra, unless that is done."""
    began, stamp = time.monotonic(), VENV / "stamp"
    was = read_stamp(stamp)
    current = PYTHON.exists() and was[:2] == stamped([])
    complete = current and extra in was[2:]
    make = not complete and not usable(was)
    python = prepare_machine(screen, make)
    if complete:
        return
    if make:
        make_venv(python)
    extras = {extra, *was[2:]} if current else {extra}
    if make or not satisfied(extras):
        fill_venv(extras)
        say("ready after %.0f s" % (time.monotonic() - began))
    stamp.write_text("\n".join(stamped(extras)), "utf8")


# --- what can be asked -----------------------------------------------------------------------------


def call(tool, *arguments):
    """Run a tool of .venv in the checkout; answer with its exit status."""
    path = SCRIPTS / (tool + ".exe" if WINDOWS else tool)
    return subprocess.run([str(path), *arguments], cwd=str(ROOT)).returncode


def run(arguments):
    """Open the window; without a screen, do the main job once and say where it lies."""
    screen = has_screen()
    set_up("run", screen)
    if not screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if screen or arguments:
        return call("county-desk", *arguments)
    say("there is no screen, so the demo job is done once instead of opening the window")
    status = call("county-desk", "demo", "--out", DEMO)
    if status == 0:
        say("everything lies in %s" % (ROOT / DEMO))
    return status


def lint(arguments):
    """Habits and format of the code."""
    set_up("test")
    return call("ruff", "check", *arguments) or call("ruff", "format", "--check")


def types(arguments):
    """Types of the code."""
    set_up("test")
    return call("mypy", *arguments)


def imports(arguments):
    """The one-way rule."""
    set_up("test")
    return call("lint-imports", "--no-logo", *arguments)


def test(arguments):
    """All checks, then the tests, stage by stage; with arguments, the tests that they name, in one go."""
    set_up("test")
    began = time.monotonic()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    slow = arguments == ["--slow"]
    failed = [] if slow else [check.__name__ for check in (lint, types, imports) if check([])]
    if failed:
        say("to be mended: " + ", ".join(failed))
    # hundreds of tests start a process, and where Python keeps nothing of this, each would do it again
    call("python", "-m", "compileall", "-q", "county_desk")
    # nor is a file of tests made ready in each stage anew
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    if "--fast" in arguments:
        seconds = str(int(FAST - (time.monotonic() - began)))
        rest = [argument for argument in arguments if argument != "--fast"]
        return call("python", "installer/fast_tests.py", seconds, workers, *rest) or bool(failed)
    # one worker a core; a file stays with one worker, since its tests share what they set up
    spread = ("-n", workers, "--dist", "loadfile")
    if slow:
        return call("pytest", *spread, *SLOW, "tests")
    if arguments:
        return call("pytest", *spread, *arguments) or bool(failed)
    return bool(failed) or staged((*spread, *QUICK))


def staged(spread):
    """Run the tests, stage by stage, and stop after the first stage with a failure."""
    done = [path for stage in STAGES for path in stage]
    rest = ["tests", *("--ignore=" + path for path in done)]
    for number, stage in enumerate([*STAGES, rest], 1):
        say(
            "stage %d of %d: %s"
            % (number, len(STAGES) + 1, "the rest" if stage is rest else ", ".join(stage))
        )
        status = call("pytest", *spread, *stage)
        if status:
            return status
    return 0


def bench(arguments):
    """Measure the promised speeds; --short runs all of it with a fiftieth of the records, and proves none."""
    set_up("test")
    if "--short" in arguments:
        arguments = [each for each in arguments if each != "--short"]
        os.environ["COUNTY_DESK_BENCH_SHORT"] = "1"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    files = "python_files=bench_*.py test_*.py"
    return call("pytest", "-o", files, "--timeout=0", "-s", "tests/benchmarks", *arguments)


def fuzz(arguments):
    """Read mutated workbooks; those stored wrongly, or that fell the reader, are kept in build/fuzz."""
    set_up("fuzz")
    return call("python", "-m", "tests.intake.fuzz", *arguments)


def screens(arguments):
    """Take pictures of the window in all looks and check each; --quick takes two looks."""
    set_up("test")
    return call("python", "-m", "tests.views.screens", *arguments)


def words(arguments):
    """Compile the translations."""
    set_up("test")
    return call("python", str(ROOT / "installer" / "words.py"), *arguments)


VERBS = {verb.__name__: verb for verb in (run, test, lint, types, imports, bench, fuzz, screens, words)}


def main(arguments):
    """Run the given command; return the exit status."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if not arguments or arguments[0] not in VERBS:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        return int(VERBS[arguments[0]](arguments[1:]))
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
