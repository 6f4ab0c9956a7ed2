"""The running service: everything put together, from its start to its end."""

import argparse
import os
import socket
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

from traitlets.config import Config

from autograder.commands import OK
from autograder.commands.output import progress
from autograder.commands.serve import server
from autograder.commands.serve.app import Service
from autograder.commands.serve.asking import Asking
from autograder.commands.serve.attempts import Attempts
from autograder.commands.serve.collecting import Collecting
from autograder.commands.serve.database import Database
from autograder.commands.serve.graders import Graders, Hands, Local
from autograder.commands.serve.grading_process import Practice
from autograder.commands.serve.metrics import Metrics
from autograder.commands.serve.settings import Serve
from autograder.commands.serve.tokens import Tokens
from autograder.commands.serve.uploads import Uploads
from autograder.commands.serve.who import Hub, Who
from autograder.course.course import Course, CourseError
from autograder.course.settings import Grading


def run(options: argparse.Namespace, course: Course, config: Config) -> int:
    """Serve until the process is asked to end."""
    settings = Serve(config=config)
    course = Grading(config=config).course(course.root)
    found = {label: course.assignment(label) for label in course.labels}
    notebooks = {label: [*each.points] for label, each in found.items() if each.points}
    if not notebooks:
        raise CourseError("no assignment of the course has exercises to ask about")
    hub = Hub.around(settings.instructors)
    with ExitStack() as stack:
        where = stack.enter_context(_socket(options, hub))
        database = stack.enter_context(closing(Database(course.root)))
        attempts = Attempts(database, settings.attempts_per_hour, settings.asks_per_hour)
        practice = Practice(
            course.root, config, tuple(notebooks), settings.shows, settings.patience_seconds
        )
        hands = stack.enter_context(closing(_hands(options, practice, settings)))
        graders = stack.enter_context(closing(Graders(hands)))
        metrics = Metrics(graders)
        uploads = Uploads(settings.most_mb, settings.upload_seconds)
        asking = Asking(notebooks, attempts, graders, uploads, metrics, settings.most_waiting)
        if options.collect:
            stack.enter_context(closing(Collecting(course, config, attempts, settings)))
        host, port = where.getsockname()[:2]
        progress.say(f"isolation: {graders.level}")
        progress.say(f"serving {', '.join(notebooks)} at http://{host}:{port}")
        service = Service(Who(Tokens(database), hub), asking, metrics)
        server.serve(service.app(hub.prefix if hub else ""), where, settings.upload_seconds)
    progress.say("the service has ended")
    return OK


def _hands(options: argparse.Namespace, practice: Practice, settings: Serve) -> Hands:
    """Return those who grade: the workers of a cluster, or processes of this machine."""
    if options.scheduler:
        from autograder.commands.serve.dask_graders import Cluster

        return Cluster(practice, options.scheduler)
    return Local(practice, settings.processes)


def _socket(options: argparse.Namespace, hub: Hub | None) -> socket.socket:
    """Return the socket to listen at: where the hub says, or where the options do."""
    at = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL", "")) if hub else None
    host, port = (at.hostname, at.port) if at and at.hostname else (options.host, options.port)
    try:
        return server.listening(host, port or 0)
    except (OSError, OverflowError) as error:
        raise CourseError(f"nothing can be served at {host}:{port}: {error}") from None
