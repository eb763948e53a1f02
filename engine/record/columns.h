// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/ids.h"
#include "record/table.h"

namespace gemeinsim {

template <class T>
TableColumn column(std::string name, std::string unit, std::string long_name, std::vector<T> data = {}) {
    return {std::move(name), std::move(unit), std::move(long_name), std::move(data), {}};
}

/// An enumeration: value k means meanings[k].
inline TableColumn names_column(std::string name, std::string long_name, std::vector<std::string> meanings,
                                std::vector<std::int8_t> data = {}) {
    return {std::move(name), "1", std::move(long_name), std::move(data), std::move(meanings)};
}

/// Ids become plain numbers; -1 names nothing.
template <class Tag>
std::int32_t number(Id<Tag> id) {
    return id ? static_cast<std::int32_t>(id.index()) : -1;
}

template <class T>
void push(TableColumn& to, T value) {
    std::get<std::vector<T>>(to.data).push_back(value);
}

/// One value for each column, in their order and of their types.
template <class... T>
void push_row(Table& table, T... values) {
    expects(sizeof...(values) == table.columns.size(), "a row has a value for each column; count them");
    std::size_t at = 0;
    (push<T>(table.columns[at++], values), ...);
}

}  // namespace gemeinsim
