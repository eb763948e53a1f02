// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/issues.h"

namespace gemeinsim {

/// One field of a CSV file and where it starts.
struct CsvCell {
    std::string text;  ///< without quotes; of an unquoted field without blanks around it
    int line = 0;
    int column = 0;
    bool was_quoted = false;
    bool is_broken = false;   ///< its quotes do not fit; the text is what could be made of it
    bool is_missing = false;  ///< the line ended before it
};

struct CsvTable {
    char separator = ',';
    std::vector<CsvCell> header;
    std::vector<std::vector<CsvCell>> records;  ///< each as long as the header, lines with complaints too
};

/// Splits the text of a CSV file (RFC 4180; LF, CRLF or CR; separator comma, semicolon or tab, told from the
/// header line; blank lines skipped). Ragged lines, open quotes and headers with two kinds of separators are
/// complained about under `key`. What else such a line holds is kept, so that its other faults can be told too: short
/// lines are filled up with missing fields, long ones cut; a quote that is never closed ends with its line.
CsvTable parse_csv(std::string_view text, const std::string& name, const std::string& key, Issues& issues);

}  // namespace gemeinsim
