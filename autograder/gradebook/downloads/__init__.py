"""Downloads of learning management systems: whose a file is, which of two attempts counts."""
