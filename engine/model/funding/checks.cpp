// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "model/funding/eligibility.h"
#include "model/funding/grants.h"
#include "model/funding/programmes.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

std::string in_euros(Cents cents) {
    return fmt::format("{}.{:02} EUR", cents / 100, cents % 100);
}

/// One row of [[funding.programmes]] and what may be wrong with it.
struct ProgrammeCheck {
    const Model& model;
    const Programme& programme;
    const Row& row;
    Issues& issues;

    void error(const char* column, const std::string& problem, const std::string& why,
               const std::string& remedy) const {
        issues.error({where_of(row, column), std::string("funding.programmes.") + column, problem, why, remedy});
    }
    void warning(const char* column, const std::string& problem, const std::string& why,
                 const std::string& remedy) const {
        issues.warning({where_of(row, column), std::string("funding.programmes.") + column, problem, why, remedy});
    }
    [[nodiscard]] double annuality() const { return programme.annuality.value_or(model.funding.annuality); }
};

/// The actor's id that a funder's name comes near, looked for once for each name: populations are large.
class FunderNames {
  public:
    explicit FunderNames(const Population& population) : population_(population) {}
    const std::string& nearest(const std::string& funder) {
        const auto [found, fresh] = known_.try_emplace(funder);
        if (fresh && !funder.empty() && funder.find(' ') == std::string::npos) {
            if (ids_.empty())
                for (const ActorRow& row : population_.actors) ids_.push_back(row.id);
            found->second = nearest_name(funder, ids_);
        }
        return found->second;
    }

  private:
    const Population& population_;
    std::vector<std::string> ids_;
    std::map<std::string, std::string> known_;
};

void check_amounts(const ProgrammeCheck& check) {
    const Programme& programme = check.programme;
    if (programme.grant_min > programme.grant_max)
        check.error("grant_min",
                    "the smallest grant, " + in_euros(programme.grant_min) + ", is above the largest, " +
                        in_euros(programme.grant_max),
                    "no application could ask for either", "lower grant_min or raise grant_max");
    if (programme.grant_max == 0)
        check.error("grant_max", "a call can fund nobody", "no grant is above nothing", "raise grant_max");
    if (programme.success == 0)
        check.error("success", "a call can fund nobody", "no application passes the competition",
                    "raise success; budget = 0 switches a programme off");
    if (programme.announced_success && *programme.announced_success == 0)
        check.error("announced_success", "nobody would apply", "a chance of nothing is announced",
                    "raise it, or leave it out for funding.success_prior");
    // Unspent budgets may add up over the years, unless they lapse.
    const int months = std::max(0, std::min(programme.closes, check.model.time.months - 1) - programme.opens + 1);
    const bool lapses = check.annuality() >= 1;
    const double most = static_cast<double>(programme.budget) * (lapses ? 1 : (months + 11) / 12);
    // A budget of nothing is no call: that is how sweeps switch a programme off.
    if (programme.budget > 0 && programme.grant_min > 0 && months > 0 &&
        static_cast<double>(programme.grant_min) > most)
        check.error("budget", "a call can fund nobody",
                    fmt::format("the smallest grant, {}, is above the budget of {}, {}", in_euros(programme.grant_min),
                                lapses ? "a year" : "all years", in_euros(static_cast<Cents>(most))),
                    "raise the budget or lower grant_min");
    if (months == 0 && !(programme.last && programme.closes < programme.opens))
        check.warning(
            "first", "it lies outside the run and changes nothing",
            fmt::format("the run lasts {} months from {}", check.model.time.months, to_string(check.model.calendar)),
            "correct the date, time.start or time.months");
    if (programme.earmark == Earmark::measures && programme.office_share && *programme.office_share > 0)
        check.error("office_share", fmt::format("{:g} of a grant may pay an office", *programme.office_share),
                    "earmark = \"measures\" forbids it", "leave office_share out or take another earmark");
    if (programme.earmark == Earmark::office && programme.office_share && *programme.office_share < 1)
        check.error("office_share", fmt::format("only {:g} of a grant may pay an office", *programme.office_share),
                    "earmark = \"office\" lets it pay nothing else", "leave office_share out or take another earmark");
    if (programme.earmark == Earmark::office && check.model.governance.broker_paid_by != BrokerPaidBy::grant &&
        check.model.funding.arm == Arm::as_financed)
        check.warning("earmark", "nobody has a use for it",
                      "it pays offices only, and under this form of governance a grant pays none",
                      "set governance.broker_paid_by = \"grant\" or take another earmark");
}

/// Rules about money for measures that a programme cannot have use of.
void check_measures(const ProgrammeCheck& check) {
    const Programme& programme = check.programme;
    if (programme.earmark == Earmark::office) {
        const auto useless = [&](bool is_set, const char* column) {
            const auto given = check.row.values.find(column);
            if (is_set && given != check.row.values.end() && given->second.origin != Origin::preset)
                check.error(column, "it is a rule about money for measures", "earmark = \"office\" pays none",
                            "leave it out or take another earmark");
        };
        useless(programme.preparation > 0, "preparation");
        useless(programme.forwarded, "forwarded");
        useless(programme.decides_projects, "decides_projects");
    } else if (const Cents most = share_of(programme.grant_max, programme.preparation);
               most > 0 && most < programme.grant_min) {
        check.warning("preparation", "nobody can ask for preparation alone",
                      fmt::format("{:g} of the largest grant is {}, and the smallest is {}", programme.preparation,
                                  in_euros(most), in_euros(programme.grant_min)),
                      "raise preparation or lower grant_min");
    }
}

void check_dates(const ProgrammeCheck& check) {
    const Programme& programme = check.programme;
    if (programme.last && programme.closes < programme.opens)
        check.error("last", "the last month, " + to_string(*programme.last) + ", comes before the first",
                    programme.first ? "first = " + to_string(*programme.first)
                                    : "the run starts in " + to_string(check.model.calendar),
                    "correct one of the dates");
}

void check_names(const ProgrammeCheck& check) {
    std::vector<std::string> topics;
    for (const Topic& topic : check.model.topics) topics.push_back(topic.id);
    for (const std::string& name : check.programme.topics)
        if (std::find(topics.begin(), topics.end(), name) == topics.end())
            check.error("topics", "there is no topic " + in_quotes_short(name),
                        topics.empty() ? "the scenario has no topic" : "the topics are " + joined(topics),
                        did_you_mean(name, topics, "correct the name"));
    std::vector<std::string> places;
    for (const Place& place : check.model.population.places) places.push_back(place.id);
    // Without actors the population was refused, and that is told already.
    if (!check.programme.place.empty() && !check.programme.place_id && !check.model.population.actors.empty()) {
        constexpr std::size_t most = 8;
        const std::vector<std::string> some(places.begin(), places.begin() + std::min(most, places.size()));
        check.error("place", "there is no place " + in_quotes_short(check.programme.place),
                    "known: " + joined(some) + (places.size() > most ? " and more" : ""),
                    did_you_mean(check.programme.place, places, "correct the name"));
    }
}

/// A funder outside the population has any words, an actor of the population its id. A single word that is nearly an id
/// would silently be an outside funder, so it is taken for a slip; a preset's own words are not.
void check_funder(const ProgrammeCheck& check, FunderNames& names) {
    const Programme& programme = check.programme;
    const auto given = check.row.values.find("funder");
    if (programme.funder_id || given == check.row.values.end() || given->second.origin == Origin::preset) return;
    const std::string& near = names.nearest(programme.funder);
    if (near.empty()) return;
    check.error("funder", "there is no actor " + in_quotes_short(programme.funder),
                "a single word that is nearly an actor's id is taken for it",
                "did you mean " + in_quotes_short(near) + "? Name a funder outside of the population in several words");
}

/// Whether an actor can have one of the legal forms that a programme asks for, whatever is drawn.
bool can_have_form(const Programme& programme, const ActorRow& row, double association_share) {
    const auto wanted = [&](LegalForm form) { return ((programme.form_set >> static_cast<unsigned>(form)) & 1U) != 0; };
    if (row.legal_form != LegalForm::drawn) return wanted(row.legal_form);
    switch (row.sector) {
        case Sector::administration:
            return wanted(LegalForm::public_body);
        case Sector::civil_society:
            return (wanted(LegalForm::association) && association_share > 0) ||
                   ((wanted(LegalForm::foundation) || wanted(LegalForm::company)) && association_share < 1);
        case Sector::business:
            return wanted(LegalForm::company);
    }
    return false;
}

void check_applicants(const ProgrammeCheck& check) {
    const Programme& programme = check.programme;
    const Population& population = check.model.population;
    if (population.actors.empty()) return;
    std::size_t actors = 0;
    std::size_t eligible = 0;
    std::uint32_t sectors = 0;
    for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
        // Initiatives of a place may have members from elsewhere, so everybody counts.
        const ActorRow& row = population.actors[i];
        ++actors;
        sectors |= 1U << static_cast<unsigned>(row.sector);
        eligible += ((programme.sector_set >> static_cast<unsigned>(row.sector)) & 1U) != 0 &&
                    ((programme.level_set >> static_cast<unsigned>(row.level)) & 1U) != 0 &&
                    can_have_form(programme, row, check.model.actors.association_share);
    }
    if (eligible == 0)
        check.error(programme.legal_forms.empty() ? programme.levels.empty() ? "sectors" : "levels" : "legal_forms",
                    "a call can fund nobody",
                    fmt::format("none of the {} actors has the sector, level and legal form that may apply", actors),
                    "name others, or leave the list empty for all");
    if (static_cast<std::size_t>(programme.min_members) > actors)
        check.error(
            "min_members", "a call can fund nobody",
            fmt::format("{} members are asked for, and the population has {} actors", programme.min_members, actors),
            "lower it");
    if (programme.min_sectors > std::popcount(sectors))
        check.error("min_sectors", "a call can fund nobody",
                    fmt::format("{} sectors are asked for, and the population has actors of {}", programme.min_sectors,
                                std::popcount(sectors)),
                    "lower it");
}

/// Two programmes that each forbid other money for the same purpose shut each other out: whichever comes first keeps an
/// initiative from the other.
void check_exclusive(const Model& model, const std::vector<Row>& rows, Issues& issues) {
    for (const ProgrammeId a : IdRange<ProgrammeId>(model.programmes.size()))
        for (const ProgrammeId b : model.programmes[a].conflicts) {
            const Programme& first = model.programmes[a];
            const Programme& second = model.programmes[b];
            if (b < a || !first.exclusive || !second.exclusive) continue;
            issues.error({where_of(rows[b.index()], "exclusive"), "funding.programmes.exclusive",
                          in_quotes_short(second.name) + " and " + in_quotes_short(first.name) +
                              " forbid each other for the same purpose",
                          fmt::format("both are exclusive and pay for the same in the same months; the other stands in "
                                      "line {}",
                                      where_of(rows[a.index()], "exclusive").line),
                          "make at most one of them exclusive, or give them other earmarks, topics or dates"});
        }
}

/// All money that could enter a run must be countable in 64-bit cents, with room for what goes round twice.
void check_sum(const Model& model, const Scenario& scenario, Issues& issues) {
    constexpr double most = 9.2e18 / 4;
    const int begun = (model.time.months + 23) / 12;  // calendar years that a run may touch
    const double years = begun;
    const FundingParameters& p = model.funding;
    double actors = 0;
    for (const ActorRow& row : model.population.actors) {
        const Cents yearly = row.sector == Sector::administration  ? p.budget_administration + p.host_line
                             : row.sector == Sector::civil_society ? p.budget_civil_society
                                                                   : p.budget_business;
        actors += static_cast<double>(row.money) + static_cast<double>(yearly) * years;
    }
    double programmes = 0;
    const Programme* largest = nullptr;
    std::size_t where = 0;
    for (const ProgrammeId id : IdRange<ProgrammeId>(model.programmes.size())) {
        const Programme& one = model.programmes[id];
        programmes += static_cast<double>(one.budget) * years;
        if (largest != nullptr && largest->budget >= one.budget) continue;
        largest = &one;
        where = id.index();
    }
    // At most one living initiative for each actor and topic.
    const double endowed = p.arm == Arm::equal_money
                               ? static_cast<double>(p.endowment) * model.time.months *
                                     static_cast<double>(model.population.actors.size() * model.topics.size())
                               : 0;
    const double all = actors + programmes + endowed;
    if (all <= most) return;
    const std::string problem = fmt::format("over the run {:.3g} EUR could come together", all / 100);
    const std::string why = fmt::format("money is counted in 64-bit cents, safe up to {:.3g} EUR", most / 100);
    if (programmes >= actors + endowed)
        issues.error({where_of(scenario.table("funding.programmes")[where], "budget"), "funding.programmes.budget",
                      problem, why, "lower the budgets or shorten the run"});
    else
        issues.error({{},
                      endowed > actors ? "funding.endowment" : "funding.budget_administration",
                      problem,
                      why,
                      "lower the budgets of actors or shorten the run"});
}

}  // namespace

void check_programmes(const Model& model, const Scenario& scenario, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("funding.programmes");
    std::map<std::string, Location> seen;
    FunderNames names(model.population);
    for (std::size_t p = 0; p < rows.size(); ++p) {
        const ProgrammeCheck check{model, model.programmes[ProgrammeId(p)], rows[p], issues};
        const auto [twin, fresh] = seen.emplace(check.programme.name, where_of(rows[p], "name"));
        if (!fresh)
            check.error("name", "a second programme is called " + in_quotes_short(check.programme.name),
                        fmt::format("first in line {}; shocks and draws go by the name", twin->second.line),
                        "rename one of them");
        check_dates(check);
        check_amounts(check);
        check_measures(check);
        check_names(check);
        check_funder(check, names);
        check_applicants(check);
    }
    check_exclusive(model, rows, issues);
    check_sum(model, scenario, issues);
}

}  // namespace gemeinsim
