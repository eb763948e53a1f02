// SPDX-License-Identifier: Apache-2.0
#include "scenario/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "scenario/text.h"

namespace gemeinsim {
namespace {

// Which of the three separators the header line uses outside quotes; nothing where it uses several.
std::optional<char> separator_of(std::string_view text) {
    bool inside = false;
    std::string seen;
    for (const char c : text) {
        if (c == '"') inside = !inside;
        if (inside) continue;
        if (c == '\n' || c == '\r') {
            if (!seen.empty()) break;
            continue;
        }
        const bool separates = c == ',' || c == ';' || c == '\t';
        if (separates && seen.find(c) == std::string::npos) seen += c;
        if (!separates && seen.empty() && c != ' ') seen += ' ';  // a header has begun
    }
    std::erase(seen, ' ');
    if (seen.size() > 1) return std::nullopt;
    return seen.empty() ? ',' : seen.front();
}

class Splitter {
  public:
    Splitter(std::string_view text, char separator, const std::string& name, const std::string& key, Issues& issues)
        : text_(text), separator_(separator), name_(name), key_(key), issues_(issues) {}

    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

    // The fields up to the end of the line or the text.
    std::vector<CsvCell> record() {
        std::vector<CsvCell> cells;
        while (true) {
            field(cells);
            if (at_end()) break;
            const char c = text_[at_];
            advance();
            if (c == separator_) continue;
            if (c == '\r' && !at_end() && text_[at_] == '\n') advance();
            break;
        }
        return cells;
    }

    // Where the next record would begin.
    [[nodiscard]] CsvCell here() const {
        CsvCell cell;
        cell.line = line_;
        cell.column = column_;
        return cell;
    }

  private:
    [[nodiscard]] bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
    void advance() {
        const char c = text_[at_++];
        const bool ends_line = c == '\n' || (c == '\r' && (at_end() || text_[at_] != '\n'));
        if (ends_line) {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++column_;
        }
    }
    void skip_blanks() {
        while (!at_end() && (text_[at_] == ' ' || (text_[at_] == '\t' && separator_ != '\t'))) advance();
    }
    void refuse(int line, int column, std::string problem, std::string why, std::string remedy) {
        issues_.error({{name_, line, column}, key_, std::move(problem), std::move(why), std::move(remedy)});
    }

    void field(std::vector<CsvCell>& cells) {
        skip_blanks();
        CsvCell cell = here();
        if (!at_end() && text_[at_] == '"') {
            cell.was_quoted = true;
            quoted_field(cell);
        } else {
            bare_field(cell);
        }
        cells.push_back(std::move(cell));
    }

    void bare_field(CsvCell& cell) {
        while (!at_end() && text_[at_] != separator_ && !at_line_end()) {
            if (text_[at_] == '"' && !cell.is_broken) {
                refuse(line_, column_, "a quote inside a field", "a quoted field starts with its quote",
                       "put the whole field in quotes and double the quotes in it");
                cell.is_broken = true;
            }
            cell.text += text_[at_];
            advance();
        }
        while (cell.text.ends_with(' ') || cell.text.ends_with('\t')) cell.text.pop_back();
    }

    void quoted_field(CsvCell& cell) {
        advance();
        const Splitter opened = *this;
        while (true) {
            if (at_end()) {
                refuse(cell.line, cell.column, "the quote is never closed", "the file ends inside the field",
                       "add the closing quote");
                // What follows is read as if the field ended with its line, so that it is looked at at all.
                at_ = opened.at_;
                line_ = opened.line_;
                column_ = opened.column_;
                cell.text.clear();
                cell.is_broken = true;
                bare_field(cell);
                return;
            }
            const char c = text_[at_];
            advance();
            if (c != '"') {
                cell.text += c;
            } else if (!at_end() && text_[at_] == '"') {
                cell.text += '"';
                advance();
            } else {
                break;
            }
        }
        skip_blanks();
        if (at_end() || text_[at_] == separator_ || at_line_end()) return;
        refuse(line_, column_, "text after the closing quote", "a quoted field ends with its quote",
               "double the quotes that belong to the text");
        while (!at_end() && text_[at_] != separator_ && !at_line_end()) advance();
        cell.is_broken = true;
    }

    std::string_view text_;
    char separator_;
    const std::string& name_;
    const std::string& key_;
    Issues& issues_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
};

bool is_blank(const std::vector<CsvCell>& record) {
    return record.size() == 1 && record.front().text.empty() && !record.front().was_quoted;
}

std::string separator_name(char separator) {
    return separator == ',' ? "comma" : separator == ';' ? "semicolon" : "tab";
}

}  // namespace

CsvTable parse_csv(std::string_view text, const std::string& name, const std::string& key, Issues& issues) {
    CsvTable table;
    const std::size_t errors = issues.errors().size();
    const std::optional<char> separator = separator_of(text);
    if (!separator) {
        issues.error({{name, 1, 1},
                      key,
                      "the header line mixes commas, semicolons or tabs",
                      "one of them separates all columns",
                      "use one separator, and quotes around names that hold another"});
        return table;
    }
    table.separator = *separator;
    Splitter splitter(text, *separator, name, key, issues);
    while (!splitter.at_end()) {
        std::vector<CsvCell> record = splitter.record();
        if (is_blank(record)) continue;
        if (table.header.empty()) {
            table.header = std::move(record);
            continue;
        }
        // Where quotes do not fit, the number of fields follows from that.
        const bool broken = std::any_of(record.begin(), record.end(), [](const CsvCell& c) { return c.is_broken; });
        if (record.size() != table.header.size() && !broken)
            issues.error(
                {{name, record.front().line, 1},
                 key,
                 fmt::format("the line has {} field{}", record.size(), record.size() == 1 ? "" : "s"),
                 fmt::format("the header has {}, separated by {}s", table.header.size(), separator_name(*separator)),
                 "add what is missing, or quote fields that hold the separator"});
        CsvCell missing;
        missing.line = record.back().line;
        missing.column = record.back().column;
        missing.is_missing = true;
        record.resize(table.header.size(), missing);
        table.records.push_back(std::move(record));
    }
    if (table.header.empty() && issues.errors().size() == errors)
        issues.error(
            {{name, 1, 1}, key, "the table is empty", "its first line names the columns", "write a header line"});
    return table;
}

}  // namespace gemeinsim
