"""What the path of a downloaded file says: who handed it in, when, and what it was called."""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

# each matches a folder or a file of a download; what a system leaves out is a group that is missing
CANVAS = re.compile(
    r"(?!gradebook_)(?P<name>[^\W_]+)_(?P<late>LATE_)?(?P<login>\d+)_(?P<number>\d+)_(?P<file>.+)",
    re.IGNORECASE,
)
# a group's name may stand in front; in folders or not, as is chosen there
MOODLE = re.compile(r"(?P<name>.+?)_(?P<participant>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?")
BLACKBOARD = re.compile(
    r".+?_(?P<login>[^_]+)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\..*)"
)
BRIGHTSPACE = re.compile(
    r"\d+-\d+ ?- (?P<name>.+?) ?- (?P<when>[A-Z]\w+ \d+, \d{4} \d{3,4} [AP]M)(?: ?- (?P<file>.+))?"
)
SYSTEMS = {
    "Moodle": MOODLE, "Blackboard": BLACKBOARD, "Brightspace": BRIGHTSPACE, "Canvas": CANVAS,
}  # fmt: skip
TIMES = {"Blackboard": "%Y-%m-%d-%H-%M-%S", "Brightspace": "%b %d, %Y %I%M %p"}
# as Colab, browsers and desktops call a file that is there already
COPY_OF = re.compile(r"(?:copy|kopie|copie|copia|cópia|kopi) (?:of|von|de|van|av|di)[ _]+", re.I)
A_COPY = re.compile(r"(?: ?\((?P<first>\d+)\)|-(?P<second>\d{1,3})| ?-? ?(?:copy|kopie))$", re.I)


@dataclass(frozen=True)
class Handed:
    """A file of a download.

    ``logins``: what may be the student's id, e-mail address or number; ``name`` as people have it;
    ``participant``: tells two of one name apart. ``when`` has a time zone where it is known;
    ``number`` grows with each hand-in. ``file``: what the student called it, without folders.
    """

    path: str
    system: str = ""
    name: str = ""
    logins: tuple[str, ...] = ()
    participant: str = ""
    file: str = ""
    when: datetime.datetime | None = None
    number: int = 0
    late: bool = False

    @property
    def turn(self) -> tuple[bool, float, int, int]:
        """Return what orders the attempts of one student; the newest is the largest."""
        when = self.when.timestamp() if self.when else 0
        return self.when is not None, when, self.number, copy_number(self.file)


def systems_of(paths: Iterable[str]) -> list[str]:
    """Return the systems by how many of a download's paths they could have written.

    A student chooses what stands behind the system's own part of a name, and may imitate another
    system there; most do not.
    """
    count = Counter(
        system
        for path in paths
        for system, pattern in SYSTEMS.items()
        if any(map(pattern.fullmatch, _parts(path)))
    )
    return sorted(SYSTEMS, key=lambda system: -count[system])


def read_path(
    path: str, zone: datetime.tzinfo, systems: Sequence[str] = tuple(SYSTEMS)
) -> Handed | None:
    """Return what a path below the download's folder says; None where no system writes such.

    The outermost folder that says something counts: students may hand in folders of any name.
    ``zone``: of the times that have none; ``systems``: in the order in which they are tried.
    """
    parts = _parts(path)
    for part in parts:
        for system in systems:
            if found := SYSTEMS[system].fullmatch(part):
                known = {key: value for key, value in found.groupdict().items() if value}
                return _handed(path, system, known, parts[-1], part is parts[-1], zone)
    return None


def _parts(path: str) -> tuple[str, ...]:
    return PurePath(unicodedata.normalize("NFC", path)).parts


def _handed(
    path: str, system: str, known: dict[str, str], last: str, flat: bool, zone: datetime.tzinfo
) -> Handed | None:
    when = None
    if "when" in known:
        # 104 is four past one, not four past ten
        text = re.sub(r" (?=\d{3} )", " 0", known["when"])
        try:
            when = datetime.datetime.strptime(text, TIMES[system]).replace(tzinfo=zone)
        except ValueError:
            return None
    return Handed(
        path, system, known.get("name", ""), tuple([known["login"]] if "login" in known else []),
        known.get("participant", known.get("login", "")),
        known.get("file", last) if flat else last, when, int(known.get("number", 0)),
        "late" in known,
    )  # fmt: skip


def read_gradescope(path: str, metadata: dict[str, Any]) -> Iterator[Handed]:
    """Yield what an export's ``submission_metadata.yml`` says of a file, for each submitter.

    ``metadata``: by the names of folders and files. Raises LookupError, TypeError and ValueError
    where it is not as Gradescope writes it.
    """
    parts = _parts(path)
    for part in parts:
        if part in metadata:
            about = metadata[part]
            when = about.get(":created_at")
            if isinstance(when, datetime.datetime) and when.tzinfo is None:
                when = when.replace(tzinfo=datetime.UTC)
            handed = Handed(path, "Gradescope", file=parts[-1], when=when)
            for person in about[":submitters"]:
                logins = [str(person[key]) for key in (":sid", ":email") if person.get(key)]
                yield replace(
                    handed, name=str(person.get(":name", "")), logins=tuple(logins),
                    participant="".join(logins[:1]),
                )  # fmt: skip
            return


def notebook_called(file: str, notebooks: Sequence[str]) -> str | None:
    """Return which of the released notebooks a file is a copy of, by its name alone; None: of none.

    ``notebooks``: paths, as released.
    """
    wanted = {_plain(PurePath(path).stem): path for path in notebooks}
    stem = PurePath(file).stem
    while stem:
        if found := wanted.get(_plain(stem)):
            return found
        shorter = A_COPY.sub("", COPY_OF.sub("", stem, count=1) if COPY_OF.match(stem) else stem)
        if shorter == stem:
            return None
        stem = shorter.strip()
    return None


def copy_number(file: str) -> int:
    """Return the number that a system or browser has put behind a name: 2 of ``lab (2).ipynb``."""
    found = A_COPY.search(PurePath(file).stem)
    return int(found["first"] or found["second"] or 0) if found else 0


def _plain(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold().strip().replace(" ", "_")
