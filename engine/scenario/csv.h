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
};

struct CsvTable {
    char separator = ',';
    std::vector<CsvCell> header;
    std::vector<std::vector<CsvCell>> records;  ///< each as long as the header
};

/// Splits the text of a CSV file (RFC 4180; LF, CRLF or CR; separator comma, semicolon or tab, told from the
/// header line; blank lines skipped). Ragged lines, open quotes and headers with two kinds of separators are
/// complained about under `key`; lines with complaints are left out.
CsvTable parse_csv(std::string_view text, const std::string& name, const std::string& key, Issues& issues);

}  // namespace gemeinsim
