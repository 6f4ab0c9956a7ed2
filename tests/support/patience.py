"""How long a test waits for what must come: a busy machine is no fault."""

SECONDS = 600
MILLISECONDS = 1000 * SECONDS
