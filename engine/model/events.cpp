// SPDX-License-Identifier: Apache-2.0
#include "model/events.h"

namespace gemeinsim {

const std::vector<std::string>& event_names() {
    static const std::vector<std::string> names = {"founding",  "join",      "leave",     "task",        "decision",
                                                   "refusal",   "signature", "product",   "regression",  "end",
                                                   "approval",  "veto",      "expiry",    "election",    "award",
                                                   "rejection", "lapse",     "shock",     "actor_birth", "actor_end",
                                                   "pact",      "pact_end",  "case_lost", "priorities",  "withdrawal"};
    return names;
}

}  // namespace gemeinsim
