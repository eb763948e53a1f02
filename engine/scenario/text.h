// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/issues.h"

namespace gemeinsim {

/// The offset of the first byte that is not UTF-8 (RFC 3629: no surrogates, no overlong forms), or npos.
std::size_t first_invalid_utf8(std::string_view text);

/// Line and column, in characters and counting from 1, of a byte of a text.
Location location_of_byte(std::string_view text, std::size_t byte, const std::string& file);

/// A number written with a decimal point, the whole of `text`; understands inf and nan with a sign.
/// Independent of the locale.
std::optional<double> parse_real(std::string_view text);

/// A whole number, the whole of `text`, a leading plus allowed; nothing where it does not fit.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// In double quotes with the escapes of TOML and JSON.
std::string in_quotes(std::string_view text);

/// As in_quotes, cut to about 60 characters: for messages.
std::string in_quotes_short(std::string_view text);

/// Words joined by ", ".
std::string joined(const std::vector<std::string>& words);

/// The bytes of a text file without a byte order mark. Where it cannot be read, is a folder, binary, UTF-16
/// or not UTF-8, says so in `issues` and returns nothing; a file that cannot be opened is complained about at
/// `asked`, the place that names it (the file itself where `asked` names none).
std::optional<std::string> read_text_file(const std::filesystem::path& path, const Location& asked,
                                          const std::string& key, Issues& issues);

/// As the second half of read_text_file: is this the text of a person?
bool is_text(std::string_view bytes, const std::string& name, const std::string& key, Issues& issues);

}  // namespace gemeinsim
