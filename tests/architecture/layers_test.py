# SPDX-License-Identifier: Apache-2.0
"""The tester tested: each kind of violation, alone in a small made-up tree, must be reported, and nothing else."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

import layers

CLEAN = {
    "engine/base/ids.h": "#pragma once\n#include <cstdint>\n",
    "engine/base/parallel.h": "#pragma once\n",
    "engine/base/parallel.cpp": '#include "base/parallel.h"\n#include <omp.h>\n#pragma omp parallel for\n',
    "engine/network/dyads.h": '#pragma once\n#include "base/ids.h"\n',
    "engine/network/measures.cpp": '#include "network/dyads.h"\n#include <boost/graph/adjacency_list.hpp>\n',
    "engine/scenario/scenario.h": '#pragma once\n#include "network/dyads.h"\n',
    "engine/model/state.h": '#pragma once\n#include "scenario/scenario.h"\n',
    "engine/model/funding/rules.h": '#pragma once\n#include "model/state.h"\n',
    "engine/model/impact/rules.cpp": '#include "model/funding/rules.h"\n',
    "engine/record/record.h": '#pragma once\n#include "model/state.h"\nvoid record(const State& now);\n',
    "engine/store/file.cpp": '#include "store/file.h"\n#include <hdf5.h>\n#include <hdf5_hl.h>\n'
    '#include "record/record.h"\n',
    "engine/store/file.h": '#pragma once\n#include "base/ids.h"\n',
    "engine/run/core/simulate.h": '#pragma once\n#include "record/record.h"\n',
    "engine/run/command/main.cpp": '#include "run/core/simulate.h"\n#include "store/file.h"\n',
    "bindings/module.cpp": '#include <pybind11/pybind11.h>\n#include "run/core/simulate.h"\n',
}


def report(changes: dict[str, str]) -> list[str]:
    """What the script says about the clean tree with some files added or replaced."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name, text in {**CLEAN, **changes}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return layers.violations(root)


class Layers(unittest.TestCase):
    def expect_only(self, changes: dict[str, str], *parts: str) -> None:
        found = report(changes)
        self.assertEqual(len(found), 1, found)
        for part in parts:
            self.assertIn(part, found[0])

    def test_a_clean_tree_is_quiet(self) -> None:
        self.assertEqual(report({}), [])

    def test_an_upward_include_is_reported_with_file_and_line(self) -> None:
        self.expect_only(
            {"engine/base/money.h": '// why\n#include "model/state.h"\n'},
            "engine/base/money.h:2",
            "base includes model",
        )

    def test_every_pair_of_layers_is_judged_by_the_table(self) -> None:
        for own, allowed in layers.ALLOWED.items():
            for other in layers.ALLOWED:
                if other == "bindings":
                    continue
                folder = "bindings" if own == "bindings" else f"engine/{own}"
                found = report(
                    {f"engine/{other}/target.h": "", f"{folder}/probe.cpp": f'#include "{other}/target.h"\n'}
                )
                self.assertEqual(len(found), 0 if other == own or other in allowed else 1, (own, other, found))

    def test_the_store_never_sees_actors(self) -> None:
        self.expect_only({"engine/store/leak.cpp": '#include "model/state.h"\n'}, "store includes model")

    def test_a_single_run_never_reaches_the_store(self) -> None:
        self.expect_only({"engine/run/core/leak.cpp": '#include "store/file.h"\n'}, "run/core includes store")

    def test_bindings_never_reach_the_store(self) -> None:
        self.expect_only({"bindings/leak.cpp": '#include "store/file.h"\n'}, "bindings includes store")

    def test_a_generated_header_is_judged_by_its_folder(self) -> None:
        self.expect_only({"engine/base/a.cpp": '#include "store/build_info.h"\n'}, "base includes store")

    def test_an_angled_include_of_ours_is_judged_too(self) -> None:
        self.expect_only({"engine/base/a.cpp": "#include <model/state.h>\n"}, "base includes model")

    def test_a_source_includes_its_own_header_first(self) -> None:
        late = '#include <omp.h>\n#include "base/parallel.h"\n'
        self.expect_only({"engine/base/parallel.cpp": late}, "engine/base/parallel.cpp:1", "parallel.h not first")
        self.expect_only(
            {"engine/base/parallel.cpp": "int one;\n"}, "engine/base/parallel.cpp:1", "parallel.h not first"
        )

    def test_a_cycle_between_files_is_reported_once(self) -> None:
        self.expect_only(
            {
                "engine/model/a.h": '#include "model/b.h"\n',
                "engine/model/b.h": '#include "model/c.h"\n',
                "engine/model/c.h": '#include "model/a.h"\n',
            },
            "include cycle",
            "engine/model/a.h -> engine/model/b.h -> engine/model/c.h -> engine/model/a.h",
        )

    def test_a_file_that_includes_itself_is_a_cycle(self) -> None:
        self.expect_only({"engine/base/self.h": '#include "base/self.h"\n'}, "include cycle")

    def test_openmp_is_reported_outside_its_file(self) -> None:
        for text in (
            "#include <omp.h>\n",
            "#pragma omp parallel for\n",
            "int n = omp_get_num_procs();\n",
            "#ifdef _OPENMP\n#endif\n",
            '_Pragma("omp simd")\n',
        ):
            self.expect_only({"engine/schedule/fast.cpp": text}, "engine/schedule/fast.cpp:1", "OpenMP")

    def test_hdf5_is_reported_in_headers_and_elsewhere(self) -> None:
        self.expect_only({"engine/store/open.h": "#include <hdf5.h>\n"}, "HDF5")
        self.expect_only({"engine/run/command/a.cpp": "#include <H5DSpublic.h>\n"}, "HDF5")

    def test_pybind11_is_reported_outside_the_bindings(self) -> None:
        self.expect_only({"engine/run/core/a.cpp": "#include <pybind11/numpy.h>\n"}, "pybind11")
        self.expect_only({"engine/run/core/a.cpp": "#include <Python.h>\n"}, "pybind11")

    def test_boost_graph_is_reported_outside_the_network(self) -> None:
        self.expect_only({"engine/model/a.cpp": "#include <boost/graph/astar_search.hpp>\n"}, "Boost.Graph")

    def test_other_parts_of_boost_are_free(self) -> None:
        self.assertEqual(report({"engine/random/a.cpp": "#include <boost/random/normal_distribution.hpp>\n"}), [])

    def test_record_that_could_write_the_state_is_reported(self) -> None:
        for parameter in ("State& now", "model::State* now"):
            self.expect_only({"engine/record/a.h": f"void f({parameter});\n"}, "const State")
        for parameter in ("const State& now", "const model::State* now", "State const& now", "InitialState& now"):
            self.assertEqual(report({"engine/record/a.h": f"void f({parameter});\n"}), [])

    def test_a_climbing_include_is_reported(self) -> None:
        self.expect_only({"engine/network/a.cpp": '#include "../base/ids.h"\n'}, "climbs")

    def test_a_quoted_include_of_nothing_is_reported(self) -> None:
        self.expect_only({"engine/network/a.cpp": '#include "gone.h"\n'}, "no file of ours")

    def test_a_folder_without_a_rule_is_reported(self) -> None:
        self.expect_only({"engine/helpers/a.h": "#pragma once\n"}, "no layer")
        self.expect_only({"engine/run/misc/a.h": "#pragma once\n"}, "no layer")

    def test_comments_and_texts_are_not_includes(self) -> None:
        text = '/* #include "model/state.h"\n#pragma omp */ // #include <omp.h>\nconst char* a = "// #include";\n'
        self.assertEqual(report({"engine/base/a.cpp": text}), [])

    def test_the_line_is_right_after_a_block_comment(self) -> None:
        self.expect_only({"engine/base/a.cpp": '/* 1\n2\n3 */\n#include "model/state.h"\n'}, "a.cpp:4")


if __name__ == "__main__":
    unittest.main()
