"""The same network with less to do: what an exporter writes around attention, taken out of an ONNX file.

``python -m training.lean FOLDER/events.onnx`` rewrites the network and its digest in the settings beside it, and says
so; a network that is lean already stays as it is. The exports call ``lean`` themselves.

Around the products of attention PyTorch's exporter writes the sizes of the heads as arithmetic on shapes, the scale as
roots taken anew in every call, and, where there is a mask, a guard against rows in which nothing is seen. The sizes and
the scale are constants, and a piece always sees itself, so that the guard never acts. What is masked is minus infinity
away; the exponential of that is a number so small that the processor counts with it four times slower, so here it is
60 away, which is as good as nothing.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper

SPLIT, TURNED = (
    (0, 2, 1, 3),
    (0, 2, 3, 1),
)  # [rows, pieces, heads, width] -> heads first; the keys turned as well

AWAY = 60.0  # by which the score of a piece that may not be seen is lowered


@dataclass(frozen=True, slots=True)
class Attention:
    """One attention as the exporter wrote it: what goes in, what comes out."""

    name: str
    query: str
    key: str
    value: str
    seen: str | None  # where there is a mask: what is true of the pieces that may be seen
    heads: int
    width: int  # of one head
    out: str


class Wiring:
    """Who makes a value and who uses it."""

    def __init__(self, model: ModelProto) -> None:
        self.maker = {value: node for node in model.graph.node for value in node.output}
        self.users: dict[str, list[NodeProto]] = defaultdict(list)
        for node in model.graph.node:
            for value in node.input:
                self.users[value].append(node)
        self.fixed = {tensor.name: tensor for tensor in model.graph.initializer}

    def constant(self, value: str) -> NDArray[np.generic] | None:
        """The value of a constant; None for what is computed."""
        if value in self.fixed:
            return numpy_helper.to_array(self.fixed[value])
        node = self.maker.get(value)
        return (
            numpy_helper.to_array(node.attribute[0].t)
            if node is not None and node.op_type == "Constant"
            else None
        )

    def up(self, value: str, *kinds: str) -> str | None:
        """The first input of the node of one of these kinds that makes ``value``; None for another kind."""
        node = self.maker.get(value)
        return node.input[0] if node is not None and node.op_type in kinds else None

    def next(self, value: str, kind: str) -> NodeProto | None:
        """The one user of a value, if it is of this kind."""
        users = self.users[value]
        return users[0] if len(users) == 1 and users[0].op_type == kind else None


def lean(model: ModelProto) -> int:
    """Rewrite every attention of a network in place; how many there were to rewrite."""
    wiring = Wiring(model)
    found = [one for node in model.graph.node if (one := attention(node, wiring))]
    for one in found:
        wiring.maker[one.out].output[0] = f"{one.out}/before"
        nodes, constants = rewritten(one)
        model.graph.node.extend(nodes)
        model.graph.initializer.extend(constants)
    tidy(model)
    return len(found)


def attention(softmax: NodeProto, wiring: Wiring) -> Attention | None:
    """The attention around a softmax, where it is as the exporter writes it."""
    if softmax.op_type != "Softmax":
        return None
    scores, seen = wiring.maker[softmax.input[0]], None
    if scores.op_type == "Add":
        scores, seen = wiring.maker[scores.input[0]], wiring.up(scores.input[1], "Where")
    sides = [_projected(side, wiring) for side in scores.input] if scores.op_type == "MatMul" else []
    mixed = wiring.next(_unguarded(softmax.output[0], wiring), "MatMul")
    if mixed is None or len(sides) != 2 or not all(sides):
        return None
    value = wiring.up(wiring.up(mixed.input[1], "Transpose") or "", "Reshape")
    turned = wiring.next(mixed.output[0], "Transpose")
    joined = wiring.next(turned.output[0], "Reshape") if turned else None
    sizes = _sizes(sides[0] or "", wiring)
    if not value or joined is None or sizes is None:
        return None
    heads, width = sizes
    return Attention(
        softmax.name, sides[0] or "", sides[1] or "", value, seen, heads, width, joined.output[0]
    )


def _projected(side: str, wiring: Wiring) -> str | None:
    """The projection from which a side of the scores is scaled, turned and split into heads."""
    return wiring.up(wiring.up(wiring.up(side, "Mul") or "", "Transpose") or "", "Reshape")


def _unguarded(weights: str, wiring: Wiring) -> str:
    """The weights of attention behind their guard against nothing seen, ``where(isnan(weights), 0, weights)``."""
    guard = next((node for node in wiring.users[weights] if node.op_type == "IsNaN"), None)
    chosen = wiring.next(guard.output[0], "Where") if guard else None
    return chosen.output[0] if chosen else weights


def _sizes(projection: str, wiring: Wiring) -> tuple[int, int] | None:
    """Heads and width of one, from the shape into which a projection is split, and from its bias."""
    reshape, made = wiring.next(projection, "Reshape"), wiring.maker[projection]
    shape = wiring.maker.get(reshape.input[1]) if reshape else None
    heads = wiring.constant(shape.input[2]) if shape is not None and shape.op_type == "Concat" else None
    bias = next((found for value in made.input if (found := wiring.constant(value)) is not None), None)
    return None if heads is None or bias is None else (int(heads[0]), len(bias) // int(heads[0]))


def rewritten(one: Attention) -> tuple[list[NodeProto], list[onnx.TensorProto]]:
    """The same attention in the fewest steps, and the constants that it takes."""
    scale = np.sqrt(
        np.float32(1) / np.sqrt(np.float32(one.width))
    )  # half of it at the query, half at the key
    split, joined = (0, 0, one.heads, one.width), (0, 0, one.heads * one.width)  # 0: as it was
    constants = {"scale": scale, "split": np.array(split), "joined": np.array(joined)}
    if one.seen:
        constants |= {"near": np.float32(0), "away": np.float32(-AWAY)}
    nodes: list[NodeProto] = []

    def step(kind: str, name: str, *given: str, **how: int | Sequence[int]) -> str:
        inside = [f"{one.name}/{value}" if value in constants else value for value in given]
        nodes.append(helper.make_node(kind, inside, [f"{one.name}/{name}"], f"{one.name}/{name}", **how))
        return f"{one.name}/{name}"

    query, key = (
        step("Transpose", f"{side}_heads", step("Reshape", f"{side}_split", scaled, "split"), perm=perm)
        for side, projection, perm in (("query", one.query, SPLIT), ("key", one.key, TURNED))
        if (scaled := step("Mul", f"{side}_scaled", projection, "scale"))
    )
    value = step("Transpose", "value_heads", step("Reshape", "value_split", one.value, "split"), perm=SPLIT)
    scores = step("MatMul", "scores", query, key)
    if one.seen:
        scores = step("Add", "masked", scores, step("Where", "mask", one.seen, "near", "away"))
    mixed = step("MatMul", "mixed", step("Softmax", "weights", scores, axis=-1), value)
    step("Reshape", "out", step("Transpose", "pieces", mixed, perm=SPLIT), "joined")
    nodes[-1].output[0] = one.out
    return nodes, [numpy_helper.from_array(array, f"{one.name}/{name}") for name, array in constants.items()]


def tidy(model: ModelProto) -> None:
    """Leave out what no output hangs on, and put every step behind those that it needs."""
    graph = model.graph
    maker = {value: place for place, node in enumerate(graph.node) for value in node.output}
    order = list(_in_order([maker[out.name] for out in graph.output], graph.node, maker))
    nodes = [NodeProto.FromString(graph.node[place].SerializeToString()) for place in order]
    used = {value for node in nodes for value in node.input}
    tensors = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.node[:], graph.initializer[:]
    graph.node.extend(nodes)
    graph.initializer.extend(tensors)


def _in_order(wanted: list[int], nodes: Sequence[NodeProto], maker: dict[str, int]) -> Iterator[int]:
    """The places of the steps that are wanted and of all that they need, each behind what it needs."""
    done: set[int] = set()
    waiting = wanted[::-1]
    while waiting:
        place = waiting[-1]
        needed = {maker[value] for value in nodes[place].input if value in maker} - done
        if needed and place not in done:
            waiting.extend(sorted(needed, reverse=True))
            continue
        waiting.pop()
        if place not in done:
            done.add(place)
            yield place


def rewrite(path: Path) -> int:
    """Make the network at ``path`` lean and write its digest into the settings beside it; how many attentions."""
    data, settings = path.read_bytes(), path.with_suffix(".json")
    model = onnx.load_from_string(data)
    found = lean(model)
    if found:
        path.write_bytes(model.SerializeToString())
        old, new = (hashlib.sha256(bytes_).hexdigest() for bytes_ in (data, path.read_bytes()))
        settings.write_text(settings.read_text("utf-8").replace(old, new), "utf-8")
    return found


def main() -> None:
    """Make the named networks lean."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("networks", type=Path, nargs="+")
    for path in options.parse_args().networks:
        print(f"{path}: {rewrite(path)} attentions rewritten")


if __name__ == "__main__":
    main()
