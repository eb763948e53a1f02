// SPDX-License-Identifier: Apache-2.0
#include "scenario/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <limits>
#include <system_error>
#include <vector>

#include "scenario/nearest.h"

namespace gemeinsim {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}

bool is_continuation(unsigned byte) {
    return (byte & 0xC0U) == 0x80U;
}

// The number of bytes of the character that starts at i, 0 where none does (table 3-7 of the Unicode
// standard).
std::size_t character_length(std::string_view text, std::size_t i) {
    const unsigned first = byte_at(text, i);
    const unsigned second = byte_at(text, i + 1);
    if (first < 0x80U) return 1;
    if (first >= 0xC2U && first <= 0xDFU) return is_continuation(second) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        const unsigned lowest = first == 0xE0U ? 0xA0U : 0x80U;
        const unsigned highest = first == 0xEDU ? 0x9FU : 0xBFU;
        return second >= lowest && second <= highest && is_continuation(byte_at(text, i + 2)) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        const unsigned lowest = first == 0xF0U ? 0x90U : 0x80U;
        const unsigned highest = first == 0xF4U ? 0x8FU : 0xBFU;
        return second >= lowest && second <= highest && is_continuation(byte_at(text, i + 2)) &&
                       is_continuation(byte_at(text, i + 3))
                   ? 4
                   : 0;
    }
    return 0;
}

// Names of the files beside the one that is missing, for "did you mean".
std::vector<std::string> files_beside(const std::filesystem::path& path) {
    std::vector<std::string> names;
    std::error_code error;
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());  // the order of a folder is the file system's business
    return names;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = character_length(text, i);
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

Location location_of_byte(std::string_view text, std::size_t byte, const std::string& file) {
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const auto characters = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(),
                                          [](char c) { return !is_continuation(static_cast<unsigned char>(c)); });
    return {file, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(characters) + 1};
}

std::optional<double> parse_real(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text == "inf" || text == "nan") {
        const double value =
            text == "inf" ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
        return negative ? -value : value;
    }
    // from_chars would take "infinity" and a second sign as well.
    if (text.empty() || !((text.front() >= '0' && text.front() <= '9') || text.front() == '.')) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return negative ? -value : value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    if (text.starts_with("+-")) return std::nullopt;
    if (text.starts_with('+')) text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (static_cast<unsigned char>(c) < 0x20U || c == '\x7f') {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string in_quotes_short(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() <= longest) return in_quotes(text);
    std::size_t cut = longest;
    while (cut > 0 && is_continuation(static_cast<unsigned char>(text[cut]))) --cut;
    return in_quotes(text.substr(0, cut)) + "...";
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        if (!out.empty()) out += ", ";
        out += word;
    }
    return out;
}

bool is_text(std::string_view bytes, const std::string& name, const std::string& key, Issues& issues) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        issues.error({{name, 0, 0}, key, "the file is UTF-16", "scenario and CSV files are UTF-8", "save it as UTF-8"});
        return false;
    }
    if (bytes.find('\0') != std::string_view::npos) {
        issues.error({{name, 0, 0},
                      key,
                      "this is a binary file",
                      "it holds a zero byte; scenarios are TOML or JSON, tables are CSV",
                      "name a text file"});
        return false;
    }
    const std::size_t bad = first_invalid_utf8(bytes);
    if (bad == std::string_view::npos) return true;
    issues.error({location_of_byte(bytes, bad, name), key,
                  fmt::format("byte 0x{:02X} is not UTF-8", byte_at(bytes, bad)),
                  "the file looks like Latin-1 or Windows-1252", "save it as UTF-8"});
    return false;
}

std::optional<std::string> read_text_file(const std::filesystem::path& path, const Location& asked,
                                          const std::string& key, Issues& issues) {
    const std::string name = path.generic_string();
    const Location where = asked.file.empty() ? Location{name, 0, 0} : asked;
    // A complaint about the file itself, said where it is asked for.
    const auto refuse = [&](std::string problem, std::string why, std::string remedy) {
        if (!asked.file.empty()) problem = name + ": " + problem;
        issues.error({where, key, std::move(problem), std::move(why), std::move(remedy)});
        return std::nullopt;
    };
    std::error_code error;
    const std::filesystem::file_status status =
        name.find('\0') == std::string::npos ? std::filesystem::status(path, error)
                                             : std::filesystem::file_status(std::filesystem::file_type::not_found);
    if (!std::filesystem::exists(status)) {
        const bool denied = error == std::errc::permission_denied;
        if (denied) return refuse("the file cannot be read", "permission denied", "change its permissions");
        const std::string folder = path.has_parent_path() ? path.parent_path().generic_string() : ".";
        return refuse("the file does not exist", "looked in the folder " + folder,
                      did_you_mean(path.filename().string(), files_beside(path), "check the path"));
    }
    if (std::filesystem::is_directory(status))
        return refuse("this is a folder", "a file is needed",
                      did_you_mean("scenario.toml", files_beside(path / "x"), "name a file in it"));
    if (!std::filesystem::is_regular_file(status) && !std::filesystem::is_fifo(status))
        return refuse("this is a device", "a file is needed", "name a text file");
    std::ifstream in(path, std::ios::binary);
    if (!in) return refuse("the file cannot be read", "permission denied", "change its permissions");
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad()) return refuse("the file cannot be read to its end", "input or output error", "try again");
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    if (!is_text(bytes, name, key, issues)) return std::nullopt;
    return bytes;
}

}  // namespace gemeinsim
