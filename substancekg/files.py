"""Writing files so that a reader never meets half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from substancekg.errors import OutputError, SubstanceKGError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new path beside ``path``; on success what was written there takes its place.

    The new path may become a file or a folder. When the body raises, also on Ctrl-C, the new path
    is removed and what stood at ``path`` is left as it was. Files are replaced in one step; for a
    folder the old one is moved away first and removed afterwards. Behind a symbolic link the file
    that it names is replaced; what is written for a device or pipe is copied into it.

    :raises OutputError: if the folder above does not exist and cannot be made, or is not writable
    """
    named, special = path, path.exists() and not path.is_file() and not path.is_dir()
    try:
        path = path.resolve() if path.is_symlink() and not special else path
        if not special:
            path.parent.mkdir(parents=True, exist_ok=True)
        above = None if special else path.parent
        place = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=above))
    except OSError as error:
        raise OutputError(named, f"cannot be written ({error.strerror or error})") from error
    fresh = place / path.name
    try:
        yield fresh
        if special:
            with fresh.open("rb") as data, path.open("wb") as out:
                shutil.copyfileobj(data, out)
            return
        if fresh.is_dir() and path.exists():
            path.rename(place / "old")
        if path.is_dir() and not fresh.is_dir():
            raise OutputError(named, "is a folder; give the name of a file")
        fresh.replace(path)
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(named, f"cannot be written ({error.strerror or error})") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def replacing_in(folder: Path, *, merged: Collection[str] = ()) -> Iterator[Path]:
    """Yield a new folder; on success all that was written there moves into ``folder`` together.

    When the body or the move fails, also on Ctrl-C, ``folder`` is as it was. Files and folders of
    the same names are replaced, other ones stay. Of two writers at once the later one wins whole.

    :param merged: names of folders whose files are added to those that are there already
    :raises OutputError: if anything cannot be written
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=".writing.", dir=folder))
    except OSError as error:
        raise OutputError(folder, f"cannot be written ({error.strerror or error})") from error
    fresh = place / "new"
    try:
        fresh.mkdir()
        yield fresh
        with _alone(folder):
            _move_in(fresh, folder, place / "old", merged)
    except OutputError as error:
        raise OutputError(_meant(Path(error.target), fresh, folder), error.reason) from error
    except OSError as error:
        raise OutputError(folder, f"cannot be written ({error.strerror or error})") from error
    except SubstanceKGError as error:
        raise SubstanceKGError(str(error).replace(str(fresh), str(folder))) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if made:
            with suppress(OSError):  # it stays when it holds something
                folder.rmdir()


def _meant(path: Path, fresh: Path, folder: Path) -> Path:
    """Return the place that a file of the new folder is meant for."""
    return folder / path.relative_to(fresh) if path.is_relative_to(fresh) else path


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time move files into a folder, where the system can lock folders."""
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _move_in(fresh: Path, folder: Path, old: Path, merged: Collection[str]) -> None:
    """Move everything from ``fresh`` into ``folder``, or on any error nothing."""
    names = sorted(
        inner.relative_to(fresh)
        for item in fresh.iterdir()
        for inner in (item.iterdir() if item.name in merged else (item,))
    )
    for name in names:
        if (folder / name).is_dir() and not (fresh / name).is_dir():
            raise OutputError(folder / name, "is a folder, but a file is to be written there")
    moved: list[tuple[Path, Path]] = []
    try:
        for name in names:
            place, saved = folder / name, old / name
            saved.parent.mkdir(parents=True, exist_ok=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            moved.append((place, saved))
            if place.is_file():
                _keep(place, saved)
            elif place.exists():
                place.rename(saved)
            (fresh / name).replace(place)
    except BaseException:
        for place, saved in moved:
            if saved.exists():
                if place.is_dir():
                    shutil.rmtree(place)
                saved.replace(place)
            elif not (fresh / place.relative_to(folder)).exists():
                shutil.rmtree(place) if place.is_dir() else place.unlink()
        raise


def _keep(place: Path, saved: Path) -> None:
    """Keep a file under another name too, so that readers find it until it is replaced."""
    try:
        os.link(place, saved)
    except OSError:  # no links on this file system
        shutil.copy2(place, saved)


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with ``\\n`` line ends, whole or not at all.

    :raises OutputError: if it cannot be written
    """
    write_bytes(path, text.encode("utf-8", "surrogatepass"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    :raises OutputError: if it cannot be written
    """
    with replacing(path) as fresh:
        fresh.write_bytes(data)
