"""How commands show and write: a table, a bar, a file whole or not at all."""
