"""The exercises of this course: one folder an assignment, in it one folder an exercise."""
