"""A simulated class at work on `regularization`."""

from autograder.demo.students import Simulated, SimulatedClass

COST = "compute_cost_with_regularization"
BACKWARD = "backward_propagation_with_regularization"
FORWARD_DROPOUT = "forward_propagation_with_dropout"
BACKWARD_DROPOUT = "backward_propagation_with_dropout"

RIGHT = dict.fromkeys((COST, BACKWARD, FORWARD_DROPOUT, BACKWARD_DROPOUT), "right")
ENDLESS = f"def {BACKWARD_DROPOUT}(X, Y, cache, keep_prob):\n    while True:\n        pass"
UNFINISHED = f"def {COST}(A3, Y, parameters, lambd):\n    return compute_cost(A3, Y) + (lambd /"
QUITTER = f"import os\n\ndef {BACKWARD}(X, Y, cache, lambd):\n    os._exit(0)"

STUDENTS = [
    Simulated("ada", "everything right", 40.0, RIGHT),
    Simulated("ben", "handed in untouched", 0.0),
    Simulated(
        "carla",
        "penalises the biases too",
        35.5,
        RIGHT | {COST: "misconceptions/biases_penalised"},
    ),
    Simulated("dev", "did not get to dropout", 20.0, {COST: "right", BACKWARD: "right"}),
    Simulated(
        "emi",
        "never divides by keep_prob",
        28.5,
        RIGHT
        | {
            FORWARD_DROPOUT: "misconceptions/no_scaling",
            BACKWARD_DROPOUT: "misconceptions/no_scaling",
        },
    ),
    Simulated(
        "farid",
        "copied the published numbers",
        5.0,
        dict.fromkeys(RIGHT, "misconceptions/hard_coded_example"),
    ),
    Simulated(
        "grace",
        "right in ways of her own",
        40.0,
        {
            COST: "alternatives/squared_norm",
            BACKWARD: "alternatives/loop_over_layers",
            FORWARD_DROPOUT: "alternatives/helper_function",
            BACKWARD_DROPOUT: "alternatives/einsum",
        },
    ),
    Simulated(
        "hugo",
        "draws the masks with a generator of his own",
        39.0,
        RIGHT
        | {
            FORWARD_DROPOUT: "alternatives/default_rng",
        },
    ),
    Simulated("ines", "a syntax error in one cell", 30.0, RIGHT | {COST: UNFINISHED}),
    Simulated("jun", "one function never ends", 30.0, RIGHT | {BACKWARD_DROPOUT: ENDLESS}),
    Simulated("kofi", "one function ends the process", 30.0, RIGHT | {BACKWARD: QUITTER}),
    Simulated("lena", "deleted a test cell", 40.0, RIGHT, (f"test_{BACKWARD}",)),
    Simulated(
        "milo",
        "takes keep_prob for the share to drop",
        37.0,
        RIGHT
        | {
            FORWARD_DROPOUT: "misconceptions/keeps_what_should_go",
        },
    ),
    Simulated(
        "nora",
        "λ/m where λ/2m belongs, in cost and gradient",
        27.5,
        RIGHT
        | {
            COST: "misconceptions/half_lost",
            BACKWARD: "misconceptions/factor_two",
        },
    ),
]

REGULARIZATION = SimulatedClass(
    STUDENTS,
    {
        "answer_1_lambda": "A larger λ pulls the weights towards zero; the boundary gets smoother.",
        "answer_2_prediction": "To predict we want the whole network, and one answer each time.",
    },
)
