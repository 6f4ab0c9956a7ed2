"""What `autograder verify` prints."""

import textwrap
from typing import Any

from autograder.commands.output import table
from autograder.commands.verify.objections import faults_of
from autograder.commands.verify.proof import (
    ALTERNATIVE,
    MISCONCEPTION,
    MUTANT,
    REFERENCE,
    RELEASE,
    Proof,
    percent,
    total,
)
from autograder.sandbox.untrusted_text import clean

MOST_FAULTS, WIDEST, WIDTH = 20, 240, 100
HEADS = ["exercise", "reference", "release", "misconceptions", "alternatives", "mutants", "killed",
         "equivalent", "score"]  # fmt: skip


def render(proofs: list[Proof]) -> str:
    """Return a row for each exercise, what nothing needs, the faults and the mutation score."""
    rows = table.grid([HEADS, *map(_row, proofs)])
    unneeded = [_paragraph(proof.exercise, proof.unneeded) for proof in proofs if proof.unneeded]
    if unneeded:
        unneeded.insert(0, "\nchecks that catch only what others of their suite catch too:")
    found = [f"! {proof.exercise}: {sentence}" for proof in proofs for sentence in faults_of(proof)]
    shown = ["", *(clean(each, WIDEST) for each in found[:MOST_FAULTS])] if found else []
    if len(found) > MOST_FAULTS:
        shown.append(f"and {len(found) - MOST_FAULTS} more")
    killed, whole = total(proofs)
    listed = sum(proof.equivalent for proof in proofs)
    score = (
        f"\nmutation score: {percent(killed, whole):g} % ({killed} of {whole} mutants killed; "
        f"{listed} more are listed as equivalent)"
    )
    verdict = "the suites do not hold: see above" if found else "the suites hold"
    return "\n".join([*rows, *unneeded, *shown, score, verdict])


def as_json(proof: Proof) -> dict[str, Any]:
    """Return the proof of one exercise as the command line prints it."""
    return {
        "assignment": proof.assignment,
        "exercise": proof.exercise,
        "reference": _points(proof, REFERENCE),
        "release": _points(proof, RELEASE),
        "misconceptions": len(proof.of(MISCONCEPTION)),
        "alternatives": len(proof.of(ALTERNATIVE)),
        "mutants": len(proof.of(MUTANT)),
        "killed": proof.killed,
        "equivalent": proof.equivalent,
        "score": proof.mutation_score,
        "survivors": [str(change) for change in proof.survivors],
        "unneeded": proof.unneeded,
        "faults": faults_of(proof),
    }


def _row(proof: Proof) -> list[str]:
    told = as_json(proof)
    counts = [str(told[key]) for key in ("misconceptions", "alternatives", "mutants", "killed",
                                         "equivalent")]  # fmt: skip
    points = ["error" if told[key] is None else f"{told[key]:g}" for key in (REFERENCE, RELEASE)]
    return [proof.exercise, *points, *counts, f"{proof.mutation_score:g} %"]


def _paragraph(exercise: str, tests: list[str]) -> str:
    names = ", ".join(test.removeprefix("test_") for test in tests)
    return textwrap.fill(
        f"{exercise}: {names}", WIDTH, initial_indent="  ", subsequent_indent="    "
    )


def _points(proof: Proof, kind: str) -> float | None:
    return next((each.graded.score for each in proof.of(kind) if each.graded), None)
