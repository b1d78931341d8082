#!/usr/bin/env python3
"""Set up County Desk from a fresh checkout, then start it or check it.

    python3 installer/desk.py run   [arguments of county-desk]
    python3 installer/desk.py test  [arguments of pytest]     everything below, and the tests
    python3 installer/desk.py test --fast                     the tests near a change, in two minutes
    python3 installer/desk.py lint  [arguments of ruff check]
    python3 installer/desk.py types | imports
    python3 installer/desk.py bench [arguments of pytest]     measures what tests/benchmarks holds
    python3 installer/desk.py fuzz  [--count N] [--seed S]    10,000 mutated workbooks against a second reader
    python3 installer/desk.py words [--missing]               compiles the translations

Nothing has to be there but a python3, even an old one. A newer one is found or installed, and so are
the system libraries that Qt needs: by root or with sudo; without either, the line to type is printed.
What comes from PyPI goes into .venv, again only when the list of it has changed.
"""

import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections import namedtuple
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
CONSTRAINTS = ROOT / "installer" / "constraints.txt"
# the packages of an offline office: build.py wheelhouse puts them beside the checkout's files
WHEELS = ROOT / "wheels"
DEMO = "build/demo"

# Qt 6.12 aborts on 3.11, and has no wheel for 3.15 yet.
OLDEST, TOO_NEW = (3, 12), (3, 15)
NAMES = ("python3.14", "python3.13", "python3.12", "python3")

# soname -> the Debian package that has it
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0t64",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2t64",
}

# complete: it can make a virtual environment
Found = namedtuple("Found", "path version complete")
MOST_WORKERS = 8  # each takes some 500 MB
FAST = 120  # seconds for test --fast
QUIET = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
PROBE = "import sys; print(*sys.version_info[:2]); import ensurepip, venv"


class Trouble(Exception):
    """Something that the person at the machine has to know, in one sentence."""


def say(text):
    """Tell what goes on, beside the output of the program itself."""
    print("desk: " + text, file=sys.stderr, flush=True)


# --- the machine -----------------------------------------------------------------------------------


def candidates():
    """Where a Python may be, this one first."""
    yield getattr(sys, "_base_executable", None) or sys.executable
    folders = [None] if WINDOWS else [None, "/usr/bin", "/usr/local/bin"]
    for folder in folders:
        for name in NAMES:
            path = shutil.which(name, path=folder)
            if path:
                yield path


def probe(path):
    """What a Python is, or None where it does not start."""
    try:
        done = subprocess.run(
            [path, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60
        )
        major, minor = done.stdout.split()
        return Found(path, (int(major), int(minor)), done.returncode == 0)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def choose(found):
    """The first fit Python that is complete, else the system's own, which a package completes."""
    fit = [python for python in found if python and OLDEST <= python.version < TOO_NEW]
    whole = [python for python in fit if python.complete]
    systems = [python for python in fit if os.path.dirname(os.path.realpath(python.path)) == "/usr/bin"]
    return next(iter(whole + systems), None)


def find_python():
    """A fit Python of this machine, or None."""
    return choose(probe(path) for path in dict.fromkeys(candidates()))


def python_packages(python, offered):
    """The Debian packages without which there is no complete Python."""
    if python is None:
        name = offered()
        return [name, name + "-venv"]
    if not python.complete:
        return ["python%d.%d-venv" % python.version]
    return []


def offered_python():
    """The newest fit Python that apt has; lists that were never fetched name none."""
    if WINDOWS or not shutil.which("apt-cache"):
        raise Trouble("Python 3.12, 3.13 or 3.14 is needed, and none was found.")
    if os.geteuid() == 0:
        apt(["update"], [])
    for name in NAMES[:-1]:
        if apt_has(name):
            return name
    if apt_has("python3"):
        raise Trouble(
            "Python 3.12, 3.13 or 3.14 is needed, and this system has only an older one to offer. "
            "Debian 13 and its relatives offer one; Debian 12 does not."
        )
    return "python3.13"


def apt_has(name):
    """Whether apt can install a package; False while its lists were never fetched."""
    line = ["apt-cache", "policy", name]
    done = subprocess.run(line, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
    return b"Candidate: " in done.stdout and b"Candidate: (none)" not in done.stdout


def loads(soname):
    """Whether the machine has this library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_screen():
    """Whether a window can be opened."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or WINDOWS or sys.platform == "darwin"


def library_packages(screen, there=loads):
    """The Debian packages of the libraries that are not there."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = dict(LIBRARIES, **(SCREEN_LIBRARIES if screen else {}))
    return [package for soname, package in wanted.items() if not there(soname)]


# --- Debian packages -------------------------------------------------------------------------------


def install_line(packages):
    """The command that installs them."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def refusal(packages, sudo):
    """What to say where nobody here may install."""
    lines = ["apt-get update", " ".join(install_line(packages))]
    line = (
        " && ".join("sudo " + line for line in lines) if sudo else "su -c " + shlex.quote(" && ".join(lines))
    )
    return "These packages of the system are missing. Install them, then run this again:\n  " + line


def apt_prefix(packages):
    """How apt may be called here: as root, with sudo, or not at all."""
    if not shutil.which("apt-get"):
        raise Trouble("These Debian packages, or their like here, are missing: " + " ".join(packages))
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], stderr=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n"]
    if sudo and sys.stdin.isatty():
        say("these packages of the system are missing: " + " ".join(packages))
        if input("desk: install them with sudo? [y/N] ").strip().lower() in ("y", "yes"):
            return [sudo]
    raise Trouble(refusal(packages, sudo))


def apt(line, prefix):
    """Run apt-get without questions; its own words are shown only where it fails."""
    options = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=2", "-o", "Acquire::http::Timeout=30"]
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *options, *line]
    return subprocess.run(command, stdin=None if prefix else subprocess.DEVNULL, **QUIET)


OFFLINE = ("Failed to fetch", "NewConnectionError", "NameResolutionError", "ConnectTimeout")
BROKEN_OFF = ("incomplete-download", "not enough bytes were received", "IncompleteRead", "Read timed out")
ADVICE = ("hint: ", "note: ", "[notice]")


def complaint(done):
    """The cause of a failed command, in one line."""
    text = done.stdout.decode("utf8", "replace")
    if any(sign in text for sign in BROKEN_OFF):
        return "the download broke off. Run the same command again to go on."
    if any(sign in text for sign in OFFLINE):
        return "the network does not answer."
    if "No space left on device" in text:
        return "the disk is full."
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("E: ", "ERROR: "))]
    causes = [line for line in lines if not line.startswith(ADVICE)]
    return (errors or causes[-1:] or ["it did not say why."])[0]


def install(packages):
    """Install Debian packages, or say in one sentence why not."""
    prefix = apt_prefix(packages)
    say("installing " + " ".join(packages))
    updated = apt(["update"], prefix)
    done = apt(install_line(packages)[1:], prefix)
    if done.returncode:
        listed = b"Failed to fetch" not in updated.stdout
        raise Trouble("apt-get could not install them: " + complaint(done if listed else updated))


def prepare_machine(screen, python_wanted):
    """Install what the machine lacks, in one go; answer with a complete Python if one is wanted."""
    python = find_python() if python_wanted else None
    packages = python_packages(python, offered_python) if python_wanted else []
    packages += library_packages(screen)
    if packages:
        install(packages)
        python = find_python() if python_wanted else None
    if python_wanted and not (python and python.complete):
        raise Trouble("Python 3.12, 3.13 or 3.14 is needed, and none was found.")
    return python


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
    """Changes with what is to be installed, and with nothing else of pyproject.toml."""
    project, _tools = (ROOT / "pyproject.toml").read_text("utf8").split("[tool.", 1)
    lines = [line.strip() for line in project.splitlines()]
    about = ("#", "name =", "version =", "description =", "license =")
    wanted = "\n".join(line for line in lines if line and not line.startswith(about))
    return hashlib.sha256(wanted.encode("utf8") + CONSTRAINTS.read_bytes()).hexdigest()


def stamped(extras):
    """What is written into a finished .venv: its folder, what was installed, and the extras."""
    return [str(ROOT), digest(), *sorted(extras)]


def written(stamp):
    """What was written, or nothing."""
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
    carried = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    return [*command, *carried, "-c", str(CONSTRAINTS), *arguments]


def satisfied(extras):
    """Whether .venv has every package that these extras need; asks no network."""
    if not (SCRIPTS / ("county-desk.exe" if WINDOWS else "county-desk")).exists():
        return False
    line = [str(PYTHON), "-c", REQUIREMENTS, str(ROOT / "pyproject.toml"), *sorted(extras)]
    listed = subprocess.run(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    needs = listed.stdout.decode("utf8").splitlines()
    if listed.returncode or not needs:
        return False
    done = subprocess.run(pip_install("--dry-run", "--no-index", "-q", *needs), **QUIET)
    return done.returncode == 0


def fill_venv(extras):
    """Install this checkout and what it needs from PyPI."""
    if WHEELS.is_dir():
        say("installing the packages from %s" % WHEELS)
    else:
        say("installing the packages from PyPI; the first time these are some 300 MB")
    done = watched(pip_install("-e", "%s[%s]" % (ROOT, ",".join(sorted(extras)))))
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
    """Make .venv and fill it with what the extra needs, as far as that is not done."""
    began, stamp = time.monotonic(), VENV / "stamp"
    was = written(stamp)
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
    """All checks, then the tests or the nearest of them, whose closing line comes last."""
    set_up("test")
    began = time.monotonic()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = [check.__name__ for check in (lint, types, imports) if check([])]
    if failed:
        say("to be mended, besides what the tests may find: " + ", ".join(failed))
    # hundreds of tests start a process, and where Python keeps nothing of this, each would do it again
    call("python", "-m", "compileall", "-q", "county_desk")
    workers = str(min(os.cpu_count() or 1, MOST_WORKERS))
    if "--fast" in arguments:
        seconds = str(int(FAST - (time.monotonic() - began)))
        rest = [argument for argument in arguments if argument != "--fast"]
        return call("python", "installer/fast_tests.py", seconds, workers, *rest) or bool(failed)
    # one worker a core; a file stays with one worker, since its tests share what they set up
    return call("pytest", "-n", workers, "--dist", "loadfile", *arguments) or bool(failed)


def bench(arguments):
    """What is promised about speed, measured."""
    set_up("test")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    files = "python_files=bench_*.py test_*.py"
    return call("pytest", "-o", files, "--timeout=0", "-s", "tests/benchmarks", *arguments)


def fuzz(arguments):
    """Read mutated workbooks; what is stored wrongly, or fells the reader, is kept in build/fuzz."""
    set_up("fuzz")
    return call("python", "-m", "tests.intake.fuzz", *arguments)


def words(arguments):
    """Compile the translations."""
    set_up("test")
    return call("python", str(ROOT / "installer" / "words.py"), *arguments)


VERBS = {verb.__name__: verb for verb in (run, test, lint, types, imports, bench, fuzz, words)}


def main(arguments):
    """Do what is asked; answer with the exit status."""
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
