// SPDX-License-Identifier: Apache-2.0
#include "scenario/registry.h"

#include <algorithm>

#include "base/check.h"

namespace gemeinsim {

Registry::Registry(std::vector<Parameter> parameters, std::vector<RowTable> tables, std::vector<Preset> presets)
    : parameters_(std::move(parameters)), tables_(std::move(tables)), presets_(std::move(presets)) {
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const bool fresh = index_.emplace(parameters_[i].path, i).second;
        ensures(fresh, "two parameters share the path " + parameters_[i].path + "; rename one");
    }
    for (const Preset& preset : presets_)
        for (const auto& [path, value] : preset.assigns)
            ensures(find(path) != nullptr, "a preset assigns the unknown parameter " + path + "; correct it");
}

const Parameter* Registry::find(std::string_view path) const {
    const auto found = index_.find(path);
    return found != index_.end() ? &parameters_[found->second] : nullptr;
}

const RowTable* Registry::find_table(std::string_view path) const {
    const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const RowTable& t) { return t.path == path; });
    return found != tables_.end() ? &*found : nullptr;
}

}  // namespace gemeinsim
