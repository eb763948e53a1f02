// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/issues.h"

/// The cases with a known answer that the engine must reproduce. Each is a scenario or a setting of parameters of the
/// same engine, run through the same kernels as any other; what is expected comes from formulas and from an enumerator
/// of its own.
namespace gemeinsim::selfcheck {

/// A number that a case may be asked for with another value.
struct CaseParameter {
    std::string name;
    double standard = 0;
    double lower = 0;
    double upper = 0;
    std::string text;
    bool whole = false;
    std::vector<std::string> choices = {};  ///< where it is one of some words: the value is its place among them
    std::string limit = {};                 ///< why it may not lie outside
};

/// The values of all parameters of a case.
class Setting {
  public:
    Setting(const std::vector<CaseParameter>& parameters, const std::map<std::string, double>& values);

    /// Broken precondition where the case has no such parameter.
    [[nodiscard]] double operator()(const std::string& name) const;
    [[nodiscard]] int whole(const std::string& name) const { return static_cast<int>((*this)(name)); }
    /// Name and value as typed on the command line.
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& words() const { return words_; }

  private:
    std::map<std::string, double> values_;
    std::vector<std::pair<std::string, std::string>> words_;
};

/// One number of the engine beside the number it should be.
struct Finding {
    std::string quantity;
    double value = 0;
    double expected = 0;
    double error = 0;         ///< of a mean over runs: its standard error
    bool exact = true;        ///< no mean over runs: value and expected agree to the tolerance
    double tolerance = 1e-9;  ///< of exact rows, as a share of what is expected where that is above 1
    /// 0 where the two differ by rounding alone, also where no error is possible.
    [[nodiscard]] double z() const;
    [[nodiscard]] bool passed() const;
};

/// An exact row.
Finding same(std::string quantity, double value, double expected);
/// A row with a law that holds in the limit only: value and expected agree to the tolerance.
Finding about(std::string quantity, double value, double expected, double tolerance);
/// A mean over runs with its standard error; passes with |z| <= 4 (false alarm: 6e-5).
Finding mean_row(std::string quantity, const std::vector<double>& values, double expected);
/// A share of runs; the standard error is that of the expected share.
Finding share_row(std::string quantity, double hits, double runs, double expected);

struct Case {
    std::string name;
    std::string title;
    std::string source;
    std::vector<CaseParameter> parameters;
    std::vector<std::map<std::string, double>> examples;  ///< what is run when nothing else is asked for
    std::function<std::vector<Finding>(const Setting&)> run;
    /// A complaint about values that do not go together, else empty.
    std::function<std::string(const Setting&)> refuse = {};
};

/// All of them, in the order of their names' numbers.
const std::vector<Case>& cases();

/// The case of this name, or nullptr.
const Case* find_case(const std::string& name);

/// Reads values as typed; what is unknown, not a number, out of range or too large to enumerate goes to `issues`.
Setting read_setting(const Case& which, const std::map<std::string, std::string>& words, Issues& issues);

}  // namespace gemeinsim::selfcheck
