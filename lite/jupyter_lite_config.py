"""The course's JupyterLite site (``make lite``): release/, and a Python that runs in browsers."""

import sys
from pathlib import Path

c = get_config()  # noqa: F821  (JupyterLite provides it)

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "release"
KERNEL = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"

if not list(RELEASE.glob("*/*.ipynb")):
    sys.exit("lite: release/ holds no notebook: run 'make release'")

c.LiteBuildConfig.lite_dir = str(ROOT / "lite")
c.LiteBuildConfig.output_dir = str(ROOT / "_site" / "lite")
c.LiteBuildConfig.apps = ["lab", "notebooks", "tree"]
c.LiteBuildConfig.no_sourcemaps = True

# The assignments' folders and nothing else: source/ and solutions/ hold the answers.
c.LiteBuildConfig.contents = [str(RELEASE)]
c.LiteBuildConfig.ignore_contents = [r"^/[^/]*\.[^/]*$", r"/\.", r"/__pycache__$", r"/datasets$"]

# The kernel alone: nbgrader's extensions belong to the instructor's JupyterLab.
c.LiteBuildConfig.ignore_sys_prefix = True
c.LiteBuildConfig.federated_extensions = [str(Path(sys.prefix) / KERNEL)]
