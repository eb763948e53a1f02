# SPDX-License-Identifier: Apache-2.0
"""History matching: which values of uncertain parameters agree with what is known, and which cannot be told apart."""
