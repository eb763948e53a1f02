// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/parameter.h"

namespace gemeinsim {

/// A ready-made row: a row whose column "preset" holds `choice` takes these values for the columns that it does not
/// give itself. No rule ever asks for its name.
struct RowPreset {
    std::string choice;
    std::string text;  ///< what it is, and where its numbers come from
    std::vector<std::pair<std::string, Value>> assigns;
};

/// A table with any number of rows: `[[funding.programmes]]`, `[topics.youth]`, the lines of actors.csv.
struct RowTable {
    std::string path;                ///< "funding.programmes"
    bool named = false;              ///< rows are sub-tables whose key is their name: [topics.youth]
    bool from_csv = false;           ///< the value may also be the path of a CSV file
    std::vector<Parameter> columns;  ///< paths are column names; "salience.*" stands for any key
    std::string text;
    std::vector<RowPreset> presets = {};  ///< of a table with a column "preset"
};

/// A named combination: choosing `choice` for `parameter` gives other parameters their values, where the user
/// does not give them himself. No rule ever asks for a preset's name.
struct Preset {
    std::string parameter;
    std::string choice;
    std::vector<std::pair<std::string, Value>> assigns;
};

/// Every parameter there is, once. Fed by the mechanisms' tables (model/registry.cpp), it feeds the reader,
/// `describe`, `schema`, `gs.parameters()` and the documentation.
class Registry {
  public:
    Registry(std::vector<Parameter> parameters, std::vector<RowTable> tables, std::vector<Preset> presets);

    [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }
    [[nodiscard]] const std::vector<RowTable>& tables() const { return tables_; }
    [[nodiscard]] const std::vector<Preset>& presets() const { return presets_; }

    /// The parameter with this path, or null.
    [[nodiscard]] const Parameter* find(std::string_view path) const;
    [[nodiscard]] const RowTable* find_table(std::string_view path) const;

  private:
    std::vector<Parameter> parameters_;
    std::vector<RowTable> tables_;
    std::vector<Preset> presets_;
    std::map<std::string, std::size_t, std::less<>> index_;
};

}  // namespace gemeinsim
