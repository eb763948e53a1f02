# SPDX-License-Identifier: Apache-2.0
"""Sweeps of many runs: designs, executors, rules when to stop.

Nothing is imported here: a worker that only starts the command must not wait for pandas.
"""
