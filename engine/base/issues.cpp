// SPDX-License-Identifier: Apache-2.0
#include "base/issues.h"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace gemeinsim {
namespace {

std::string all_lines(const std::vector<Issue>& issues) {
    std::string text;
    for (const Issue& issue : issues) {
        if (!text.empty()) text += '\n';
        text += to_string(issue);
    }
    return text;
}

}  // namespace

std::string to_string(const Issue& issue) {
    std::string text = issue.where.file;
    if (issue.where.line > 0) text += fmt::format(":{}:{}", issue.where.line, issue.where.column);
    if (!text.empty()) text += ": ";
    if (!issue.key.empty()) text += issue.key + ": ";
    text += issue.problem;
    if (!issue.why.empty()) text += " (" + issue.why + ")";
    if (!issue.remedy.empty()) text += "; " + issue.remedy;
    return text;
}

InputError::InputError(std::vector<Issue> issues) : std::runtime_error(all_lines(issues)), issues_(std::move(issues)) {}

void Issues::throw_if_any() const {
    if (errors_.empty()) return;
    std::vector<Issue> sorted = errors_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Issue& a, const Issue& b) {
        return std::tie(a.where.file, a.where.line, a.where.column) <
               std::tie(b.where.file, b.where.line, b.where.column);
    });
    throw InputError(std::move(sorted));
}

}  // namespace gemeinsim
