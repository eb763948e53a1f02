// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace gemeinsim {

/// Where in the user's input something stands. line and column count from 1; 0 means "not in a file of
/// lines".
struct Location {
    std::string file;
    int line = 0;
    int column = 0;

    bool operator==(const Location&) const = default;
};

/// One thing wrong with the user's input, printed as `file:line:column: key: problem (why); what to do`.
struct Issue {
    Location where;
    std::string key;      ///< path of the parameter or column, empty where there is none
    std::string problem;  ///< what is wrong
    std::string why;      ///< the rule that it breaks: range, allowed names, type; may be empty
    std::string remedy;   ///< what the user can do about it
};

/// The line a user reads.
std::string to_string(const Issue& issue);

/// Thrown once with everything that was found wrong, in the order of the input.
class InputError : public std::runtime_error {
  public:
    explicit InputError(std::vector<Issue> issues);
    [[nodiscard]] const std::vector<Issue>& issues() const { return issues_; }

  private:
    std::vector<Issue> issues_;
};

/// Collects what is wrong, so that the user sees all of it at once. Warnings do not stop a run.
class Issues {
  public:
    void error(Issue issue) { errors_.push_back(std::move(issue)); }
    void warning(Issue issue) { warnings_.push_back(std::move(issue)); }
    [[nodiscard]] const std::vector<Issue>& errors() const { return errors_; }
    [[nodiscard]] const std::vector<Issue>& warnings() const { return warnings_; }
    [[nodiscard]] bool any() const { return !errors_.empty(); }

    /// Throws InputError with all errors, sorted by file, line and column; does nothing where there are none.
    void throw_if_any() const;

  private:
    std::vector<Issue> errors_;
    std::vector<Issue> warnings_;
};

}  // namespace gemeinsim
