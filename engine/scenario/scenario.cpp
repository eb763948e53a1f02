// SPDX-License-Identifier: Apache-2.0
#include "scenario/scenario.h"

namespace gemeinsim {

const std::vector<Row>& Scenario::table(std::string_view path) const {
    static const std::vector<Row> no_rows;
    const auto found = rows.find(path);
    return found != rows.end() ? found->second : no_rows;
}

}  // namespace gemeinsim
