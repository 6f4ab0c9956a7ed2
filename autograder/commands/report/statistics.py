"""The figures of a class: pure functions from results to plain data."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean

from autograder.commands.report.class_results import ClassResults, ExerciseResult, StudentReport
from autograder.commands.report.concerns import Concern, Kind
from autograder.commands.report.course_texts import title_of
from autograder.commands.report.distributions import score_distribution, seconds_distribution
from autograder.commands.report.figures import (
    CheckFigures,
    Concerns,
    ExerciseFigures,
    Figures,
    WrittenFigures,
)
from autograder.commands.report.item_analysis import Discrimination, discriminations
from autograder.testing.results import Outcome

SLOWEST = 5  # submissions that are named


def figures(results: ClassResults) -> Figures:
    """Return the figures of a class."""
    graded = [work for work in results.works if work.graded]
    marked = bool(results.written) and not any(None in work.written.values() for work in graded)
    seconds = {work.student: work.seconds for work in graded if work.seconds is not None}
    slowest = sorted(seconds.items(), key=lambda pair: -pair[1])[:SLOWEST]
    whole = sum(results.points.values()) + (sum(results.written.values()) if marked else 0)
    totals = [total for work in graded if (total := _total(work, marked)) is not None]
    return Figures(
        results.assignment,
        handed_in=sum(not work.missing for work in results.works),
        graded=len(graded),
        held=sum(_total(work, False) is None for work in graded),
        counts_written=marked,
        scores=score_distribution(totals, whole),
        exercises=_exercises(results, graded),
        written=tuple(_written(name, most, graded) for name, most in results.written.items()),
        concerns=_concerns(results.works),
        everybody=_lowest_first([(work, _total(work, marked)) for work in results.works]),
        seconds=seconds_distribution(list(seconds.values())),
        slowest=tuple(slowest),
        outdated=sum(work.outdated for work in graded),
        not_isolated=sum(work.not_isolated for work in graded),
        recorded=results.recorded,
    )  # fmt: skip


def _lowest_first(
    everybody: list[tuple[StudentReport, float | None]],
) -> tuple[tuple[StudentReport, float | None], ...]:
    """Sort by points; who has none stands last, those first who have handed in."""

    def place(each: tuple[StudentReport, float | None]) -> tuple[bool, bool, float]:
        work, points = each
        scored = bool(work.exercises) and points is not None
        return not scored, work.missing, points if scored and points is not None else 0.0

    return tuple(sorted(everybody, key=place))


def _total(work: StudentReport, with_written: bool) -> float | None:
    """Return a student's points; None where an exercise is held back."""
    points = [each.score for each in work.exercises.values()]
    points += work.written.values() if with_written else []
    return None if None in points else round(sum(filter(None, points)), 2)


def _exercises(
    results: ClassResults, graded: Sequence[StudentReport]
) -> tuple[ExerciseFigures, ...]:
    names = dict.fromkeys([*results.points, *(slug for work in graded for slug in work.exercises)])
    settled = [work for work in graded if _total(work, False) is not None]
    scores = {name: [_score(work, name) for work in settled] for name in names}
    items = discriminations(scores)
    checks = _checks(results, graded, settled, names)
    return tuple(_exercise(results, name, graded, checks[name], items[name]) for name in names)


def _score(work: StudentReport, name: str) -> float:
    each = work.exercises.get(name)
    return math.nan if each is None or each.score is None else each.score


def _exercise(
    results: ClassResults,
    name: str,
    graded: Sequence[StudentReport],
    checks: tuple[CheckFigures, ...],
    item: Discrimination,
) -> ExerciseFigures:
    those = {work.student: each for work in graded if (each := work.exercises.get(name))}
    scored = [each.score for each in those.values() if each.score is not None]
    most = results.points.get(name) or max((e.max_score for e in those.values()), default=0.0)
    who: dict[str, list[str]] = {}
    for student, each in those.items():
        for slug in each.misconceptions:
            who.setdefault(slug, []).append(student)
    counted = sorted(who.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return ExerciseFigures(
        name,
        most,
        len(scored),
        fmean(scored) if scored else math.nan,
        full=sum(score >= most for score in scored),
        none=sum(score <= 0 for score in scored),
        held=len(those) - len(scored),
        checks=checks,
        mistakes=tuple((results.mistakes[name, slug], tuple(made)) for slug, made in counted),
        unwritten=tuple(student for student, each in those.items() if each.unwritten),
        unnamed=tuple(student for student, each in those.items() if _unnamed(each)),
        item=item,
    )


def _unnamed(exercise: ExerciseResult) -> bool:
    outcomes = exercise.checks.values()
    fails = Outcome.FAIL in outcomes and Outcome.ERROR not in outcomes
    return fails and not exercise.misconceptions and not exercise.unwritten


def _checks(
    results: ClassResults,
    graded: Sequence[StudentReport],
    settled: Sequence[StudentReport],
    names: Iterable[str],
) -> dict[str, tuple[CheckFigures, ...]]:
    """Return the checks of each exercise, in the order of the suites."""
    keys = {name: _names_of(results, graded, name) for name in names}
    passes = {f"{name}/{check}": [_passed(work, name, check) for work in settled]
              for name, those in keys.items() for check in those}  # fmt: skip
    items = discriminations(passes)
    return {
        name: tuple(_check(results, graded, name, check, items[f"{name}/{check}"])
                    for check in those)
        for name, those in keys.items()
    }  # fmt: skip


def _names_of(results: ClassResults, graded: Sequence[StudentReport], name: str) -> list[str]:
    order = {check: place for place, check in enumerate(results.titles.get(name, {}))}
    seen = dict.fromkeys(
        check for work in graded if name in work.exercises for check in work.exercises[name].checks
    )
    return sorted(seen, key=lambda check: order.get(check.partition("[")[0], len(order)))


def _passed(work: StudentReport, name: str, check: str) -> float:
    """Return 1 where a check passed, 0 where it did not, NaN where it was not judged."""
    outcome = work.exercises[name].checks.get(check) if name in work.exercises else None
    return math.nan if outcome in (None, Outcome.ERROR) else float(outcome == Outcome.PASS)


def _check(
    results: ClassResults,
    graded: Sequence[StudentReport],
    name: str,
    check: str,
    item: Discrimination,
) -> CheckFigures:
    those = (work.exercises[name].checks.get(check) for work in graded if name in work.exercises)
    counts = Counter(outcome for outcome in those if outcome is not None)
    title = title_of(check, dict(results.titles.get(name, {})))
    return CheckFigures(check, title, {each: counts[each] for each in Outcome}, item)


def _written(name: str, most: float, graded: Sequence[StudentReport]) -> WrittenFigures:
    answers = [work.written.get(name) for work in graded]
    marks = [mark for mark in answers if mark is not None]
    mean = fmean(marks) if marks else math.nan
    return WrittenFigures(name, most, len(marks), len(answers) - len(marks), mean)


def _concerns(works: Sequence[StudentReport]) -> Concerns:
    found: dict[Kind, list[tuple[str, Concern]]] = {}
    for work in works:
        for concern in () if work.missing else work.concerns:
            found.setdefault(concern.kind, []).append((work.student, concern))
    return tuple((kind, tuple(found[kind])) for kind in Kind if kind in found)
