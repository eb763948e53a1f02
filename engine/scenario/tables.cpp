// SPDX-License-Identifier: Apache-2.0
#include "scenario/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/convert.h"
#include "scenario/csv.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

bool is_by_key(const Parameter& column) {
    return column.path.ends_with(".*");
}

std::string stem(const Parameter& column) {
    return column.path.substr(0, column.path.size() - 1);
}

std::vector<std::string> column_names(const RowTable& table) {
    std::vector<std::string> names;
    for (const Parameter& column : table.columns)
        names.push_back(is_by_key(column) ? stem(column) + "<name>" : column.path);
    return names;
}

void unknown_column(const Location& where, const std::string& name, const RowTable& table, Issues& issues) {
    const std::vector<std::string> names = column_names(table);
    issues.error({where, table.path + "." + name, "unknown key", "allowed: " + joined(names),
                  did_you_mean(name, names, "remove it or use one of these")});
}

// Fills a row from a table, nested tables included: salience = {youth = .5} gives "salience.youth".
void fill(Row& row, const Node& from, const std::string& prefix, const RowTable& table, Issues& issues) {
    for (std::size_t i = 0; i < from.items.size(); ++i) {
        const std::string name = prefix + from.keys[i];
        const Node& item = from.items[i];
        const Parameter* column = find_column(table, name);
        const std::string key = table.path + "." + name;
        if (column == nullptr) {
            const bool nests = std::any_of(table.columns.begin(), table.columns.end(),
                                           [&](const Parameter& other) { return other.path.starts_with(name + "."); });
            if (nests && item.kind == Node::Kind::table)
                fill(row, item, name + ".", table, issues);
            else if (nests)
                issues.error({item.where, key, "found " + found(item), "expected a table of names and values",
                              "write " + name + " = {name = value}"});
            else
                unknown_column(from.key_where[i], name, table, issues);
            continue;
        }
        if (row.values.contains(name)) {
            issues.error({from.key_where[i], key, "the key is given twice in one row", "each key stands once",
                          "remove one of them"});
            continue;
        }
        if (std::optional<Value> value = to_value(item, *column, key, issues))
            row.values[name] = Entry{std::move(*value), item.origin, item.where};
        else
            row.values[name] = Entry{column->standard, Origin::standard, item.where};
    }
}

// Whether a row names a preset that was refused, which might have given this column: nothing more is known of it then.
bool is_left_to_refused_preset(const Row& row, const RowTable& table, const std::string& column) {
    const auto chosen = row.values.find("preset");
    if (chosen == row.values.end() || chosen->second.origin != Origin::standard) return false;
    return std::any_of(table.presets.begin(), table.presets.end(), [&](const RowPreset& preset) {
        return std::any_of(preset.assigns.begin(), preset.assigns.end(),
                           [&](const auto& assigned) { return assigned.first == column; });
    });
}

// The values of the row's preset, for the columns that it does not give.
void apply_preset(Row& row, const RowTable& table) {
    const auto chosen = row.values.find("preset");
    if (table.presets.empty() || chosen == row.values.end()) return;
    const std::string* name = std::get_if<std::string>(&chosen->second.value);
    for (const RowPreset& preset : table.presets)
        if (name != nullptr && *name == preset.choice)
            for (const auto& [column, value] : preset.assigns)
                row.values.try_emplace(column, Entry{value, Origin::preset, chosen->second.where});
}

Row read_row(const Node& node, const std::string& name, const Location& where, const RowTable& table, Issues& issues) {
    Row row;
    row.name = name;
    row.where = where;
    fill(row, node, "", table, issues);
    apply_preset(row, table);
    for (const Parameter& column : table.columns) {
        if (is_by_key(column) || row.values.contains(column.path)) continue;
        if (column.required && !is_left_to_refused_preset(row, table, column.path))
            issues.error({where, table.path + "." + column.path, "the row does not give it",
                          "every row must: " + expectation(column), "add it"});
        row.values[column.path] = Entry{column.standard, Origin::standard, {}};
    }
    return row;
}

// The numbers of one CSV file must agree on what a comma and a point mean.
class NumberStyle {
  public:
    NumberStyle(char separator, const std::string& file, const std::string& table, Issues& issues)
        : decimal_commas_(separator != ','), file_(file), table_(table), issues_(issues) {}

    // The number with a decimal point, nothing where the cell holds none; `ambiguous` where it was refused.
    std::optional<std::string> normal(const CsvCell& cell, const std::string& column, bool& ambiguous) {
        const std::string& text = cell.text;
        const bool comma = text.find(',') != std::string::npos;
        const bool point = text.find('.') != std::string::npos;
        if (!decimal_commas_ || (!comma && !point)) return parse_real(text) ? std::optional(text) : std::nullopt;
        std::string candidate = text;
        std::replace(candidate.begin(), candidate.end(), ',', '.');
        if (comma && point && candidate.find_first_not_of("+-.0123456789") == std::string::npos) {
            refuse(cell, column, in_quotes_short(text) + " holds a comma and a point",
                   "thousands are not separated in numbers", "write digits and one decimal sign");
            ambiguous = true;
            return std::nullopt;
        }
        if (!parse_real(candidate)) return std::nullopt;
        if (point && looks_like_thousands(text)) {
            refuse(cell, column, in_quotes_short(text) + " is ambiguous",
                   "with semicolons or tabs a point may separate thousands or decimals",
                   "write 1500 or 1,5 for what you mean");
            ambiguous = true;
            return std::nullopt;
        }
        const CsvCell*& other = comma ? first_point_ : first_comma_;
        const CsvCell*& own = comma ? first_comma_ : first_point_;
        if (own == nullptr) own = &cell;
        if (other != nullptr) {
            refuse(cell, column, in_quotes_short(text) + " uses another decimal sign than the rest",
                   fmt::format("{} stands in line {}", in_quotes_short(other->text), other->line),
                   "use commas or points throughout the file");
            ambiguous = true;
            return std::nullopt;
        }
        return candidate;
    }

  private:
    // "1.500" or "12.345.678": one to three digits, the first not zero, then groups of three.
    static bool looks_like_thousands(std::string_view text) {
        if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
        const std::size_t first = text.find('.');
        if (first == 0 || first > 3 || text.front() == '0') return false;
        for (std::size_t at = first; at < text.size(); at += 4)
            if (text[at] != '.' || text.substr(at + 1, 3).find_first_not_of("0123456789") != std::string::npos ||
                text.size() - at < 4)
                return false;
        return true;
    }
    void refuse(const CsvCell& cell, const std::string& column, std::string problem, std::string why,
                std::string remedy) {
        issues_.error({{file_, cell.line, cell.column},
                       table_ + "." + column,
                       std::move(problem),
                       std::move(why),
                       std::move(remedy)});
    }

    bool decimal_commas_;
    const std::string& file_;
    const std::string& table_;
    Issues& issues_;
    const CsvCell* first_comma_ = nullptr;
    const CsvCell* first_point_ = nullptr;
};

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Node number_node(const std::string& digits) {
    Node node;
    if (const std::optional<std::int64_t> whole = parse_integer(digits)) {
        node.kind = Node::Kind::integer;
        node.integer = *whole;
    } else {
        node.kind = Node::Kind::real;
        node.real = *parse_real(digits);
    }
    return node;
}

// The node that a cell stands for under a column; nothing where it was refused. A cell that is not what the
// column wants becomes text, and converting it explains what was expected.
std::optional<Node> cell_node(const CsvCell& cell, const Parameter& column, NumberStyle& style) {
    bool ambiguous = false;
    Node node = text_node(cell.text);
    switch (column.kind) {
        case ParameterKind::boolean:
            if (lower(cell.text) == "true" || lower(cell.text) == "false") {
                node.kind = Node::Kind::boolean;
                node.boolean = lower(cell.text) == "true";
            }
            break;
        case ParameterKind::integer:
        case ParameterKind::real:
        case ParameterKind::money:
            if (const std::optional<std::string> digits = style.normal(cell, column.path, ambiguous))
                node = number_node(*digits);
            break;
        case ParameterKind::reals:
        case ParameterKind::texts: {
            node = Node();
            node.kind = Node::Kind::list;
            for (std::size_t start = 0; start <= cell.text.size();) {
                const std::size_t end = std::min(cell.text.find('|', start), cell.text.size());
                CsvCell part = cell;
                part.text = cell.text.substr(start, end - start);
                node.items.push_back(text_node(part.text));
                if (column.kind == ParameterKind::reals)
                    if (const std::optional<double> number = parse_real(part.text)) {
                        node.items.back().kind = Node::Kind::real;
                        node.items.back().real = *number;
                    }
                start = end + 1;
            }
            break;
        }
        default:
            break;
    }
    if (ambiguous) return std::nullopt;
    return node;
}

// The columns that the header names, null where it names none; complains about unknown and double ones.
std::vector<const Parameter*> header_columns(const CsvTable& csv, const std::string& file, const RowTable& table,
                                             Issues& issues) {
    std::vector<const Parameter*> columns;
    for (std::size_t i = 0; i < csv.header.size(); ++i) {
        const CsvCell& cell = csv.header[i];
        const Location where{file, cell.line, cell.column};
        columns.push_back(find_column(table, cell.text));
        if (cell.text.empty())
            issues.error({where, table.path, fmt::format("column {} has no name", i + 1),
                          "the first line names the columns", "name it or remove it"});
        else if (columns.back() == nullptr)
            unknown_column(where, cell.text, table, issues);
        const auto twin = std::find_if(csv.header.begin(), csv.header.begin() + static_cast<std::ptrdiff_t>(i),
                                       [&](const CsvCell& other) { return other.text == cell.text; });
        if (twin != csv.header.begin() + static_cast<std::ptrdiff_t>(i) && !cell.text.empty()) {
            issues.error({where, table.path + "." + cell.text, "the column is given twice",
                          fmt::format("first as column {}", twin - csv.header.begin() + 1), "remove one of them"});
            columns.back() = nullptr;
        }
    }
    for (const Parameter& column : table.columns)
        if (column.required && std::find(columns.begin(), columns.end(), &column) == columns.end())
            issues.error({{file, csv.header.front().line, 1},
                          table.path + "." + column.path,
                          "the column is missing",
                          "every row must give it: " + expectation(column),
                          "add it to the header line"});
    return columns;
}

std::vector<Row> read_csv_rows(const Node& wish, const RowTable& table, Issues& issues) {
    const std::filesystem::path path = wish.folder ? *wish.folder / wish.text : std::filesystem::path(wish.text);
    const std::string file = path.generic_string();
    const std::optional<std::string> text = read_text_file(path, wish.where, table.path, issues);
    std::vector<Row> rows;
    if (!text) return rows;
    const CsvTable csv = parse_csv(*text, file, table.path, issues);
    if (csv.header.empty()) return rows;
    const std::vector<const Parameter*> columns = header_columns(csv, file, table, issues);
    NumberStyle style(csv.separator, file, table.path, issues);
    for (const std::vector<CsvCell>& record : csv.records) {
        Row row;
        row.where = {file, record.front().line, 1};
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const CsvCell& cell = record[i];
            if (columns[i] == nullptr || cell.is_missing) continue;
            // Numbers in quotes that do not fit are anybody's guess; a name is still one that others may refer to.
            if (cell.is_broken && columns[i]->kind != ParameterKind::text) continue;
            const std::string& name = csv.header[i].text;
            const Location where{file, cell.line, cell.column};
            if (cell.text.empty()) {
                if (columns[i]->required)
                    issues.error({where, table.path + "." + name, "the field is empty",
                                  "every row must give " + expectation(*columns[i]), "fill it in"});
                continue;
            }
            std::optional<Node> node = cell_node(cell, *columns[i], style);
            if (!node) continue;
            node->where = where;
            for (Node& item : node->items) item.where = where;
            if (std::optional<Value> value = to_value(*node, *columns[i], table.path + "." + name, issues))
                row.values[name] = Entry{std::move(*value), wish.origin, where};
        }
        for (const Parameter& column : table.columns)
            if (!is_by_key(column)) row.values.try_emplace(column.path, Entry{column.standard, Origin::standard, {}});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

const Parameter* find_column(const RowTable& table, std::string_view name) {
    for (const Parameter& column : table.columns) {
        if (column.path == name) return is_by_key(column) ? nullptr : &column;
        if (is_by_key(column) && name.starts_with(stem(column)) && name.size() > stem(column).size()) return &column;
    }
    return nullptr;
}

std::vector<Row> read_rows(const Node& node, const RowTable& table, Issues& issues) {
    if (table.from_csv && node.kind == Node::Kind::text) return read_csv_rows(node, table, issues);
    const bool fits = node.kind == (table.named ? Node::Kind::table : Node::Kind::list);
    if (!fits) {
        const std::string written =
            table.named ? "tables [" + table.path + ".<name>]" : "tables [[" + table.path + "]]";
        issues.error({node.where, table.path, "found " + found(node),
                      "expected " + written + (table.from_csv ? " or the path of a CSV file" : ""),
                      "write " + written});
        return {};
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Node& item = node.items[i];
        const std::string name = table.named ? node.keys[i] : "";
        if (item.kind != Node::Kind::table)
            issues.error({item.where, table.path + (table.named ? "." + name : ""), "found " + found(item),
                          "expected a table with the keys of one row: " + joined(column_names(table)),
                          table.named ? "write [" + table.path + ".<name>] and below it the keys"
                                      : "write [[" + table.path + "]] and below it the keys"});
        else if (table.named && name.empty())
            issues.error(
                {node.key_where[i], table.path, "a row has an empty name", "rows are told apart by name", "name it"});
        else
            rows.push_back(read_row(item, name, table.named ? node.key_where[i] : item.where, table, issues));
    }
    if (table.named)
        std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.name < b.name; });
    return rows;
}

Node row_node(const Row& row, const RowTable& table) {
    Node node;
    node.where = row.where;
    for (const auto& [name, entry] : row.values) {
        const Parameter* column = find_column(table, name);
        const bool given = entry.origin == Origin::file || entry.origin == Origin::override_;
        if (column == nullptr || !given) continue;
        Node value = to_node(entry.value, *column);
        value.where = entry.where;
        value.origin = entry.origin;
        for (Node& item : value.items) {
            item.where = entry.where;
            item.origin = entry.origin;
        }
        node.set(name, entry.where, std::move(value));
    }
    return node;
}

}  // namespace gemeinsim
