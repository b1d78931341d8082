"""The limits of a child process that reads strangers' files: memory, time, and nothing but reading."""

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_NEVER = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile"),
    *("ftplib.", "urllib.", "http.", "smtplib.", "webbrowser.", "winreg.", "ctypes.dlopen"),
)
_FILES = (
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod"),
    *("shutil.", "tempfile."),
)
_doors = {"write": True}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def be_quiet() -> None:
    """Write nothing to the parent's terminal, and leave its interrupts to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def guard() -> None:
    """Let this process open no file for writing, no connection and no other program from now on.

    This stops code of Python that a file has led astray; a reader written in C is held by the system's
    limits alone. `let_write` opens the one door.
    """
    sys.dont_write_bytecode = True
    sys.addaudithook(_guard)
    let_write(False)


def let_write(allowed: bool) -> None:
    """Whether this process may write files from now on: a task that makes a workbook needs scratch files."""
    _doors["write"] = allowed
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        most = resource.RLIM_INFINITY if allowed else 0
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def _guard(event: str, given: tuple[Any, ...]) -> None:
    if event.startswith(_NEVER):
        raise PermissionError(f"a reader does no {event}")
    if _doors["write"]:
        return
    if event == "open":
        _path, mode, flags = given
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (mode is None and flags & _WRITING):
            raise PermissionError("a reader writes nothing")
    elif event.startswith(_FILES):
        raise PermissionError(f"a reader does no {event}")


def limit_memory(memory: int) -> None:
    """Let this process have only so many bytes more than now, where the system knows how to (Linux)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_time(seconds: float) -> None:
    """Let this process use so many more seconds of CPU, after which Linux ends it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


@contextlib.contextmanager
def job(pid: int, memory: int) -> Iterator[None]:
    """Hold a process in a Windows job with so many bytes of memory, which ends with this program.

    Does nothing on other systems, where the process limits itself. OSError when Windows refuses.
    """
    if os.name != "nt":
        yield
        return
    handle = _Job(memory)
    try:
        handle.take(pid)
        yield
    finally:
        handle.close()


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION of the Windows API."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows API; its counters of input and output stay zero."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


_PROCESS_MEMORY, _JOB_MEMORY, _DIE_ON_TROUBLE, _KILL_ON_CLOSE = 0x100, 0x200, 0x400, 0x2000
_EXTENDED_LIMITS = 9  # the class of information
_SET_QUOTA, _TERMINATE = 0x100, 0x1  # rights to a process


def limits_of(memory: int) -> ExtendedLimits:
    """The limits of a job: so many bytes, no dialog when a process of it fails, death with the job."""
    limits = ExtendedLimits()
    flags = _PROCESS_MEMORY | _JOB_MEMORY | _DIE_ON_TROUBLE | _KILL_ON_CLOSE
    limits.BasicLimitInformation.LimitFlags = flags
    limits.ProcessMemoryLimit = limits.JobMemoryLimit = memory
    return limits


class _Job:
    """A job object of Windows."""

    def __init__(self, memory: int) -> None:
        self._kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined, unused-ignore]
        self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
        self._kernel.OpenProcess.restype = ctypes.c_void_p
        self._handle = ctypes.c_void_p(self._done(self._kernel.CreateJobObjectW(None, None)))
        limits = limits_of(memory)
        size = ctypes.sizeof(limits)
        told = self._kernel.SetInformationJobObject(
            self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), size
        )
        self._done(told)

    def take(self, pid: int) -> None:
        """Put a process into the job."""
        process = ctypes.c_void_p(self._done(self._kernel.OpenProcess(_SET_QUOTA | _TERMINATE, False, pid)))
        try:
            self._done(self._kernel.AssignProcessToJobObject(self._handle, process))
        finally:
            self._kernel.CloseHandle(process)

    def close(self) -> None:
        """End the job and with it what still runs in it."""
        self._kernel.CloseHandle(self._handle)

    def _done(self, answer: object) -> Any:
        if not answer:
            raise ctypes.WinError(ctypes.get_last_error())  # type: ignore[attr-defined, unused-ignore]
        return answer
