# SPDX-License-Identifier: Apache-2.0
"""`gs.fit`: exact maximum likelihood for networks whose dyads are independent; scenarios are fitted by simulation."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, overload

import networkx as nx
import numpy as np
import pandas as pd

from gemeinsim.names import unknown

if TYPE_CHECKING:
    from gemeinsim.calibration.matching import Matched

Term = str | tuple[str, str]

#: Terms that need no covariate, and those that are about one.
STRUCTURAL = ("density", "reciprocity")
COVARIATE = (
    "covariate_ego",
    "covariate_alter",
    "covariate_similarity",
    "covariate_same",
    "covariate_difference",
    "dyadic_covariate",
)
#: What people also call them.
_ALIASES = {
    "edges": "density",
    "ties": "density",
    "mutual": "reciprocity",
    "sender": "covariate_ego",
    "receiver": "covariate_alter",
    "similarity": "covariate_similarity",
    "same": "covariate_same",
    "difference": "covariate_difference",
    "dyadic": "dyadic_covariate",
}
_DEPENDENT = (
    "transitive_triplets",
    "transitive_triads",
    "transitive_ties",
    "three_cycles",
    "indegree_popularity",
    "outdegree_popularity",
    "indegree_activity",
    "outdegree_activity",
    "indegree_popularity_sqrt",
    "outdegree_popularity_sqrt",
    "indegree_activity_sqrt",
    "outdegree_activity_sqrt",
    "distance_two",
    "coauthor",
)


@dataclass(frozen=True)
class Fit:
    """What :func:`fit` found; prints as a table.

    Attributes
    ----------
    table : DataFrame
        One row per term: ``estimate``, ``standard_error``, ``z``, ``p_value`` (two-sided, normal).
    covariance : DataFrame
        Inverse of the observed information.
    log_likelihood, null_log_likelihood : float
        At the estimate, and with all weights zero.
    aic, bic : float
        ``-2 log_likelihood`` plus 2, or log(possible ties), for each term.
    actors, possible, ties : int
        Size, number of ties that could be there and that are; pairs with missing covariates are left out.
    directed : bool
    iterations : int
        Newton steps.
    """

    table: pd.DataFrame
    covariance: pd.DataFrame = field(repr=False)
    log_likelihood: float
    null_log_likelihood: float
    actors: int
    possible: int
    ties: int
    directed: bool
    iterations: int

    @property
    def aic(self) -> float:
        return -2 * self.log_likelihood + 2 * len(self.table)

    @property
    def bic(self) -> float:
        return -2 * self.log_likelihood + math.log(self.possible) * len(self.table)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values for JSON."""
        head = ("log_likelihood", "null_log_likelihood", "aic", "bic", "actors", "possible", "ties", "directed")
        return {
            **{name: getattr(self, name) for name in head},
            "terms": self.table.rename_axis("term").reset_index().to_dict("records"),
        }

    def __str__(self) -> str:
        shown = self.table.copy()
        shown["p_value"] = [f"{value:.3f}" if value >= 0.001 else "< 0.001" for value in shown["p_value"]]
        return (
            f"{self.actors} actors, {self.ties} of {self.possible} possible {'arcs' if self.directed else 'ties'}\n"
            f"{shown.to_string(float_format=lambda value: f'{value:.5f}')}\n"
            f"log-likelihood {self.log_likelihood:.3f}, AIC {self.aic:.3f}, BIC {self.bic:.3f}"
        )

    def _repr_html_(self) -> str:
        first, *_, last = (escape(line) for line in str(self).splitlines())
        return f"<p>{first}</p>{self.table.to_html(float_format='%.5f')}<p>{last}</p>"


@overload
def fit(
    network: nx.Graph, terms: Sequence[Term] = ..., *, dyadic: Mapping[str, pd.DataFrame | np.ndarray] | None = ...
) -> Fit: ...


@overload
def fit(network: str | os.PathLike[str], **how: Any) -> Matched: ...


def fit(
    network: nx.Graph | str | os.PathLike[str],
    terms: Sequence[Term] = ("density",),
    *,
    dyadic: Mapping[str, pd.DataFrame | np.ndarray] | None = None,
    **how: Any,
) -> Fit | Matched:
    """Fit the weights of terms that make dyads independent of each other: exact maximum likelihood.

    Given the path of a calibration file instead of a network, fit the parameters of a scenario by simulation: see
    :func:`gemeinsim.calibration.matching.match`, which takes the further arguments.

    The probability of a network is proportional to ``exp(sum_k weight_k * statistic_k)``; for these terms it is a
    product over pairs of actors, so that the likelihood and its maximum are exact. Without ``reciprocity`` this is
    logistic regression of ties, with it each pair of a directed network has four states (Holland, P. & Leinhardt, S.
    1981, J. Am. Stat. Assoc. 76, 33-50).

    Parameters
    ----------
    network : networkx.Graph or networkx.DiGraph
        Simple; covariates are attributes of its nodes.
    terms : sequence of str or (str, str)
        | ``"density"`` (or ``"edges"``): number of ties
        | ``"reciprocity"`` (``"mutual"``): pairs tied both ways; directed networks only
        | ``("covariate_ego", v)`` (``"sender"``), ``("covariate_alter", v)`` (``"receiver"``): v of the actor that
          sends, receives; for undirected networks either of them is the sum of both
        | ``("covariate_similarity", v)`` (``"similarity"``): 1 - abs(v_i - v_j) / range of v
        | ``("covariate_same", v)`` (``"same"``): 1 where v_i = v_j; v may be text; ``"same_sector"`` is
          ``("same", "sector")``
        | ``("covariate_difference", v)`` (``"difference"``): abs(v_i - v_j)
        | ``("dyadic_covariate", w)`` (``"dyadic"``): w_ij, of `dyadic`

        Covariates are taken as they are, not centred: that changes the weight of ``density`` only.
    dyadic : mapping of str to DataFrame or array
        Tables about pairs, (actors, actors): frames are aligned by name, arrays are in the order of the nodes. See
        :func:`gemeinsim.read_matrix`. Undirected networks need symmetric ones. The diagonal is not used.

    Returns
    -------
    Fit

    Raises
    ------
    ValueError
        A term is unknown, counts more than two actors (then dyads depend on each other and no exact likelihood
        exists), lacks its covariate, says the same as others, or tells ties from others perfectly (then the
        likelihood has no maximum).

    Notes
    -----
    Newton's method on the exact log-likelihood, which is concave; it ends where the step changes no digit that
    is shown. Pairs with a missing covariate are left out. Cost: (pairs * terms^2) per step, about 5 steps.
    """
    if isinstance(network, (str, os.PathLike)):
        from gemeinsim.calibration.matching import match

        if tuple(terms) != ("density",) or dyadic is not None:
            raise TypeError(
                "terms and dyadic are about networks (a calibration file names its targets); leave them out"
            )
        return match(network, **how)
    if how:
        raise TypeError(unknown("argument", next(iter(how)), ["terms", "dyadic"]))
    if network.is_multigraph() or nx.number_of_selfloops(network):
        raise ValueError("the network has parallel ties or ties of an actor to itself; make it simple")
    wanted = [_term(term) for term in terms]
    if not wanted:
        raise ValueError("there are no terms (the model would say nothing); start with 'density'")
    labels = [f"{name}:{about}" if about else name for name, about in wanted]
    for place, label in enumerate(labels):
        if label in labels[:place]:
            raise ValueError(f"the term {label!r} stands twice; remove one")
    directed = network.is_directed()
    nodes = list(network.nodes)
    n = len(nodes)
    if n < 2:
        raise ValueError(f"the network has {n} actors; there is nothing to fit")
    tied = nx.to_numpy_array(network, nodelist=nodes, weight=None) > 0
    first, second = np.triu_indices(n, 1)
    mutual = [k for k, (name, _) in enumerate(wanted) if name == "reciprocity"]
    if mutual and not directed:
        raise ValueError("reciprocity is about directed ties, these have no direction; leave it out")

    statistics = np.zeros((len(wanted), n, n))
    for k, (name, about) in enumerate(wanted):
        if name != "reciprocity":
            statistics[k] = _statistic(name, about, network, nodes, dyadic or {}, directed)
    # The states of a pair and what each adds to the statistics: shape (pairs, states, terms).
    there, back = statistics[:, first, second].T, statistics[:, second, first].T
    if directed:
        both = there + back
        both[:, mutual] = 1
        states = np.stack([np.zeros_like(there), there, back, both], axis=1)
        seen = tied[first, second] + 2 * tied[second, first]
    else:
        states = np.stack([np.zeros_like(there), there], axis=1)
        seen = tied[first, second].astype(int)
    complete = np.isfinite(states).all(axis=(1, 2))
    states, seen = states[complete], seen[complete]
    ties = int((np.isin(seen, (1, 3)).sum() + np.isin(seen, (2, 3)).sum()) if directed else seen.sum())
    possible = len(seen) * (2 if directed else 1)
    if not len(seen):
        raise ValueError("no pair of actors has all covariates; complete them")
    _check_rank(states, labels)
    weights, covariance, log_likelihood, steps = _maximise(states, seen, labels)
    errors = np.sqrt(np.diag(covariance))
    z = weights / errors
    table = pd.DataFrame(
        {
            "estimate": weights,
            "standard_error": errors,
            "z": z,
            "p_value": [math.erfc(abs(value) / math.sqrt(2)) for value in z],
        },
        index=pd.Index(labels, name="term"),
    )
    return Fit(
        table=table,
        covariance=pd.DataFrame(covariance, labels, labels),
        log_likelihood=log_likelihood,
        null_log_likelihood=-possible * math.log(2),
        actors=n,
        possible=possible,
        ties=ties,
        directed=directed,
        iterations=steps,
    )


def _term(term: Term) -> tuple[str, str]:
    name, about = (term, "") if isinstance(term, str) else term
    name = _ALIASES.get(name, name)
    if name == "same_sector" and not about:
        name, about = "covariate_same", "sector"
    if name in _DEPENDENT:
        raise ValueError(
            f"{name} counts ties of more than two actors, so that dyads depend on each other and the likelihood has no "
            "exact form; leave it out, or compare simulations of the engine with the data"
        )
    if name not in (*STRUCTURAL, *COVARIATE):
        raise ValueError(unknown("term", name, (*STRUCTURAL, *COVARIATE)))
    if (name in COVARIATE) != bool(about):
        raise ValueError(
            f"{name} is about a covariate; say ({name!r}, 'its name')"
            if name in COVARIATE
            else f"{name} is about no covariate; say {name!r} alone"
        )
    return name, str(about)


def _statistic(
    name: str,
    about: str,
    network: nx.Graph,
    nodes: list[Any],
    dyadic: Mapping[str, pd.DataFrame | np.ndarray],
    directed: bool,
) -> np.ndarray:
    """What a tie from row to column adds; NaN where a covariate is missing."""
    n = len(nodes)
    if name == "density":
        return np.ones((n, n))
    if name == "dyadic_covariate":
        return _dyadic(about, nodes, dyadic, directed)
    raw = [network.nodes[node].get(about) for node in nodes]
    if all(value is None for value in raw):
        known = {str(key) for _, data in network.nodes(data=True) for key in data}
        raise ValueError(unknown("attribute of the actors", about, known))
    if name == "covariate_same":
        missing = np.array([value is None or value != value for value in raw])
        codes = pd.factorize(pd.Series(raw, dtype=object))[0]
        same = (codes[:, None] == codes[None, :]).astype(float)
        same[missing, :] = np.nan
        same[:, missing] = np.nan
        return same
    for node, value in zip(nodes, raw, strict=True):
        if isinstance(value, str):
            raise ValueError(f"{about} of {node!r} is the text {value!r}; {name} needs numbers, for texts use 'same'")
    values = np.array([np.nan if value is None else float(value) for value in raw])
    one, other = values[:, None], values[None, :]
    if name == "covariate_difference":
        return np.abs(one - other)
    if name == "covariate_similarity":
        spread = np.nanmax(values) - np.nanmin(values)
        if spread == 0:
            raise ValueError(f"{about} is the same for all actors; similarity by it says nothing, leave it out")
        return 1 - np.abs(one - other) / spread
    if not directed:
        return one + other
    return (one if name == "covariate_ego" else other) + np.zeros((n, n))


def _dyadic(
    about: str, nodes: list[Any], dyadic: Mapping[str, pd.DataFrame | np.ndarray], directed: bool
) -> np.ndarray:
    if about not in dyadic:
        raise ValueError(unknown("dyadic covariate", about, dyadic))
    given = dyadic[about]
    if isinstance(given, pd.DataFrame):
        for labels, what in ((given.index, "row"), (given.columns, "column")):
            absent = [node for node in nodes if node not in labels]
            if absent:
                raise ValueError(f"{about} has no {what} for {absent[0]!r}; give one for each actor")
        given = given.loc[nodes, nodes].to_numpy()
    values = np.array(given, dtype=float)
    if values.shape != (len(nodes), len(nodes)):
        raise ValueError(f"{about} has the shape {values.shape}; give ({len(nodes)}, {len(nodes)})")
    if np.isinf(values).any():
        raise ValueError(f"{about} holds an infinite value; give numbers, NaN where missing")
    if not directed and not np.array_equal(np.triu(values, 1), np.tril(values, -1).T, equal_nan=True):
        raise ValueError(f"{about} is not symmetric, but ties have no direction; make it symmetric")
    return values


def _check_rank(states: np.ndarray, labels: list[str]) -> None:
    """Terms must say different things: none may be a sum of multiples of others."""
    rows = states[:, 1:].reshape(-1, states.shape[2])
    scale = np.sqrt((rows**2).sum(axis=0))
    for label, size in zip(labels, scale, strict=True):
        if size == 0:
            raise ValueError(f"{label} is 0 for every pair, so that its weight cannot be found; leave it out")
    _, singular, directions = np.linalg.svd(rows / scale, full_matrices=False)
    if singular[-1] < 1e-9 * singular[0] * max(rows.shape) ** 0.5:
        involved = [label for label, part in zip(labels, directions[-1], strict=True) if abs(part) > 1e-6]
        raise ValueError(
            f"{', '.join(involved)} say the same, so that their weights cannot be told apart; leave one out"
        )


def _maximise(states: np.ndarray, seen: np.ndarray, labels: list[str]) -> tuple[np.ndarray, np.ndarray, float, int]:
    """Newton's method with halved steps; the log-likelihood is concave: its maximum is found or there is none."""
    rows = np.arange(len(seen))
    # Against the observed state the log-likelihood is -sum log sum exp(contrast . weights); scaled for the arithmetic.
    scale = np.maximum(np.abs(states).max(axis=(0, 1)), 1e-300)
    contrast = (states - states[rows, seen][:, None, :]) / scale
    weights = np.zeros(states.shape[2])

    def value(at: np.ndarray) -> tuple[float, np.ndarray]:
        change = contrast @ at
        largest = change.max(axis=1, keepdims=True)
        part = np.exp(change - largest)
        total = part.sum(axis=1, keepdims=True)
        return -float((np.log(total) + largest).sum()), part / total

    log_likelihood, share = value(weights)
    for step_number in range(1, 101):
        mean = np.einsum("ps,pst->pt", share, contrast)
        gradient = -mean.sum(axis=0)
        information = np.einsum("ps,pst,psu->tu", share, contrast, contrast) - mean.T @ mean
        try:
            step = np.linalg.solve(information, gradient)
        except np.linalg.LinAlgError:
            raise _separated(weights, labels) from None
        size = 1.0
        while True:
            proposal = weights + size * step
            better, new_share = value(proposal)
            if better >= log_likelihood - 1e-12 * abs(log_likelihood) or size < 1e-6:
                break
            size /= 2
        weights, log_likelihood, share = proposal, better, new_share
        if _recedes(step, contrast):
            raise _separated(step, labels)
        if np.abs(step).max() <= 1e-10 * (1 + np.abs(weights).max()):
            return weights / scale, np.linalg.inv(information) / np.outer(scale, scale), log_likelihood, step_number
    raise _separated(weights, labels)


def _recedes(direction: np.ndarray, contrast: np.ndarray) -> bool:
    """Whether going this way for ever makes no observed state less likely and some more: no maximum exists then."""
    change = contrast @ (direction / max(np.abs(direction).max(), 1e-300))
    return np.abs(direction).max() > 1e-6 and change.max() <= 1e-9 and change.min() < -1e-6


def _separated(direction: np.ndarray, labels: list[str]) -> ValueError:
    largest = np.abs(direction).max()
    involved = [label for label, part in zip(labels, direction, strict=True) if abs(part) > 1e-3 * largest]
    return ValueError(
        f"{', '.join(involved)} tell ties from others perfectly (for all pairs or some), so that the likelihood has no "
        "maximum; leave a term out, merge categories, or observe more"
    )
