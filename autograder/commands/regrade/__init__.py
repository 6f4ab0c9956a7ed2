"""Grades again what a change of suites or points affects, and nothing else.

`parts` says what each exercise's grade depends on, `affected` what has changed since it was graded,
`again` grades that and keeps the rest, `moves` tells who moves, `run` goes through the class.
"""
