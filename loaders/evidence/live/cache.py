"""Answers of live services, kept on disk: a run goes on where the last one stopped, also offline.

An answer is one gzip file, named after the hash of what was asked; it is written as a whole or not
at all, so that a killed run leaves nothing half-done. Rules of HTTP caching do not apply on
purpose: services mark their answers as not to be stored, yet a study has to be repeatable.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from substancekg.errors import OutputError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service answered.

    :ivar url: what was asked, without keys and addresses of people
    :ivar media_type: such as ``application/json``, in lower case, without parameters
    :ivar stored: seconds since 1970 when it was received
    """

    url: str
    body: bytes
    media_type: str = ""
    stored: float = 0.0


class AnswerCache:
    """A folder of answers.

    :param max_age: days after which an answer is asked for anew; ``None`` for never
    :param clock: seconds since 1970
    """

    def __init__(
        self,
        folder: Path,
        *,
        max_age: float | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.folder, self.max_age, self.clock = folder, max_age, clock

    def path(self, key: str) -> Path:
        """Return the file of a key; keys are hashed, so that any text is a safe one."""
        name = hashlib.sha256(key.encode("utf-8")).hexdigest()
        return self.folder / name[:2] / f"{name}.json.gz"

    def get(self, key: str, *, any_age: bool = False) -> Answer | None:
        """Return the answer of a key; ``None`` when there is none, it is too old, or damaged."""
        try:
            head, _, body = gzip.decompress(self.path(key).read_bytes()).partition(b"\n")
            record = json.loads(head)
            answer = Answer(
                str(record["url"]), body, str(record["media_type"]), float(record["stored"])
            )
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
            return None
        if any_age or self.max_age is None:
            return answer
        return answer if self.clock() - answer.stored <= self.max_age * 86_400 else None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer.

        :raises OutputError: if the folder cannot be written
        """
        head: Mapping[str, object] = {
            "url": answer.url,
            "media_type": answer.media_type,
            "stored": self.clock(),
        }
        data = json.dumps(head).encode("utf-8") + b"\n" + answer.body
        path = self.path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            part = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(gzip.compress(data, mtime=0))
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as cause:
            reason = f"cannot keep answers here ({cause.strerror or cause})"
            raise OutputError(self.folder, reason) from cause
