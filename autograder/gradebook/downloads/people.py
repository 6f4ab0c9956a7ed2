"""Who in the gradebook handed in a downloaded file."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from autograder.gradebook.downloads.file_names import Handed
from autograder.gradebook.students import Person


class People:
    """The students of a gradebook, to be found by what a download calls them."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._logins: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, set[str]] = defaultdict(set)
        self.ids = set()
        for each in people:
            self.ids.add(each.id)
            # an id leads to its own student, whoever else is called so
            for login in (each.email, each.lms_user_id):
                self._logins[_folded(login)].add(each.id)
            for name in (
                f"{each.first_name} {each.last_name}", f"{each.last_name} {each.first_name}",
            ):  # fmt: skip
                self._names[_letters(name)].add(each.id)
        self._ids = {_folded(each): each for each in self.ids}

    def find(self, handed: Handed) -> str | None:
        """Return a student's id; None where nobody is it, or where several may be."""
        return self.by_login(handed) or self._by_name(handed)

    def by_login(self, handed: Handed) -> str | None:
        """Return the id of the student whose id, number or address it is: no name, which others
        may have or take.
        """
        for login in map(_folded, handed.logins):
            if login in self._ids:
                return self._ids[login]
            if len(found := self._logins.get(login, set())) == 1:
                return next(iter(found))
        return None

    def _by_name(self, handed: Handed) -> str | None:
        if (name := _folded(handed.name)) in self._ids:
            return self._ids[name]
        # Moodle puts the name of a group in front
        for name in (handed.name, handed.name.partition("-")[2]):
            if len(found := self._names.get(_letters(name), set()) if name else set()) == 1:
                return next(iter(found))
        return None

    def of_that_name(self, handed: Handed) -> list[str]:
        """Return all whose name it is."""
        return sorted(self._names.get(_letters(handed.name), ())) if handed.name else []


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()


def _letters(name: str) -> str:
    """Return a name without spaces, accents and signs: systems write them in many ways."""
    taken_apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in taken_apart if char.isalnum())
