"""What is to be reached, and the figures of a run that are held against it."""

from dataclasses import dataclass
from typing import Any

Found = dict[str, Any]
DAY = 24 * 60 * 60
FEW = 10  # students
CROWD = 100_000  # submissions a day
TOOLS = {  # by the name in the results: how it is called, and how many times faster we are to be
    "stock": ("nbgrader autograde, experiments left out", 30),
    "experiments": ("nbgrader autograde, whole notebooks", 300),
    "otter": ("Otter's API, experiments left out", 60),
    "otter-run": ("otter run, experiments left out", None),
    "pytest": ("pytest, a process each", None),
}
# how many times as long as pure compute isolated grading may take, by assignment
MOST_TIMES_PURE = {"regularization": 2.0, "dropout": 1.6}


@dataclass(frozen=True)
class Target:
    """A figure and its bound; ``at_least`` tells which side is the good one."""

    words: str
    figure: float
    bound: float
    at_least: bool = False
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether the figure is on the good side."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound


def largest(found: Found, most: int = 1000) -> tuple[int, Found]:
    """Return the largest class of up to ``most`` students, which rates are taken from."""
    sizes = found["ours"]["sizes"]
    count = max((size for size in sizes if size <= most), default=max(sizes))
    return count, sizes[count]


def targets(found: Found) -> list[Target]:
    """Return the targets that a run can be held against."""
    return [*_side_by_side(found), *_isolated(found), *_class(found), *_dask(found)]


def _side_by_side(found: Found) -> list[Target]:
    tools = found["tools"]
    return [
        Target(f"as fast as {words}", tools[name]["times"], times, True, " times")
        for name, (words, times) in TOOLS.items() if times and name in tools
    ]  # fmt: skip


def _isolated(found: Found) -> list[Target]:
    return [
        Target(f"isolated grading against pure compute, {name}", each["median"]["ratio"],
               MOST_TIMES_PURE[name], unit=" times")
        for name, each in found.get("isolated", {}).items()
    ]  # fmt: skip


def _class(found: Found) -> list[Target]:
    if "twice" not in found:
        return []
    sizes, twice = found["ours"]["sizes"], found["twice"]
    students = twice["students"]
    unwatched = sizes.get(students, twice)["wall"]
    # of a few, the start-up that is taken off is nearly all, and chance in it more than the rest
    told = [count for count in sorted(sizes)[:-1] if count > FEW] or [min(sizes)]
    cheapest = min(told, key=lambda count: sizes[count]["net"])
    grown = 100 * (sizes[max(sizes)]["net"] / sizes[cheapest]["net"] - 1)
    words = f"growth to {max(sizes)} from {cheapest}, the cheapest class of more than {FEW}"
    return [
        Target(f"{students} recorded, start-up included", unwatched, 18, unit=" s"),
        Target(words, grown, 10, unit=" %"),
        Target("regrade of an unchanged submission", 1e3 * twice["again_each"], 1, unit=" ms"),
        Target("peak memory (PSS)", twice["peak_mib"], 400, unit=" MiB"),
    ]


def _dask(found: Found) -> list[Target]:
    if "dask" not in found:
        return []
    # the workers are up already: with the local processes' start-up counted they would look faster
    share = 100 * found["dask"]["net_share"]
    return [Target("two Dask workers, share of two local processes", share,
                   90, True, " %")]  # fmt: skip


def estimate(found: Found) -> list[str]:
    """Return what a crowd would take, as arithmetic from the measured rate."""
    count, ours = largest(found)
    rate, jobs = CROWD / DAY, found["ours"]["jobs"]
    each = ours["net"] * jobs
    return [
        f"On paper: {CROWD} submissions a day / {DAY} s = {rate:.2f} a second. Each takes "
        f"{ours['net'] * 1e3:.0f} ms × {jobs} cores = {each * 1e3:.0f} ms of a core",
        f"({count} students above): {rate:.2f} / s × {each:.3f} s = {rate * each:.2f} cores all "
        f"day long, or {rate * each * 12:.1f} where half of them",
        "come in within one hour (12 times the average rate).",
    ]
