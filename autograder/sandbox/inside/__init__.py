"""All that runs in the box beside the student's code: nothing is trusted, nothing is secret."""
