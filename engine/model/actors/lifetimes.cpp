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
            const auto needs = [&](ActorId actor, const std::string& column, const char* remedy) {
                if (!actor || lifetime_of(model_, actor).covers(one.month)) return;
                issues_.error({where_of(prescribed[r], column), "initiatives.prescribed." + column,
                               fmt::format("{} is not there in {}", in_quotes_short(actor_of(actor).id),
                                           in_words(model_.calendar, one.month)),
                               presence(actor), remedy});
            };
            needs(one.founder_id, "founder", "correct a date or name another founder");
            for (const ActorId member : one.member_ids)
                needs(member, "members", "members are asked when it is founded: correct a date or leave it out");
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

    /// Whoever pays for something in months that the scenario names is there in them.
    void payers(const Scenario& scenario) {
        const std::vector<Row>& programmes = scenario.table("funding.programmes");
        for (std::size_t p = 0; p < std::min(programmes.size(), model_.programmes.size()); ++p) {
            const Programme& one = model_.programmes[ProgrammeId(p)];
            if (!one.funder_id) continue;
            // Where it names no month, it lasts for as long as its funder.
            const Lifetime life = lifetime_of(model_, one.funder_id);
            pays(life, one.first ? one.opens : std::max(one.opens, life.appears),
                 one.last ? one.closes : std::min(one.closes, life.ends - 1), where_of(programmes[p], "funder"),
                 "funding.programmes.funder");
        }
        const std::vector<Row>& remedies = scenario.table("remedies");
        for (std::size_t r = 0; r < std::min(remedies.size(), model_.remedies.size()); ++r)
            if (const Remedy& one = model_.remedies[r]; one.payer_id)
                pays(lifetime_of(model_, one.payer_id), one.from, one.from + one.months - 1,
                     where_of(remedies[r], "payer"), "remedies.payer");
    }

    /// Where a named signatory is not there, somebody else speaks for its level.
    void signatories(const Scenario& scenario) {
        const JurisdictionParameters& p = model_.jurisdiction;
        const std::vector<Row>& rows = scenario.table("jurisdiction.signatories");
        if (rows.size() != p.signatories.size()) return;  // some were refused, which is told already
        for (std::size_t s = 0; s < rows.size(); ++s) {
            const Signatory& one = p.signatories[s];
            if (one.level == Level::none || !is_dated(model_, one.desk)) continue;
            for (Month month = 0; month < model_.time.months; ++month) {
                if (lifetime_of(model_, one.desk).covers(month) || somebody_speaks(one, month)) continue;
                issues_.warning({where_of(rows[s], "actor"), "jurisdiction.signatories.actor",
                                 fmt::format("{} is not there in {}, and nobody signs for its level",
                                             in_quotes_short(one.actor), in_words(model_.calendar, month)),
                                 presence(one.desk), "correct a date or name another signatory beside it"});
                break;
            }
        }
    }

  private:
    void pays(const Lifetime& life, Month first, Month last, Location where, const char* key) {
        // What lies outside the run is told already.
        if (!is_dated(model_, life.actor) || first >= model_.time.months || last < 0) return;
        first = std::max<Month>(first, 0);
        last = std::min<Month>(last, model_.time.months - 1);
        if (first <= last && life.covers(first) && life.covers(last)) return;
        issues_.warning({std::move(where), key,
                         fmt::format("{} is not there all the time, and pays nothing while it is not",
                                     in_quotes_short(actor_of(life.actor).id)),
                         presence(life.actor), "correct a date or name another payer"});
    }

    [[nodiscard]] bool somebody_speaks(const Signatory& for_whom, Month month) const {
        const auto is_there = [&](ActorId actor) { return lifetime_of(model_, actor).covers(month); };
        for (const Signatory& other : model_.jurisdiction.signatories)
            if (other.level == for_whom.level && is_there(other.desk) &&
                (!other.topic_id || other.topic_id == for_whom.topic_id))
                return true;
        for (const auto& speakers : model_.jurisdiction.speakers)
            if (std::ranges::any_of(speakers[static_cast<std::size_t>(for_whom.level)], is_there)) return true;
        return false;
    }

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
    const auto found = std::ranges::lower_bound(model.lifetimes, actor, {}, &Lifetime::actor);
    return found != model.lifetimes.end() && found->actor == actor ? *found : Lifetime{.actor = actor};
}

bool is_dated(const Model& model, ActorId actor) {
    return std::ranges::binary_search(model.lifetimes, actor, {}, &Lifetime::actor);
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
    check.payers(scenario);
    check.signatories(scenario);
}

}  // namespace gemeinsim
