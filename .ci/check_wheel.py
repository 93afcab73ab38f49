"""Build the wheel, install it with its pinned requirements in a clean environment, and run it.

The run happens in a folder that has a ``graph/`` and a ``viz/`` of its own, which must not be taken
for those of the project.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WANTED = ("graph.ttl", "graph.html", "claims.csv", "report.md")


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command, show its errors, and return what it printed."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(f"check_wheel: {' '.join(map(str, command))} exited {done.returncode}")
    return done.stdout


def main() -> None:
    """Check the wheel on one interpreter."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="interpreter to check with")
    interpreter = parser.parse_args().python
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        run(
            sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", place / "dist"
        )  # fmt: skip
        (wheel,) = (place / "dist").glob("*.whl")
        if interpreter == sys.executable:
            venv.create(place / "venv", with_pip=True)
        else:
            run(interpreter, "-m", "venv", place / "venv")
        python = place / "venv" / "bin" / "python"
        requirements = ROOT / "requirements" / "run.txt"
        run(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements)
        run(python, "-m", "pip", "install", "-q", "--no-deps", wheel)
        elsewhere = place / "elsewhere"
        for part in ("graph", "viz", "ontology", "loaders"):
            (elsewhere / part).mkdir(parents=True)
            (elsewhere / part / "__init__.py").write_text("raise RuntimeError('not ours')\n")
        run(place / "venv" / "bin" / "substancekg", "--quiet", "demo", "-o", "kg", cwd=elsewhere)
        run(python, "-c", "import substancekg; substancekg.load('kg')", cwd=elsewhere)
        missing = [wanted for wanted in WANTED if not (elsewhere / "kg" / wanted).is_file()]
        if missing:
            raise SystemExit(f"check_wheel: the demo did not write {missing}")
        version = run(python, "-c", "import sys; print(*sys.version_info[:3], sep='.')").strip()
        print(f"wheel: {wheel.name} installed and run on Python {version}")


if __name__ == "__main__":
    main()
