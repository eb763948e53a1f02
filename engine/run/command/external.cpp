// SPDX-License-Identifier: Apache-2.0
#include "run/command/external.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <set>
#include <string_view>
#include <system_error>

#include "run/command/command.h"

namespace gemeinsim::command {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "gemeinsim-";

std::vector<fs::path> folders() {
    std::vector<fs::path> all;
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    if (!error) all.push_back(self.parent_path());
    const char* variable = std::getenv("PATH");
    std::string_view rest = variable != nullptr ? variable : "";
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        // An empty entry would mean the current folder: nobody wants to start programs from there unasked.
        if (colon != 0) all.emplace_back(rest.substr(0, colon));
        if (colon == std::string_view::npos) break;
        rest.remove_prefix(colon + 1);
    }
    return all;
}

bool is_program(const fs::path& path) {
    std::error_code error;
    return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

std::optional<fs::path> find_external(const std::string& verb) {
    if (verb.empty() || verb.find('/') != std::string::npos) return std::nullopt;
    for (const fs::path& folder : folders())
        if (const fs::path program = folder / (std::string(prefix) + verb); is_program(program)) return program;
    return std::nullopt;
}

std::vector<std::string> external_verbs() {
    std::set<std::string> verbs;
    for (const fs::path& folder : folders()) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            const std::string name = entry->path().filename().string();
            if (name.starts_with(prefix) && is_program(entry->path())) verbs.insert(name.substr(prefix.size()));
        }
    }
    return {verbs.begin(), verbs.end()};
}

int start_external(const fs::path& program, const std::vector<std::string>& arguments) {
    std::vector<std::string> words = {program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    // What it plans must be run by the same build, not by another that it finds first.
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    if (!error) ::setenv("GEMEINSIM_COMMAND", self.c_str(), 0);
    ::execv(program.c_str(), pointers.data());
    fmt::print(stderr, "gemeinsim: {} cannot be started ({}); check its installation\n", program.string(),
               std::generic_category().message(errno));
    return failed;
}

}  // namespace gemeinsim::command
