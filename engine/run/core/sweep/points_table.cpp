// SPDX-License-Identifier: Apache-2.0
#include "run/core/sweep/points_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "scenario/convert.h"
#include "scenario/csv.h"
#include "scenario/document.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

constexpr const char* key = "design.points";

/// What a cell gives to a parameter: words need no quotes there, everything else is as in a scenario.
std::optional<Node> cell_node(const CsvCell& cell, const Parameter& parameter, const std::string& file,
                              Issues& issues) {
    Node node = text_node(cell.text);
    switch (parameter.kind) {
        case ParameterKind::boolean:
            if (cell.text == "true" || cell.text == "false") {
                node.kind = Node::Kind::boolean;
                node.boolean = cell.text == "true";
            }
            break;
        case ParameterKind::integer:
        case ParameterKind::real:
        case ParameterKind::money:
            if (const std::optional<std::int64_t> integer = parse_integer(cell.text)) {
                node.kind = Node::Kind::integer;
                node.integer = *integer;
            } else if (const std::optional<double> real = parse_real(cell.text)) {
                node.kind = Node::Kind::real;
                node.real = *real;
            }
            break;
        case ParameterKind::reals:
        case ParameterKind::texts: {
            Issues inside;
            const std::optional<Node> root = parse_toml("list = " + cell.text, file, nullptr, inside);
            const Node* list = root ? root->find("list") : nullptr;
            if (list == nullptr) {
                issues.error({{file, cell.line, cell.column},
                              parameter.path,
                              in_quotes_short(cell.text) + " is no list",
                              "lists are written as in a scenario",
                              "write [1, 2]"});
                return std::nullopt;
            }
            node = *list;
            break;
        }
        case ParameterKind::date:
        case ParameterKind::choice:
        case ParameterKind::text:
            break;
    }
    node.where = {file, cell.line, cell.column};
    return node;
}

std::string cell_text(const Value& value, const Parameter& parameter) {
    const std::string* word = std::get_if<std::string>(&value);
    std::string text = word != nullptr ? *word : toml_text(value, parameter);
    if (text.find_first_of("\",;\t\n\r") == std::string::npos && !text.empty() && text.front() != ' ' &&
        text.back() != ' ')
        return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

struct Columns {
    std::vector<std::size_t> of_factor;
    std::optional<std::size_t> world;
};

std::optional<Columns> find_columns(const CsvTable& csv, const std::string& name, const Sweep& sweep, Issues& issues) {
    const std::size_t before = issues.errors().size();
    Columns columns;
    columns.of_factor.assign(sweep.factors.size(), csv.header.size());
    std::vector<std::string> known = {"point", "world"};
    for (const Factor& factor : sweep.factors) known.push_back(factor.parameter.path);
    std::vector<std::string> seen;
    for (std::size_t c = 0; c < csv.header.size(); ++c) {
        const CsvCell& cell = csv.header[c];
        const Location where{name, cell.line, cell.column};
        if (std::find(seen.begin(), seen.end(), cell.text) != seen.end())
            issues.error({where, cell.text, "the column stands twice", "each factor has one", "remove one"});
        seen.push_back(cell.text);
        const auto found = std::find(known.begin(), known.end(), cell.text);
        if (found == known.end())
            issues.error({where, cell.text, "there is no such factor", "the design has: " + joined(known),
                          did_you_mean(cell.text, known, "add it below [[factors]] or remove the column")});
        else if (cell.text == "world")
            columns.world = c;
        else if (cell.text != "point")
            columns.of_factor[static_cast<std::size_t>(found - known.begin()) - 2] = c;
    }
    for (std::size_t f = 0; f < sweep.factors.size(); ++f)
        if (columns.of_factor[f] == csv.header.size())
            issues.error({{name, 1, 1},
                          sweep.factors[f].parameter.path,
                          "the column is missing",
                          "the table gives each factor its values",
                          "add the column or remove the factor"});
    if (issues.errors().size() > before) return std::nullopt;
    return columns;
}

/// Numbers equal texts of a column alike.
class FactorReader {
  public:
    FactorReader(Factor& factor, std::string file, Issues& issues)
        : factor_(factor), file_(std::move(file)), issues_(issues) {}

    std::size_t operator()(const CsvCell& cell) {
        const auto [place, fresh] = known_.try_emplace(cell.text, factor_.values.size());
        if (!fresh) return place->second;
        std::optional<Value> value;
        if (const std::optional<Node> node = cell_node(cell, factor_.parameter, file_, issues_))
            value = to_value(*node, factor_.parameter, factor_.parameter.path, issues_);
        factor_.values.push_back(value ? std::move(*value) : Value());
        return place->second;
    }

  private:
    Factor& factor_;
    std::string file_;
    Issues& issues_;
    std::map<std::string, std::size_t, std::less<>> known_;
};

/// The rows of `points` from the lines of `text`; where there are no points, of 0, 1, ...
void read_rows(std::string_view text, const std::string& name, std::span<const std::size_t> points, bool with_worlds,
               Sweep& sweep, Issues& issues) {
    const CsvTable csv = parse_csv(text, name, key, issues);
    if (csv.header.empty()) return;
    // Lines that are too short or too long are told by now; what else is wrong with them and the others is told as
    // well.
    const std::size_t before = issues.errors().size();
    const std::optional<Columns> columns = find_columns(csv, name, sweep, issues);
    if (!columns) return;
    std::vector<FactorReader> readers;
    for (Factor& factor : sweep.factors) {
        factor.values.clear();
        readers.emplace_back(factor, name, issues);
    }
    if (points.empty()) sweep.rows.resize(csv.records.size());
    for (std::size_t r = 0; r < csv.records.size(); ++r) {
        const std::vector<CsvCell>& record = csv.records[r];
        std::vector<std::size_t>& row = sweep.rows[points.empty() ? r : points[r]];
        for (std::size_t f = 0; f < readers.size(); ++f)
            if (const CsvCell& cell = record[columns->of_factor[f]]; !cell.is_missing && !cell.is_broken)
                row.push_back(readers[f](cell));
        if (with_worlds && columns->world && !record[*columns->world].is_missing) {
            const CsvCell& cell = record[*columns->world];
            const std::optional<std::int64_t> number = parse_integer(cell.text);
            const auto last = static_cast<std::int64_t>(sweep.world.empty() ? 0 : sweep.world.back());
            if (number && (*number == last || (!sweep.world.empty() && *number == last + 1)))
                sweep.world.push_back(static_cast<std::size_t>(*number));
            else
                issues.error({{name, cell.line, cell.column},
                              "world",
                              in_quotes_short(cell.text) + " is out of order",
                              "worlds are numbered 0, 1, ... and their points stand together",
                              "sort the lines or leave the column out"});
        }
        if (issues.errors().size() > before + 20) return;  // the same is wrong with every line
    }
}

/// Positions behind the line breaks; the stored table has none inside a cell.
std::vector<std::size_t> line_starts(std::string_view text) {
    std::vector<std::size_t> starts = {0};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        starts.push_back(at + 1);
    if (starts.back() != text.size()) starts.push_back(text.size());
    return starts;
}

}  // namespace

void read_points(const std::filesystem::path& file, const Location& asked, Sweep& sweep, Issues& issues) {
    const std::size_t before = issues.errors().size();
    const std::optional<std::string> text = read_text_file(file, asked, key, issues);
    if (!text) return;
    read_rows(*text, file.generic_string(), {}, true, sweep, issues);
    if (issues.errors().size() > before) return;
    if (sweep.rows.empty())
        issues.error({{file.generic_string(), 0, 0},
                      key,
                      "the table has no points",
                      "there is nothing to run",
                      "write a line for each point below the header"});
    else if (sweep.rows.size() > most_stored_points)
        issues.error({{file.generic_string(), 0, 0},
                      key,
                      fmt::format("there are {} points", sweep.rows.size()),
                      fmt::format("a sweep holds at most {}", most_stored_points),
                      "take fewer points"});
    for (const Factor& factor : sweep.factors)
        for (const Value& value : factor.values)
            if (const auto* word = std::get_if<std::string>(&value); word != nullptr && word->find('\n') != word->npos)
                issues.error({{file.generic_string(), 0, 0},
                              factor.parameter.path,
                              "a value has several lines",
                              "a point is one line of its table",
                              "write it in one"});
}

void put_in_order(Sweep& sweep) {
    if (!sweep.world.empty()) return;  // a table that numbers its worlds is sorted
    std::map<std::vector<std::size_t>, std::size_t> known;
    for (const std::vector<std::size_t>& row : sweep.rows) {
        std::vector<std::size_t> uncertain;
        for (std::size_t f = 0; f < row.size(); ++f)
            if (!sweep.factors[f].policy) uncertain.push_back(row[f]);
        sweep.world.push_back(known.try_emplace(std::move(uncertain), known.size()).first->second);
    }
    std::vector<std::size_t> order(sweep.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sweep.world[a] < sweep.world[b]; });
    std::vector<std::vector<std::size_t>> rows;
    rows.reserve(order.size());
    for (const std::size_t point : order) rows.push_back(std::move(sweep.rows[point]));
    sweep.rows = std::move(rows);
    std::sort(sweep.world.begin(), sweep.world.end());
}

std::string points_text(const Sweep& sweep) {
    std::string text = "point,world";
    std::vector<std::vector<std::string>> cells;
    for (const Factor& factor : sweep.factors) {
        text += ',' + factor.parameter.path;
        std::vector<std::string>& column = cells.emplace_back();
        for (const Value& value : factor.values) column.push_back(cell_text(value, factor.parameter));
    }
    text += '\n';
    for (std::size_t point = 0; point < sweep.rows.size(); ++point) {
        text += fmt::format("{},{}", point, sweep.world[point]);
        for (std::size_t f = 0; f < cells.size(); ++f) text += ',' + cells[f][sweep.rows[point][f]];
        text += '\n';
    }
    return text;
}

std::vector<std::size_t> stored_worlds(std::string_view text, const std::string& name, Issues& issues) {
    const std::vector<std::size_t> starts = line_starts(text);
    std::vector<std::size_t> worlds;
    for (std::size_t line = 1; line + 1 < starts.size(); ++line) {
        const std::string_view here = text.substr(starts[line], starts[line + 1] - starts[line]);
        const std::size_t first = here.find(',');
        const std::size_t second = first == std::string_view::npos ? first : here.find_first_of(",\n", first + 1);
        const std::optional<std::int64_t> world =
            second == std::string_view::npos ? std::nullopt : parse_integer(here.substr(first + 1, second - first - 1));
        if (!world || *world < 0) {
            issues.error({{name, static_cast<int>(line + 1), 1},
                          key,
                          "the line is damaged",
                          "a point has a number and a world",
                          "plan the sweep anew"});
            return {};
        }
        worlds.push_back(static_cast<std::size_t>(*world));
    }
    return worlds;
}

void read_stored_points(std::string_view text, const std::string& name, std::size_t first, std::size_t count,
                        Sweep& sweep, Issues& issues) {
    const std::vector<std::size_t> starts = line_starts(text);
    const std::size_t points = starts.size() - 2;  // a header, and the end of the text
    if (starts.size() < 3 || first + count > points) {
        issues.error({{name, 0, 0},
                      key,
                      "the table is cut off",
                      fmt::format("it has no point {}", first + count - 1),
                      "plan the sweep anew"});
        return;
    }
    sweep.rows.assign(points, {});
    std::string lines(text.substr(0, starts[first > 0 ? 2 : 1]));
    std::vector<std::size_t> wanted(first > 0 ? 1 : 0);
    lines += text.substr(starts[1 + first], starts[1 + first + count] - starts[1 + first]);
    for (std::size_t point = first; point < first + count; ++point) wanted.push_back(point);
    read_rows(lines, name, wanted, false, sweep, issues);
}

}  // namespace gemeinsim
