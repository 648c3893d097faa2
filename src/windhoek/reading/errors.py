"""The one error of this room: a file that cannot be read, told so that a person can act on it."""

from __future__ import annotations


class ReadError(Exception):
    """A file could not be read.

    `path` names the file, `reason` says what is wrong, `remedy` what to do, `place` where in the file
    (`line 90, column 18`, `page 3`) when known. Printed as one line.
    """

    def __init__(self, path: str, reason: str, remedy: str, place: str = "") -> None:
        super().__init__(path, reason, remedy, place)
        self.path, self.reason, self.remedy, self.place = path, reason, remedy, place

    def __str__(self) -> str:
        where = f"{self.path}, {self.place}" if self.place else self.path
        line = f"{where}: {self.reason}. {self.remedy}."
        return " ".join(line.split())
