"""What the service has done, in Prometheus' text form. It names no student."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from autograder.commands.serve.graders import Graders

STEPS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts answers, and measures how long students wait for them."""

    def __init__(self, graders: Graders) -> None:
        self._registry = CollectorRegistry()
        own = self._registry
        self._answers = Counter(
            "autograder_answers", "Answers to POST /check, by HTTP status", ["status"], registry=own
        )
        self._seconds = Histogram(
            "autograder_seconds", "From a notebook's arrival to its answer", ["assignment"],
            registry=own, buckets=STEPS,
        )  # fmt: skip
        gauges = {
            "waiting": ("Questions that no process has begun with", lambda: graders.waiting),
            "under_way": ("Questions that are being graded", lambda: graders.under_way),
            "processes": ("Processes that grade", lambda: graders.count),
        }
        for name, (about, value) in gauges.items():
            Gauge(f"autograder_{name}", about, registry=own).set_function(value)

    def count(self, status: int) -> None:
        """Count an answer."""
        self._answers.labels(status).inc()

    def answered(self, assignment: str, seconds: float) -> None:
        """Measure an answer."""
        self._seconds.labels(assignment).observe(seconds)

    def text(self) -> bytes:
        """Return what Prometheus reads."""
        return generate_latest(self._registry)
