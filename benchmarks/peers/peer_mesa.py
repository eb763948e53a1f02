# SPDX-License-Identifier: Apache-2.0
"""The workloads as a user of Mesa would write them: agents with methods; and once more with NumPy doing the sums.

Reads a workload from stdin, prints what came out. Set-up is not timed.
"""

from __future__ import annotations

import json
import sys
from math import exp

import mesa
import numpy as np
import workloads


class Chooser(mesa.Agent):
    """Keeps whom it names and who names it, and counts paths before it looks at the alternatives."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.names: set[Chooser] = set()
        self.named_by: set[Chooser] = set()

    def revise(self) -> None:
        work = self.model.work
        paths: dict[Chooser, int] = {}
        for middle in self.names:
            for other in middle.names:
                paths[other] = paths.get(other, 0) + 1
            for other in middle.named_by:
                paths[other] = paths.get(other, 0) + 1
        density, reciprocity, triplets = work["density"], work["reciprocity"], work["transitive_triplets"]
        weights = []
        for other in self.model.everybody:
            if other is self:
                weights.append(1.0)
                continue
            change = density + triplets * paths.get(other, 0)
            if other in self.named_by:
                change += reciprocity
            weights.append(exp(-change) if other in self.names else exp(change))
        other = self.random.choices(self.model.everybody, weights)[0]
        if other is self:
            return
        if other in self.names:
            self.names.remove(other)
            other.named_by.remove(self)
        else:
            self.names.add(other)
            other.named_by.add(self)


class Choice(mesa.Model):
    def __init__(self, work: dict) -> None:
        super().__init__(seed=work["seed"])
        self.work = work
        self.everybody = list(Chooser.create_agents(self, work["actors"]))
        for one, other in work["arcs"]:
            self.everybody[one].names.add(self.everybody[other])
            self.everybody[other].named_by.add(self.everybody[one])

    def step(self) -> None:
        self.random.choice(self.everybody).revise()

    def degree(self) -> float:
        return sum(len(agent.names) for agent in self.everybody) / len(self.everybody)


class ArrayChooser(mesa.Agent):
    """The same with the network as a matrix of the model and the sums by NumPy."""

    def revise(self) -> None:
        x, i, work = self.model.x, self.unique_id - 1, self.model.work
        named = np.flatnonzero(x[i])
        change = work["density"] + work["reciprocity"] * x[:, i]
        change += work["transitive_triplets"] * (x[named].sum(axis=0) + x[:, named].sum(axis=1))
        change[named] *= -1
        change[i] = 0
        total = np.exp(change).cumsum()
        j = int(total.searchsorted(self.random.random() * total[-1]))
        if j != i:
            x[i, j] = 1 - x[i, j]


class ArrayChoice(mesa.Model):
    def __init__(self, work: dict) -> None:
        super().__init__(seed=work["seed"])
        self.work = work
        self.x = np.zeros((work["actors"], work["actors"]), np.float32)
        for one, other in work["arcs"]:
            self.x[one, other] = 1
        self.everybody = list(ArrayChooser.create_agents(self, work["actors"]))

    def step(self) -> None:
        self.random.choice(self.everybody).revise()

    def degree(self) -> float:
        return float(self.x.sum() / len(self.x))


class Listener(mesa.Agent):
    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.knows = self.random.random() < 0.5
        self.will_know = self.knows
        self.partners: list[Listener] = []

    def hear(self) -> None:
        work = self.model.work
        if self.knows:
            self.will_know = self.random.random() >= work["forgetting"]
            return
        holders = sum(partner.knows for partner in self.partners)
        self.will_know = self.random.random() >= (1 - work["passing"]) ** holders

    def settle(self) -> None:
        self.knows = self.will_know


class Spread(mesa.Model):
    def __init__(self, work: dict) -> None:
        super().__init__(seed=work["seed"])
        self.work = work
        everybody = list(Listener.create_agents(self, work["actors"]))
        for one, other in work["ties"]:
            everybody[one].partners.append(everybody[other])
            everybody[other].partners.append(everybody[one])

    def step(self) -> None:
        self.agents.do("hear")
        self.agents.do("settle")


def main() -> None:
    work = json.load(sys.stdin)
    if work["name"] == "choice":
        model = (ArrayChoice if work["variant"] == "numpy" else Choice)(work)
        steps = round(work["actors"] * work["rate"])
        started = workloads.clock(1)
        for _ in range(steps):
            model.step()
        seconds = workloads.clock(1) - started
        result = {"work": steps, "check": model.degree()}
    else:
        model = Spread(work)
        started = workloads.clock(1)
        for _ in range(work["months"]):
            model.step()
        seconds = workloads.clock(1) - started
        result = {"work": 2 * len(work["ties"]) * work["months"], "check": model.agents.agg("knows", np.mean)}
    version = f"Mesa {mesa.__version__}, Python {sys.version.split()[0]}, NumPy {np.__version__}"
    json.dump(result | {"seconds": seconds, "version": version}, sys.stdout, default=float)


main()
