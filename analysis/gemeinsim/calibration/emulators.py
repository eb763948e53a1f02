# SPDX-License-Identifier: Apache-2.0
"""Emulators: what a statistic would be at values of the parameters that were not run, and how sure that is.

A Gaussian process for each target on the unit cube of the parameters (scikit-learn): a linear trend plus a Matern
kernel (smoothness 5/2) with a length of its own for each parameter, and the known variance of each estimate as noise.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gemeinsim.calibration.targets import Target
from gemeinsim.statistics import Floats


@dataclass(frozen=True)
class Emulator:
    """Mean and standard deviation of a statistic over the cube."""

    target: Target
    process: Any
    centre: float
    scale: float
    held_out: float  # share of held-out points within three standard deviations of their prediction

    def predict(self, cube: Floats) -> tuple[Floats, Floats]:
        """Mean and standard deviation at points of the cube, shape (points, factors); noise of runs is left out."""
        mean, deviation = self.process.predict(cube, return_std=True)
        return self.centre + self.scale * mean, self.scale * deviation

    def implausibility(self, cube: Floats) -> Floats:
        """Distance of the predicted statistic from its band in standard deviations: 0 where it lies inside.

        The standard deviation is that of the emulator and the target's discrepancy together.
        """
        mean, deviation = self.predict(cube)
        spread = np.sqrt(np.square(deviation) + self.target.discrepancy**2)
        return self.target.distance(mean) / np.maximum(spread, 1e-12)


def fit_emulator(target: Target, cube: Floats, values: Floats, variances: Floats, *, seed: int) -> Emulator | None:
    """An emulator of estimates with known variances; None where fewer than ten of them are defined.

    Cost: (points^3) for each of some hundred evaluations of the likelihood.
    """
    process_of = _processes()
    known = np.isfinite(values)
    if known.sum() < 10:
        return None
    cube, values, variances = cube[known], values[known], variances[known]
    centre, scale = float(values.mean()), float(values.std())
    if scale == 0:
        scale = 1.0
    y, noise = (values - centre) / scale, np.maximum(variances / scale**2, 1e-8)
    process = process_of(noise, cube.shape[1], seed).fit(cube, y)
    return Emulator(target, process, centre, scale, _held_out(process, cube, y, noise))


def _processes() -> Any:
    try:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.gaussian_process import GaussianProcessRegressor
        from sklearn.gaussian_process.kernels import ConstantKernel, DotProduct, Matern
    except ImportError:
        raise ImportError(
            "fits by simulation need scikit-learn (it emulates the runs); pip install 'gemeinsim[fit]'"
        ) from None
    warnings.filterwarnings("ignore", category=ConvergenceWarning, module="sklearn.gaussian_process")

    def make(noise: Floats, factors: int, seed: int) -> Any:
        trend = ConstantKernel(0.5, (1e-3, 1e2)) * DotProduct(1.0, (1e-2, 1e2))
        rest = ConstantKernel(0.5, (1e-4, 1e2)) * Matern(np.ones(factors), (0.1, 50.0), nu=2.5)
        return GaussianProcessRegressor(trend + rest, alpha=noise, n_restarts_optimizer=1, random_state=seed)

    return make


def _held_out(process: Any, cube: Floats, y: Floats, noise: Floats) -> float:
    """Share of points within three standard deviations of what the others predict, the kernel kept.

    Leaving one out has a closed form: the residual is (K^-1 y)_i / (K^-1)_ii and its variance 1 / (K^-1)_ii, with the
    noise of the runs in K (Rasmussen & Williams 2006, section 5.4.2).
    """
    covariance = process.kernel_(cube) + np.diag(noise)
    inverse = np.linalg.inv(covariance)
    diagonal = np.diag(inverse)
    return float(np.mean(np.abs(inverse @ y) / np.sqrt(diagonal) <= 3))


def worst(emulators: Sequence[Emulator], cube: Floats, cutoff: float = np.inf) -> Floats:
    """The largest implausibility of each point over all targets.

    Points that pass `cutoff` at one target are not asked about the next: their value is then no maximum, but above
    the cutoff all the same.
    """
    largest = np.zeros(len(cube))
    for emulator in emulators:
        left = np.flatnonzero(largest <= cutoff)
        for block in np.array_split(left, max(1, len(left) // 4096)):
            if len(block):
                largest[block] = np.maximum(largest[block], emulator.implausibility(cube[block]))
    return largest
