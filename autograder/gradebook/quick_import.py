"""Spares the command line, and each process that grades, seconds of importing."""

import sys


def import_quickly() -> None:
    """Keep jsonschema from building a grammar, for two seconds, of what no notebook has: IRIs."""
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
