"""The course on the instructor's disk: assignments, exercises, settings."""
