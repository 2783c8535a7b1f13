"""The graphs of the tiny model: tables looked up by piece, and roles near their trigger."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper, save_model

Table = npt.NDArray[np.float32]
Held = dict[str, npt.NDArray[np.generic]]
Shapes = dict[str, tuple[str | int, ...]]
Step = tuple[str, list[str], str]

SURE = 8.0
OPSET, IR = 18, 10


def write_encoder(path: Path, tables: dict[str, Table], words: Table) -> None:
    """Write the graph whose outputs are rows of the tables, one a piece.

    ``words`` is (pieces, size): the query of a description is the direction of its words' sum.
    """
    steps: list[Step] = [("Squeeze", ["input_ids", "axis"], "ids")]
    steps += [("Gather", [f"{name}_table", "ids"], name) for name in tables]
    held: Held = {f"{name}_table": table for name, table in tables.items()}
    steps += [
        ("Gather", ["words", "ids"], "described"),
        ("ReduceSum", ["described", "axis"], "summed"),
        ("LpNormalization", ["summed"], "normal"),
        ("Squeeze", ["normal", "axis"], "match_query"),
    ]
    held |= {"axis": np.array([0], np.int64), "words": words}
    outputs: Shapes = {name: ("n", table.shape[1]) for name, table in tables.items()}
    outputs["match_query"] = (words.shape[1],)
    _save(path, steps, held, {"input_ids": (1, "n")}, outputs)


def write_heads(path: Path, modalities: int, takes: Table, reach: int) -> None:
    """Write the graph that gives each trigger the fillers within reach that its type takes.

    ``takes`` is (types, role tags); a state holds the modality logits, then those of the roles.
    """
    outside = np.where(takes.all(0), np.float32(SURE / 2), np.float32(0))
    held: Held = {
        "0": np.array(0, np.int64),
        "1": np.array(1, np.int64),
        "[0]": np.array([0], np.int64),
        "[1]": np.array([1], np.int64),
        "[2]": np.array([2], np.int64),
        "modalities": np.array([modalities], np.int64),
        "width": np.array([modalities + takes.shape[1]], np.int64),
        "reach": np.array(reach, np.int64),
        "takes": takes,
        "outside": outside.astype(np.float32),
        "half": np.array(0.5, np.float32),
        "sure": np.array(2 * SURE, np.float32),
    }
    outputs: Shapes = {
        "role_logits": ("k", "n", takes.shape[1]),
        "modality_logits": ("k", modalities),
        "same_event_logits": ("k", "k"),
    }
    inputs: Shapes = {"states": ("n", "h"), "begins": ("k",), "ends": ("k",), "types": ("k",)}
    _save(path, [*ROLE_STEPS, *MODALITY_STEPS, *SAME_EVENT_STEPS], held, inputs, outputs)


ROLE_STEPS: list[Step] = [
    ("Shape", ["states"], "shape"),
    ("Gather", ["shape", "0"], "pieces"),
    ("Range", ["0", "pieces", "1"], "places"),
    ("Unsqueeze", ["begins", "[1]"], "trigger_places"),
    ("Sub", ["places", "trigger_places"], "apart"),
    ("Abs", ["apart"], "distance"),
    ("LessOrEqual", ["distance", "reach"], "near"),
    ("Unsqueeze", ["near", "[2]"], "near_tags"),
    ("Slice", ["states", "modalities", "width", "[1]"], "roles"),
    ("Gather", ["takes", "types"], "taken"),
    ("Unsqueeze", ["taken", "[1]"], "taken_tags"),
    ("Mul", ["roles", "taken_tags"], "roles_of_type"),
    ("Where", ["near_tags", "roles_of_type", "outside"], "role_logits"),
]
MODALITY_STEPS: list[Step] = [
    ("Slice", ["states", "[0]", "modalities", "[1]"], "modality_table"),
    ("Gather", ["modality_table", "begins"], "modality_logits"),
]
SAME_EVENT_STEPS: list[Step] = [
    ("Unsqueeze", ["types", "[1]"], "types_down"),
    ("Equal", ["types", "types_down"], "alike"),
    ("Cast", ["alike"], "alike_float"),
    ("Sub", ["alike_float", "half"], "centred"),
    ("Mul", ["centred", "sure"], "same_event_logits"),
]


def _save(path: Path, steps: list[Step], held: Held, inputs: Shapes, outputs: Shapes) -> None:
    """Write a graph of the steps; inputs are int64 but for the states."""
    nodes = [
        helper.make_node(op, given, [out], to=TensorProto.FLOAT)
        if op == "Cast"
        else helper.make_node(op, given, [out])
        for op, given, out in steps
    ]
    graph = helper.make_graph(
        nodes,
        path.stem,
        [
            helper.make_tensor_value_info(
                name, TensorProto.FLOAT if name == "states" else TensorProto.INT64, shape
            )
            for name, shape in inputs.items()
        ],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
            for name, shape in outputs.items()
        ],
        [numpy_helper.from_array(value, name) for name, value in held.items()],
    )
    opsets = [helper.make_opsetid("", OPSET)]
    save_model(helper.make_model(graph, opset_imports=opsets, ir_version=IR), str(path))
