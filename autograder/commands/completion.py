"""``autograder completion``: lines for a shell that completes our commands from then on."""

import argparse

from autograder.commands import OK

PROGRAM = "autograder"


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.description = (
        "Put this into ~/.bashrc or ~/.zshrc, with the shell's name: "
        'eval "$(autograder completion bash)"'
    )
    parser.add_argument("shell", choices=["bash", "zsh"], help="whose lines to print")


def anywhere(options: argparse.Namespace) -> int:
    """Print the lines; there need be no course."""
    from argcomplete.shell_integration import shellcode

    print(shellcode([PROGRAM], shell=options.shell))
    return OK
