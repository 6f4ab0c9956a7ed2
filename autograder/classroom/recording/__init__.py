"""What the recorder writes: rows in the gradebook, folders in autograded/."""
