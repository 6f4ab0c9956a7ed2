"""Those who grade: this process, several of them, or a Dask cluster."""
