"""Grades as tables: for spreadsheets, Canvas and Moodle."""
