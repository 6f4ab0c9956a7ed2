"""Which files of a download are collected, for whom, and what there is to say about it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from autograder.gradebook.downloads.file_names import Handed, notebook_called
from autograder.gradebook.downloads.people import People
from autograder.sandbox.untrusted_text import clean

NOTEBOOK = ".ipynb"


@dataclass
class Plan:
    """What is collected: ``chosen`` by path, each with its student and the notebook it is."""

    chosen: dict[str, tuple[str, str, Handed]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @property
    def students(self) -> set[str]:
        """Return those of whom something is collected."""
        return {student for student, _, _ in self.chosen.values()}


def plan(handed: Iterable[Handed], notebooks: Sequence[str], people: People) -> Plan:
    """Choose a file for each student and notebook: of several attempts the newest.

    ``notebooks``: those that were released, as paths in the assignment's folder.
    """
    found = Plan()
    for student, files in sorted(_by_student(list(handed), people, found).items()):
        for notebook, versions in _by_notebook(student, files, notebooks, found).items():
            *older, newest = sorted(versions, key=lambda each: (each.turn, each.path))
            # of a group, one file for several: the collector has one student a file
            if newest.path in found.chosen:
                other = found.chosen[newest.path][0]
                found.told.append(
                    f"{student}: handed in together with {other}, and collected for {other} alone: "
                    f"copy submitted/{other}/ to submitted/{student}/"
                )
                continue
            found.chosen[newest.path] = student, notebook, newest
            for each in older:
                found.told.append(
                    f"{student}: several attempts, the newer one counts: {_shown(newest)}, "
                    f"not {_shown(each)}"
                )
            if newest.late and not newest.when:
                found.told.append(
                    f"{student}: marked late by {newest.system}, and the download does not say by "
                    "how much: put the time into timestamp.txt"
                )
    return found


def _by_student(handed: list[Handed], people: People, found: Plan) -> dict[str, list[Handed]]:
    files: dict[str, list[Handed]] = defaultdict(list)
    claims = _claims(handed, people)
    for each in handed:
        student = people.find(each) or ""
        several = people.of_that_name(each)
        if student and not people.by_login(each) and len(claims[student]) > 1:
            # two accounts of one name: nobody's work may count as another's
            several, student = [student], ""
        if not student:
            student = _called(each, bool(several) or len(claims[each.name]) > 1)
            if several:
                names = ", ".join(several)
                found.told.append(
                    f"{student}: this may be {names}: rename submitted/{student}/ to the right one"
                )
            elif people.ids:
                found.told.append(f"{student}: not in the list of students, and will be added")
        files[student].append(each)
    found.told = list(dict.fromkeys(found.told))
    return files


def _claims(handed: list[Handed], people: People) -> dict[str, set[str]]:
    """Return the accounts in the download behind each student, or behind a name of nobody's."""
    claims: dict[str, set[str]] = defaultdict(set)
    for each in handed:
        claims[people.find(each) or each.name].add(each.participant)
    return claims


def _called(handed: Handed, numbered: bool) -> str:
    """Return a student's id as the download gives it; ``numbered``: the name does not say who."""
    name = clean(handed.name, 100).strip(". ")
    if not name:
        return clean(handed.logins[0], 100).replace("/", "-").strip(". ")
    return f"{name}_{handed.participant}" if numbered and handed.participant else name


def _by_notebook(
    student: str, files: list[Handed], notebooks: Sequence[str], found: Plan
) -> dict[str, list[Handed]]:
    """Return the versions of each notebook; what is none of the released keeps its own name."""
    versions: dict[str, list[Handed]] = defaultdict(list)
    others: dict[str, list[Handed]] = defaultdict(list)
    last = max((each.turn[:2] for each in files), default=(False, 0.0))
    for each in files:
        if PurePath(each.file).suffix.lower() != NOTEBOOK:
            continue
        if called := notebook_called(each.file, notebooks):
            versions[called].append(each)
        elif each.turn[:2] == last:
            others[each.file].append(each)
        else:
            found.told.append(f"{student}: an older attempt, which does not count: {_shown(each)}")
    if not versions and not others:
        names = ", ".join(sorted({_shown(each) for each in files})[:3])
        found.told.append(f"{student}: handed in no notebook, but {names}")
    elif len(others) == len(notebooks) == 1 and not versions:
        ((name, only),) = others.items()
        found.told.append(f"{student}: {clean(name, 100)} is taken for {notebooks[0]}")
        return {notebooks[0]: only}
    elif others:
        names = ", ".join(clean(name, 100) for name in sorted(others)[:3])
        found.told.append(f"{student}: also handed in, and not called like a notebook: {names}")
    return {**versions, **others}


def _shown(handed: Handed) -> str:
    return clean(PurePath(handed.path).name, 100)
