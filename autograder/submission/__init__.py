"""What a student hands in: a file becomes cells."""
