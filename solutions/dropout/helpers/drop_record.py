"""Records the course's own runs for drop_runs, as numbers only.

Whoever changes the data, the solver or the settings records them anew, in the folder of the
instructor's notebook, once with COURSE_OFFLINE=1 and once without, with

    python -c "from helpers import drop_record; drop_record.record('dropout.ipynb')"

The runs on photographs that are on record were validated on the training images 3000 to 3999.
"""

import json
from pathlib import Path

import numpy as np

from .drop_runs import RECORDED, accuracies_with_dropout_on, compare_division, kind_of

HISTORIES = ("train_acc_history", "val_acc_history", "loss_history")
SETTINGS = [(500, ratio) for ratio in (1, 0.25, 0.9, 0.75, 0.5)] + [(20, 1), (20, 0.75), (20, 0.25)]


def record(notebook):
    """Run the exercises of the instructor's notebook; put the results into `recorded_runs.json`."""
    scope = {}
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        metadata = cell["metadata"].get("nbgrader", {})
        if (
            "setup" in cell["metadata"].get("tags", [])
            or (cell["cell_type"] == "code" and metadata.get("solution"))
            or metadata.get("grade_id") in ("data_load", "train")
        ):
            exec("".join(cell["source"]), scope)
    train, data, content = scope["train"], scope["data"], {"runs": {}}
    for hidden, keep_ratio in SETTINGS:
        run = train(keep_ratio, hidden)
        content["runs"][f"{hidden}, {keep_ratio}"] = {
            name: np.round(getattr(run, name), 4).tolist() for name in HISTORIES
        }
        print(hidden, keep_ratio, run.train_acc_history[-1], run.val_acc_history[-1])
        if (hidden, keep_ratio) == (500, 0.25):
            content["dropout_on"] = accuracies_with_dropout_on(run, data)
            content["division"] = compare_division(train, run, data, keep_ratio)
    known = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    RECORDED.write_text(json.dumps(known | {kind_of(data): content}) + "\n", encoding="utf-8")
