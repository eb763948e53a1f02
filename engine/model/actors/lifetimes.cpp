// SPDX-License-Identifier: Apache-2.0
#include "model/actors/lifetimes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/hash.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

constexpr const char* appears_key = "population.actors.appears";
constexpr const char* ends_key = "population.actors.ends";

std::string in_words(const Calendar& calendar, Month month) {
    return to_string(Calendar{calendar.year(month), calendar.month_of_year(month)});
}

/// What is checked, with the rows of the table by the ids of actors.
class Check {
  public:
    Check(const Model& model, const Scenario& scenario, Issues& issues) : model_(model), issues_(issues) {
        for (const Row& row : scenario.table("population.actors"))
            if (const auto id = row.values.find("id"); id != row.values.end())
                if (const auto* text = std::get_if<std::string>(&id->second.value)) rows_.emplace(*text, &row);
    }

    void own_dates(const Lifetime& life) {
        const Row& row = row_of(life.actor);
        const ActorRow& actor = actor_of(life.actor);
        const Month months = model_.time.months;
        if (actor.ends && life.ends <= 0)
            issues_.error({where_of(row, "ends"), ends_key,
                           fmt::format("{} ends before the run begins", in_quotes_short(actor.id)),
                           fmt::format("the run lasts {} months from {}", months, to_string(model_.calendar)),
                           "leave the actor out, or correct the date or time.start"});
        else if (actor.appears && actor.ends && life.ends <= life.appears)
            issues_.error({where_of(row, "ends"), ends_key,
                           fmt::format("{} ends before it is there", in_quotes_short(actor.id)),
                           fmt::format("it appears in {} and ends with the beginning of {}", to_string(*actor.appears),
                                       to_string(*actor.ends)),
                           "correct one of the two dates"});
        if (actor.ends && life.ends >= months) warn(row, "ends", ends_key, "it ends after the run, which is no end");
        if (!actor.appears) return;
        if (life.appears < 0)
            warn(row, "appears", appears_key, "it appears before the run: it is there from the start");
        if (life.appears >= months) warn(row, "appears", appears_key, "it appears after the run: it is never there");
    }

    /// Nobody stands under a unit that is still to come.
    void superiors() {
        const Population& population = model_.population;
        for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
            const ActorId above = population.superior[i];
            if (!above) continue;
            const Month first = lifetime_of(model_, above).appears;
            if (first < 0 || lifetime_of(model_, i).appears >= first) continue;
            issues_.error({where_of(row_of(i), "superior"), "population.actors.superior",
                           fmt::format("{} is there before its superior {}", in_quotes_short(actor_of(i).id),
                                       in_quotes_short(actor_of(above).id)),
                           fmt::format("the superior appears in {}", to_string(*actor_of(above).appears)),
                           "let the unit appear no sooner, or give it a superior that is there"});
        }
    }

    /// Administrations are headed for as long as they last: nobody elects the heads of units that lose theirs.
    void heads() {
        std::map<ActorId, std::vector<std::string>> left;
        const Population& population = model_.population;
        for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
            if (actor_of(i).sector != Sector::administration || !population.superior[i]) continue;
            ActorId last = population.superior[i];
            for (ActorId above = last; above; above = population.superior[above])
                if (lifetime_of(model_, above).ends > lifetime_of(model_, last).ends) last = above;
            const Month end = lifetime_of(model_, last).ends;
            if (end < model_.time.months && lifetime_of(model_, i).ends > end) left[last].push_back(actor_of(i).id);
        }
        for (const auto& [head, units] : left)
            issues_.error({where_of(row_of(head), "ends"), ends_key,
                           fmt::format("{} ends and leaves units without a head", in_quotes_short(actor_of(head).id)),
                           "no superior is left for " + some_of(units),
                           "let them end no later, or put them under another authority"});
    }

    /// What a date of the scenario asks of an actor on its own date.
    void duties(const Scenario& scenario) {
        const std::vector<Row>& prescribed = scenario.table("initiatives.prescribed");
        for (std::size_t r = 0; r < std::min(prescribed.size(), model_.prescribed.size()); ++r) {
            const PrescribedRow& one = model_.prescribed[r];
            if (!one.founder_id || lifetime_of(model_, one.founder_id).covers(one.month)) continue;
            issues_.error({where_of(prescribed[r], "founder"), "initiatives.prescribed.founder",
                           fmt::format("{} is not there in {}", in_quotes_short(one.founder),
                                       in_words(model_.calendar, one.month)),
                           presence(one.founder_id), "correct a date or name another founder"});
        }
        const std::vector<Row>& shocks = scenario.table("shocks");
        for (std::size_t s = 0; s < std::min(shocks.size(), model_.shocks.size()); ++s) {
            const Shock& shock = model_.shocks[s];
            if (shock.kind != ShockKind::leadership) continue;
            for (const Lifetime& life : model_.lifetimes)
                if (actor_of(life.actor).id == shock.target && !life.covers(shock.month))
                    issues_.warning({where_of(shocks[s], "target"), "shocks.target",
                                     fmt::format("{} is not there in {}, so that the shock changes nothing",
                                                 in_quotes_short(shock.target), in_words(model_.calendar, shock.month)),
                                     presence(life.actor), "correct a date or name another target"});
        }
    }

  private:
    [[nodiscard]] const ActorRow& actor_of(ActorId actor) const { return model_.population.actors[actor]; }

    [[nodiscard]] const Row& row_of(ActorId actor) const {
        static const Row none;
        const auto found = rows_.find(actor_of(actor).id);
        return found != rows_.end() ? *found->second : none;
    }

    void warn(const Row& row, const char* column, const char* key, const char* problem) {
        issues_.warning({where_of(row, column), key, problem,
                         fmt::format("the run lasts {} months from {}", model_.time.months, to_string(model_.calendar)),
                         "correct the date, time.start or time.months"});
    }

    [[nodiscard]] std::string presence(ActorId id) const {
        const ActorRow& actor = actor_of(id);
        std::string words;
        if (actor.appears) words = "it appears in " + to_string(*actor.appears);
        if (actor.ends)
            words += (words.empty() ? "it ends with the beginning of " : " and ends with the beginning of ") +
                     to_string(*actor.ends);
        return words;
    }

    static std::string some_of(const std::vector<std::string>& names) {
        constexpr std::size_t most = 8;
        if (names.size() <= most) return joined(names);
        return joined({names.begin(), names.begin() + most}) + fmt::format(" and {} more", names.size() - most);
    }

    const Model& model_;
    Issues& issues_;
    std::map<std::string, const Row*, std::less<>> rows_;
};

}  // namespace

std::vector<Lifetime> read_lifetimes(const Population& population, const Calendar& calendar) {
    std::vector<Lifetime> lifetimes;
    for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
        const ActorRow& row = population.actors[i];
        if (!row.appears && !row.ends) continue;
        const auto month = [&](const std::optional<Calendar>& date, Month otherwise) {
            return date ? calendar.month_at(date->start_year, date->start_month) : otherwise;
        };
        lifetimes.push_back({i, month(row.appears, Lifetime::always), month(row.ends, Lifetime::open)});
    }
    return lifetimes;
}

Lifetime lifetime_of(const Model& model, ActorId actor) {
    const auto found = std::lower_bound(model.lifetimes.begin(), model.lifetimes.end(), actor,
                                        [](const Lifetime& life, ActorId id) { return life.actor < id; });
    return found != model.lifetimes.end() && found->actor == actor ? *found : Lifetime{.actor = actor};
}

bool is_of_the_population(const Model& model, const State& now, ActorId actor) {
    return now.actors.entity[actor] == hash_name(model.population.actors[actor].id);
}

void check_lifetimes(const Model& model, const Scenario& scenario, Issues& issues) {
    if (model.lifetimes.empty()) return;
    Check check(model, scenario, issues);
    for (const Lifetime& life : model.lifetimes) check.own_dates(life);
    check.superiors();
    check.heads();
    check.duties(scenario);
}

}  // namespace gemeinsim
