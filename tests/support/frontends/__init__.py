"""JupyterLab as students and instructors meet it: servers and the pages that they show."""
