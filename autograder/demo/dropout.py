"""A simulated class at work on `dropout`."""

from autograder.demo.students import Simulated, SimulatedClass

FORWARD, BACKWARD, NET = "dropout_forward", "dropout_backward", "FullyConnectedNet"

RIGHT = dict.fromkeys((FORWARD, BACKWARD, NET), "right")
ENDLESS = f"def {FORWARD}(x, dropout_param):\n    while True:\n        pass"
UNFINISHED = (
    f"def {BACKWARD}(dout, cache):\n    dropout_param, mask = cache\n    return dout * (mask"
)
QUITTER = (
    f"import os\n\nclass {NET}:\n    def __init__(self, *args, **kwargs):\n        os._exit(0)"
)

STUDENTS = [
    Simulated("ada", "everything right", 40.0, RIGHT),
    Simulated("ben", "handed in untouched", 0.0),
    Simulated("carla", "penalises the biases too", 36.75,
              RIGHT | {NET: "misconceptions/biases_penalised"}),
    Simulated("dev", "did not get to the net", 20.0, {FORWARD: "right", BACKWARD: "right"}),
    Simulated("emi", "drops at test time, as a widely copied solution does", 38.0,
              RIGHT | {FORWARD: "misconceptions/dropped_at_test_time"}),
    Simulated("farid", "copied the published numbers", 5.0,
              dict.fromkeys(RIGHT, "misconceptions/hard_coded_example")),
    Simulated("grace", "right in ways of her own", 40.0,
              {FORWARD: "alternatives/where", BACKWARD: "alternatives/einsum",
               NET: "alternatives/recursion"}),
    Simulated("hugo", "draws the mask with a generator of his own", 40.0,
              RIGHT | {FORWARD: "alternatives/default_rng"}),
    Simulated("ines", "a syntax error in one cell", 23.0, RIGHT | {BACKWARD: UNFINISHED}),
    Simulated("jun", "one function never ends", 23.0, RIGHT | {FORWARD: ENDLESS}),
    Simulated("kofi", "the net ends the process", 20.0, RIGHT | {NET: QUITTER}),
    Simulated("lena", "deleted a test cell", 40.0, RIGHT, (f"test_{BACKWARD}",)),
    Simulated("milo", "takes p for the share to drop", 37.25,
              RIGHT | {FORWARD: "misconceptions/keeps_what_should_go"}),
    Simulated("nora", "no dropout on the way back through the net", 37.25,
              RIGHT | {NET: "misconceptions/dropout_backward_missing"}),
]  # fmt: skip

DROPOUT = SimulatedClass(
    STUDENTS,
    {
        "answer_1_scaling": "Without the division the next layer gets p times what it should.",
        "answer_2_accuracies": "Dropout costs training accuracy and makes the gap smaller.",
        "answer_3_smaller_layers": "A small layer has few units to spare, so keep more of them.",
    },
)
