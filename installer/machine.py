"""The parts of the machine that desk.py needs: a Python, Debian packages, and a screen.

An old Python reads this file, too.
"""

import ctypes
import os
import shlex
import shutil
import subprocess
import sys
from collections import namedtuple

WINDOWS = os.name == "nt"

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
QUIET = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
PROBE = "import sys; print(*sys.version_info[:2]); import ensurepip, venv"


class Trouble(Exception):
    """Something that the person at the machine has to know, in one sentence."""


def say(text):
    """Print a line on progress, beside the output of the program itself."""
    print("desk: " + text, file=sys.stderr, flush=True)


# --- Python ----------------------------------------------------------------------------------------


def candidates():
    """Yield the possible paths of a Python, this one first."""
    yield getattr(sys, "_base_executable", None) or sys.executable
    folders = [None] if WINDOWS else [None, "/usr/bin", "/usr/local/bin"]
    for folder in folders:
        for name in NAMES:
            path = shutil.which(name, path=folder)
            if path:
                yield path


def probe(path):
    """Return a Python with its version and completeness; None where it does not start."""
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
    """The message for a person without the right to install."""
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
