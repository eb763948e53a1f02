// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "scenario/value.h"

namespace gemeinsim {

/// How a parameter is written in a scenario and what its Value holds.
enum class ParameterKind {
    boolean,  ///< true or false -> bool
    integer,  ///< whole number -> std::int64_t
    real,     ///< number -> double
    money,    ///< euros with at most two decimals -> std::int64_t cents; unit EUR, range in EUR
    date,     ///< "2015-09" -> std::string
    choice,   ///< one of `choices` -> std::string
    text,     ///< any text -> std::string
    reals,    ///< list of numbers -> std::vector<double>; the range holds for each
    texts,    ///< list of names, each one of `choices` where these are given -> std::vector<std::string>
};

/// What an analyst may do with a parameter (the vocabulary of exploratory modelling).
enum class Role {
    uncertainty,  ///< unknown to the user: vary it over its range
    lever,        ///< in the hands of the user: compare its values
    constant,     ///< a convention, a unit or a fact
};

/// Values from lower to upper, bounds included unless excluded. An infinite bound admits large values, an
/// infinite *value* only where `infinite` says so. NaN is never a value.
struct Range {
    double lower = -std::numeric_limits<double>::infinity();
    double upper = std::numeric_limits<double>::infinity();
    bool lower_excluded = false;
    bool upper_excluded = false;
    bool infinite = false;

    [[nodiscard]] bool contains(double value) const;
    bool operator==(const Range&) const = default;
};

/// The words for a range in messages: "0 to 1", "above 0", "at least 0, inf allowed".
std::string to_string(const Range& range);

enum class Scale { linear, logarithmic };

/// Ties a parameter to one of the ten challenges: off + dial * (on - off), or off * (on / off)^dial. `off` is
/// the exact neutral value. The parameter's default is its value at dial .5 and is written nowhere else.
struct Dial {
    std::string challenge;  ///< name below [challenges]
    double off = 0;
    double on = 0;
    Scale scale = Scale::linear;

    [[nodiscard]] double at(double dial) const;
};

/// One row of the registry: everything that a reader of scenarios, a schema, a page of documentation or an
/// error message needs to know about one parameter. `source` names where the default comes from; an
/// assumption of ours says "assumption".
struct Parameter {
    std::string path;
    ParameterKind kind = ParameterKind::real;
    std::string unit = "1";
    Range range;
    Value standard;                    ///< the default; monostate: optional and not given
    std::vector<std::string> choices;  ///< the allowed names
    std::optional<Dial> dial;
    Role role = Role::uncertainty;
    bool required = false;  ///< columns of rows only: there is no sensible default
    std::string source;
    std::string text;
};

}  // namespace gemeinsim
