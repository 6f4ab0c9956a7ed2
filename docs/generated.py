"""The parts of the reference that are made from the code, so that they cannot be stale.

A page names such a part in a comment of its own line: ``<!-- generated: command-line -->``.
"""

import argparse
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from autograder.__main__ import parser
from autograder.commands.serve.settings import Serve
from autograder.course.settings import Grading

MARK = re.compile(r"^<!-- generated: ([\w-]+) -->$", re.MULTILINE)


def filled_in(page: str) -> str:
    """Return a page with its generated parts; KeyError where there is no such part."""
    return MARK.sub(lambda match: PARTS[match[1]](), page)


def command_line() -> str:
    """Return a section for each command, with a row for each of its arguments."""
    top = parser()
    return "\n\n".join(_command(name, each, told) for name, each, told in commands(top))


def commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Yield each command's name, its parser and what it is for."""
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, each in action.choices.items():
                yield name, each, told.get(name, "")


def _command(name: str, parser: argparse.ArgumentParser, told: str) -> str:
    rows = [_row(action) for action in parser._actions if "--help" not in action.option_strings]
    table = ["| argument | what |", "|---|---|", *rows]
    about = " ".join((parser.description or told).split())
    nested = [_command(f"{name} {each}", sub, say) for each, sub, say in commands(parser)]
    usage = f"```text\n{_usage(parser)}\n```"
    return "\n\n".join([f"## {name}", _escaped(_sentence(about)), usage, "\n".join(table), *nested])


def _usage(parser: argparse.ArgumentParser) -> str:
    """Return the line of usage, folded between arguments."""
    line = " ".join(parser.format_usage().split()).removeprefix("usage: ")
    parts = re.sub(r"\[[^][]*\]", lambda part: part[0].replace(" ", "\0"), line)
    folded = textwrap.fill(parts, 72, subsequent_indent="    ", break_on_hyphens=False)
    return folded.replace("\0", " ")


def _row(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else action.metavar or action.dest.upper()
    if action.option_strings and action.choices:
        value = "|".join(map(str, action.choices))
    shown = f"{', '.join(action.option_strings)} {value}".strip()
    if not action.option_strings and action.choices:
        shown = "|".join(map(str, action.choices))
    return f"| `{_escaped(shown)}` | {_escaped(_sentence(action.help or ''))} |"


def settings() -> str:
    """Return a table of everything that can be set under ``c.Grading`` and ``c.Serve``."""
    rows = [
        f"| `c.{kind.__name__}.{name}` | {_default(name, trait)} | {_escaped(trait.help)} |"
        for kind in (Grading, Serve)
        for name, trait in kind.class_own_traits(config=True).items()
    ]
    return "\n".join(["| setting | default | what |", "|---|---|---|", *rows])


def _default(name: str, trait: Any) -> str:
    return "the engine's own" if name == "suites" else f"`{trait.default_value!r}`"


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text and f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?' else '.'}"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


PARTS: dict[str, Callable[[], str]] = {"command-line": command_line, "settings": settings}
