"""Collects from nbgrader's exchange what its student has handed in, and nobody else."""

import os
import pwd
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from autograder.sandbox.untrusted_text import some_of


class CollectOwn(ExchangeCollect):  # type: ignore[misc]
    """Leaves out what another account than the student's has put in, and names it.

    nbgrader itself warns of it and collects it all the same, in place of the student's own.
    """

    src_records: list[dict[str, Any]]  # the newest of each student

    def copy_files(self) -> None:
        """Copy everybody's newest submission of their own."""
        foreign = [each for each in self.src_records if not self._is_own(each)]
        self.src_records = [each for each in self.src_records if each not in foreign]
        super().copy_files()
        if foreign:
            names = sorted(f"{each['username']} (owned by {self._owner(each)})" for each in foreign)
            self.log.warning(
                "Not collected, because an account other than the student's handed it in (%d): "
                "%s. Where accounts do not own files: c.ExchangeCollect.check_owner = False",
                len(names), some_of(names, len(names)),
            )  # fmt: skip

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        # nbgrader takes the first of these: what is foreign counts where nothing else is there
        own = [each for each in records if self._is_own(each)]
        newest: list[dict[str, Any]] = super()._sort_by_timestamp(own or records)
        return newest

    def _is_own(self, record: dict[str, Any]) -> bool:
        return not self.check_owner or self._owner(record) == record["username"]

    def _owner(self, record: dict[str, Any]) -> str:
        number = os.stat(Path(self.inbound_path) / record["filename"]).st_uid
        try:
            return pwd.getpwuid(number).pw_name
        except KeyError:
            return f"the unknown account {number}"
