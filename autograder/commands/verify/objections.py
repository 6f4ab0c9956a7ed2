"""What speaks against a suite. Each function looks at one kind of finding and returns sentences."""

from collections.abc import Callable, Iterable

from autograder.commands.verify.proof import (
    ALTERNATIVE,
    MISCONCEPTION,
    MUTANT,
    REFERENCE,
    RELEASE,
    Proof,
    TrialResult,
)


def ungraded(proof: Proof) -> list[str]:
    """Trials that the grader itself could not judge."""
    return [
        f"{_called(each)} could not be graded: {each.error}"
        for each in proof.findings
        if each.error
    ]


def reference_loses(proof: Proof) -> list[str]:
    """The reference does not get full marks."""
    return [
        f"the reference loses points: {_listed(each.lost)}"
        for each in _graded(proof, REFERENCE)
        if not each.full
    ]


def release_earns(proof: Proof) -> list[str]:
    """The untouched release gets points."""
    return [
        f"the untouched release earns {each.graded.score:g} points"
        for each in _graded(proof, RELEASE)
        if each.graded and each.graded.score
    ]


def misconception_survives(proof: Proof) -> list[str]:
    """A misconception keeps its points, or loses them for another reason than the intended."""
    faults = []
    for each in _graded(proof, MISCONCEPTION):
        name, missed = each.trial.name, each.trial.loses - each.lost
        if each.full:
            faults.append(f"the misconception '{name}' keeps full marks")
        elif not each.trial.loses:
            faults.append(f"the misconception '{name}' does not say which tests it loses")
        elif missed:
            faults.append(
                f"the misconception '{name}' loses points, but not for the intended reason: "
                f"it passes {_listed(missed)}"
            )
    return faults


def alternative_loses(proof: Proof) -> list[str]:
    """An alternative loses points, or does not lose what it says."""
    faults = []
    for each in _graded(proof, ALTERNATIVE):
        # a right solution may draw otherwise than a worked example does
        name, allowed = each.trial.name, each.trial.loses & each.examples
        if unfair := each.lost - allowed:
            faults.append(f"the alternative '{name}' loses points: {_listed(unfair)}")
        if odd := each.trial.loses - each.lost:
            faults.append(f"the alternative '{name}' says that it loses {_listed(odd)}, but passes")
    return faults


def misnamed(proof: Proof) -> list[str]:
    """A misconception is diagnosed as another one, or not at all; an alternative as any."""
    faults = []
    for each in (*_graded(proof, MISCONCEPTION), *_graded(proof, ALTERNATIVE)):
        entries = each.graded.misconceptions if each.graded else ()
        name = " and ".join(entry.slug for entry in entries) or None
        if name != each.trial.named and not (each.full and name is None):
            what = f"is diagnosed as '{name}'" if name else "is not diagnosed"
            faults.append(f"{_called(each)} {what}: if both behave the same, say so in `Like:`")
    return faults


def mutant_survives(proof: Proof) -> list[str]:
    """A mutant keeps its points and is not listed as equivalent."""
    return [f"this mutant keeps full marks: {change}" for change in proof.survivors]


def listed_in_vain(proof: Proof) -> list[str]:
    """A mutant is listed as equivalent that is killed, or that is none."""
    killed = {each.trial.change for each in proof.of(MUTANT) if each.killed}
    known = {each.trial.change for each in proof.of(MUTANT)}
    faults = []
    for change in proof.equivalents:
        if change in killed:
            faults.append(f"listed as equivalent, but it loses points: {change}")
        elif change not in known:
            faults.append(f"listed as equivalent, but there is no such mutant any more: {change}")
    return faults


Finder = Callable[[Proof], list[str]]
FINDERS: tuple[Finder, ...] = (
    ungraded, reference_loses, release_earns, misconception_survives, alternative_loses, misnamed,
    mutant_survives, listed_in_vain,
)  # fmt: skip


def faults_of(proof: Proof) -> list[str]:
    """Return everything that speaks against the suite of one exercise."""
    return [sentence for find in FINDERS for sentence in find(proof)]


def _graded(proof: Proof, kind: str) -> list[TrialResult]:
    return [each for each in proof.of(kind) if not each.error]


def _called(finding: TrialResult) -> str:
    return f"the {finding.trial.kind} {finding.trial.name}".strip()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
