"""A private PostgreSQL server for the tests: made in a new folder, reached by a socket only, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root
USER = "sayso"


def programs() -> Path | None:
    """The folder of initdb, pg_ctl and postgres: in the PATH, or where Debian puts them."""
    places = [Path(found).parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in places if all((p / name).is_file() for name in ("initdb", "pg_ctl"))), None)


@contextmanager
def running(folder_of_programs: Path, *, safe: bool = False) -> Iterator[str]:
    """Start a server; yields the address of its database. It ends, and its folder goes, with the block.

    Unless it is to be ``safe``, it does not wait for the disk: no test crashes the machine.
    """
    home = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir=None if safe else quick_folder()))
    data = home / "data"
    if os.geteuid() == 0:
        os.chown(home, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
    try:
        _run(
            folder_of_programs / "initdb",
            "-D",
            data,
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        )
        options = f"-k {home} -c listen_addresses= -c fsync={'on' if safe else 'off'} -c max_connections=40"
        _run(folder_of_programs / "pg_ctl", "-D", data, "-o", options, "-l", home / "log", "-w", "start")
        try:
            yield f"postgresql+psycopg://{USER}@/postgres?host={home}"
        finally:
            _run(folder_of_programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def quick_folder() -> str | None:
    """A folder in memory, where the system has one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


def _run(*command: object) -> None:
    as_nobody = {"user": UNPRIVILEGED, "extra_groups": ()} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(word) for word in command],
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **as_nobody,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout}")
