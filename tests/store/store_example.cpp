// SPDX-License-Identifier: Apache-2.0
// Writes the example ensemble for test_format.py: store_example FILE [RUNS MONTHS].
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "store/example.h"
#include "store/provenance.h"
#include "store/results_file.h"

int main(int argc, char** argv) try {
    if (argc != 2 && argc != 4) return 2;
    gemeinsim::Ensemble ensemble =
        argc == 4 ? gemeinsim::test::example(std::atoi(argv[2]), std::atoi(argv[3])) : gemeinsim::test::example();
    for (auto& entry : gemeinsim::build_provenance()) ensemble.provenance.push_back(entry);
    gemeinsim::write(argv[1], ensemble);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
