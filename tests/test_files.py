"""Writing files: all of them or none, whatever comes between."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from substancekg.errors import OutputError, SubstanceKGError
from substancekg.files import replacing, replacing_in, write_text


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    (out / "store").mkdir(parents=True)
    (out / "documents").mkdir()
    for name in ("graph.ttl", "store/old", "documents/one", "mine.md"):
        (out / name).write_text(f"old {name}")
    return out


def fill(fresh: Path) -> None:
    (fresh / "store").mkdir()
    (fresh / "documents").mkdir()
    for name in ("graph.ttl", "store/new", "documents/two"):
        (fresh / name).write_text(f"new {name}")


def test_new_files_move_in_together_and_others_stay(folder: Path) -> None:
    with replacing_in(folder, merged=("documents",)) as fresh:
        fill(fresh)
    assert tree(folder) == {
        "documents/one": "old documents/one",
        "documents/two": "new documents/two",
        "graph.ttl": "new graph.ttl",
        "mine.md": "old mine.md",
        "store/new": "new store/new",
    }


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, ValueError, OSError])
def test_an_end_before_the_last_file_leaves_everything_as_it_was(folder, error) -> None:
    before = tree(folder)
    with pytest.raises((error, OutputError)), replacing_in(folder) as fresh:
        fill(fresh)
        raise error
    assert tree(folder) == before


@pytest.mark.parametrize("last", [1, 2, 3])
def test_an_end_in_the_middle_of_the_move_is_undone(folder, monkeypatch, last) -> None:
    before, real, moves = tree(folder), Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if "new" in self.parts:
            moves.append(self)
            if len(moves) == last:
                raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt), replacing_in(folder, merged=("documents",)) as fresh:
        fill(fresh)
    assert tree(folder) == before


def test_a_new_folder_that_could_not_be_filled_is_removed(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing_in(tmp_path / "out") as fresh:
        fill(fresh)
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_errors_name_the_place_that_the_user_gave(folder: Path) -> None:
    with pytest.raises(OutputError) as caught, replacing_in(folder) as fresh:
        raise OutputError(fresh / "graph.ttl", "disk full")
    assert caught.value.target == folder / "graph.ttl"
    with pytest.raises(SubstanceKGError, match=r"out.store: bad"), replacing_in(folder) as fresh:
        raise SubstanceKGError(f"{fresh / 'store'}: bad")


def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"), replacing_in(folder) as fresh:
        (fresh / "store").write_text("a file")
    assert (folder / "store" / "old").exists()


def test_of_two_writers_at_once_one_wins_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def write(name: str) -> None:
        for _ in range(15):
            with replacing_in(out) as fresh:
                (fresh / "store").mkdir()
                (fresh / "store" / name).write_text(name)
                (fresh / "graph.ttl").write_text(name)

    writers = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = tree(out)
    assert set(found) == {"graph.ttl", f"store/{found['graph.ttl']}"}


def test_the_file_behind_a_link_is_replaced_not_the_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_pipe_gets_the_data_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    with replacing(pipe) as fresh:
        fresh.write_text("data")
    reader.join()
    assert got == ["data"]
    assert pipe.is_fifo()
