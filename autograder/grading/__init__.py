"""A submission becomes results: box, suites, diagnosis, receipt."""
