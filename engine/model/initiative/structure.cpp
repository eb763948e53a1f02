// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/structure.h"

#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>

#include "model/impact/production.h"
#include "model/initiative/coordination.h"
#include "model/initiative/tasks.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr std::int8_t group_of(Strand strand) {
    return static_cast<std::int8_t>(strand);
}

using Members = boost::container::small_vector<Member*, usual_members>;

/// The members of the initiative that `wanted` takes, by falling `merit`, equal ones by name.
template <class Wanted, class Merit>
Members ranked(const State& now, Initiative& initiative, Wanted wanted, Merit merit) {
    Members members;
    for (Member& member : initiative.members)
        if (wanted(member)) members.push_back(&member);
    std::sort(members.begin(), members.end(), [&](const Member* a, const Member* b) {
        const double first = merit(*a);
        const double second = merit(*b);
        if (first != second) return first > second;
        return now.actors.entity[a->actor] < now.actors.entity[b->actor];
    });
    return members;
}

int seats_taken(const Initiative& initiative) {
    return static_cast<int>(std::count_if(initiative.members.begin(), initiative.members.end(),
                                          [](const Member& member) { return member.steering; }));
}

/// Hours that a member gives to a measure, weighted with what it holds of the asset.
double contribution(const State& now, const Member& member, const Measure& measure) {
    return std::max(0., member.net_hours) * now.actors.assets[member.actor][static_cast<std::size_t>(measure.asset)];
}

/// Whoever brings most to a measure; with a vote before without, and among those who give no hours who holds most.
ActorId best_owner(const State& now, Initiative& initiative, const Measure& measure) {
    const auto held = [&](const Member& member) {
        return now.actors.assets[member.actor][static_cast<std::size_t>(measure.asset)];
    };
    for (const MemberStatus status : {MemberStatus::member, MemberStatus::associate}) {
        const Members candidates = ranked(
            now, initiative,
            [&](const Member& member) { return member.status == status && now.actors.alive[member.actor] != 0; },
            [&](const Member& member) {
                const double brings = contribution(now, member, measure);
                return brings > 0 ? 1 + brings : held(member);
            });
        if (!candidates.empty()) return candidates.front()->actor;
    }
    return {};
}

}  // namespace

void note_structure(const Model& model, const State& now, Initiative& initiative, const Task& task) {
    if (task.strand != Strand::steering || task.number != 1) return;
    if (initiative.phase == Phase::design)
        form_working_groups(now, initiative);
    else
        form_steering_group(model, now, initiative);
}

void form_steering_group(const Model& model, const State& now, Initiative& initiative) {
    for (Member& member : initiative.members) member.steering = false;
    initiative.seats = model.governance.committee_size;
    fill_seats(now, initiative);
    initiative.seats = seats_taken(initiative);
}

void fill_seats(const State& now, Initiative& initiative) {
    if (initiative.seats == 0) return;
    const auto may_sit = [&](const Member& member) {
        return member.status == MemberStatus::member && now.actors.alive[member.actor] != 0;
    };
    std::array<bool, sector_count> represented{};
    for (Member& member : initiative.members) {
        member.steering = member.steering && may_sit(member);
        if (member.steering) represented[static_cast<std::size_t>(now.actors.sector[member.actor])] = true;
    }
    int taken = seats_taken(initiative);
    if (taken >= initiative.seats) return;
    const Members fittest = ranked(
        now, initiative, [&](const Member& member) { return may_sit(member) && !member.steering; },
        [&](const Member& member) { return broker_fitness(now, member.actor); });
    for (Member* member : fittest) {
        bool& sector = represented[static_cast<std::size_t>(now.actors.sector[member->actor])];
        if (taken >= initiative.seats || sector) continue;
        sector = true;
        member->steering = true;
        ++taken;
    }
    for (Member* member : fittest) {
        if (taken >= initiative.seats) return;
        if (member->steering) continue;
        member->steering = true;
        ++taken;
    }
}

double impact_orientation(const Model& model, const State& now, const Initiative& initiative) {
    double all = 0;
    double analysts = 0;
    int members = 0;
    int in_group = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        const double its = now.actors.impact_orientation[member.actor];
        all += its;
        ++members;
        if (member.working_group != group_of(Strand::impact_analysis)) continue;
        analysts += its;
        ++in_group;
    }
    if (members == 0) return 0;
    all /= members;
    const double share = model.initiatives.working_group_share;
    return share > 0 && in_group > 0 ? (1 - share) * all + share * analysts / in_group : all;
}

void form_working_groups(const State& now, Initiative& initiative) {
    const auto free = [](const Member& member) { return takes_part(member) && member.working_group == no_group; };
    const auto all = static_cast<std::size_t>(participants(initiative));
    const std::size_t quarter = (all + 3) / 4;
    const auto fill = [&](Strand strand, const Members& by_merit) {
        auto present = static_cast<std::size_t>(std::count_if(
            initiative.members.begin(), initiative.members.end(),
            [&](const Member& member) { return takes_part(member) && member.working_group == group_of(strand); }));
        for (Member* member : by_merit) {
            if (present >= quarter) return;
            member->working_group = group_of(strand);
            ++present;
        }
    };
    fill(Strand::impact_analysis, ranked(now, initiative, free, [&](const Member& member) {
             return now.actors.impact_orientation[member.actor];
         }));
    for (Member& member : initiative.members)
        if (free(member) && member.steering) member.working_group = group_of(Strand::steering);
    fill(Strand::involvement, ranked(now, initiative, free, [&](const Member& member) {
             return static_cast<double>(now.relations.contacts.out(member.actor).size());
         }));
    for (Member& member : initiative.members)
        if (free(member)) member.working_group = group_of(Strand::strategy);
}

void draw_up_measures(const Model& model, Month month, const State& now, Initiative& initiative) {
    initiative.measures.clear();
    const std::array<bool, asset_count> needed = needed_assets(model.topics[initiative.topic]);
    for (std::size_t asset = 0; asset < asset_count; ++asset) {
        if (!needed[asset]) continue;
        Measure measure;
        measure.asset = static_cast<std::int8_t>(asset);
        measure.since = month;
        measure.owner = best_owner(now, initiative, measure);
        initiative.measures.push_back(measure);
    }
}

void carry_out_measures(const State& now, Initiative& initiative) {
    if (initiative.measures.empty()) return;
    const bool newcomers = std::any_of(initiative.members.begin(), initiative.members.end(), [](const Member& member) {
        return takes_part(member) && member.working_group == no_group;
    });
    if (newcomers) form_working_groups(now, initiative);
    for (Measure& measure : initiative.measures) {
        const bool has_owner =
            std::any_of(initiative.members.begin(), initiative.members.end(), [&](const Member& member) {
                return member.actor == measure.owner && takes_part(member) && now.actors.alive[member.actor] != 0;
            });
        if (!has_owner) measure.owner = best_owner(now, initiative, measure);
        measure.hours = 0;
        for (const Member& member : initiative.members)
            if (takes_part(member)) measure.hours += contribution(now, member, measure);
        measure.total_hours += measure.hours;
    }
}

void report(const Model& model, Month month, const State& now, Initiative& initiative) {
    const double measurement = initiative.conditions[static_cast<std::size_t>(Condition::measurement)];
    const double blind = (1 - measurement) * (1 - now.remedies.of(RemedyKind::indicator_support));
    const double noise = model.initiatives.quality_noise;
    const EntityKey text = combine(initiative.entity, static_cast<EntityKey>(initiative.texts));
    Stream stream(now.key, combine(text, hash_name("learning")), 0, Purpose::quality);
    const bool learns = bernoulli(stream, model.impact.learning);
    const double carried_out = initiative.quality + blind * (model.impact.overstatement + noise * normal(stream));
    const double on_paper = initiative.text_quality + noise * normal(stream);
    const bool kept = learns && carried_out > on_paper;
    if (!kept) initiative.quality = initiative.text_quality;

    const TopicState& topic = now.world.topics[initiative.topic];
    Report written;
    written.month = month;
    written.kept = kept;
    written.quality = initiative.quality;
    written.measurement = measurement;
    written.impact_index = topic.impact_index();
    written.observed_index = topic.observed_index;
    for (const Measure& measure : initiative.measures) written.beneficiaries += measure.beneficiaries;
    for (const Member& member : initiative.members)
        if (member.status == MemberStatus::member) ++written.members;
    initiative.record.push_back(written);
}

}  // namespace gemeinsim
