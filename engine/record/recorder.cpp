// SPDX-License-Identifier: Apache-2.0
#include "record/recorder.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "model/registry.h"
#include "record/columns.h"
#include "record/snapshots.h"

namespace gemeinsim {
namespace {

Table empty_flows() {
    return {"flows",
            {column<std::int32_t>("month", "month", "Last month that the amount covers"),
             column<std::int32_t>("months", "months", "Number of months that it covers"),
             names_column("from", "Kind of the account that paid", account_kind_names()),
             names_column("to", "Kind of the account that received", account_kind_names()),
             names_column("purpose", "What the money was for", money_purpose_names()),
             column<double>("amount", "EUR", "Money that moved")}};
}

void append_flows(Table& table, Month month, int months, const std::vector<MoneyFlow>& flows) {
    for (const MoneyFlow& flow : flows) {
        push<std::int32_t>(table.columns[0], month);
        push<std::int32_t>(table.columns[1], months);
        push<std::int8_t>(table.columns[2], static_cast<std::int8_t>(flow.from));
        push<std::int8_t>(table.columns[3], static_cast<std::int8_t>(flow.to));
        push<std::int8_t>(table.columns[4], static_cast<std::int8_t>(flow.purpose));
        push<double>(table.columns[5], static_cast<double>(flow.amount) / 100);
    }
}

Table events_table(const std::vector<Event>& events) {
    Table table{"events",
                {column<std::int32_t>("month", "month", "Month of the event"),
                 names_column("kind", "Kind of event", event_names()),
                 column<std::int32_t>("actor", "1", "Row of the actor in /actors, -1 for none"),
                 column<std::int32_t>("initiative", "1", "Number of the initiative within its run, -1 for none"),
                 column<std::int64_t>("detail", "1",
                                      "Depends on the kind: phase of a product, cause of an end, "
                                      "cents of an award")}};
    for (const Event& event : events) {
        push<std::int32_t>(table.columns[0], event.month);
        push<std::int8_t>(table.columns[1], static_cast<std::int8_t>(event.kind));
        push<std::int32_t>(table.columns[2], number(event.actor));
        push<std::int32_t>(table.columns[3], number(event.initiative));
        push<std::int64_t>(table.columns[4], event.detail);
    }
    return table;
}

/// Every initiative's members after the last month; of an ended one those it had at its end.
Table memberships_table(const State& now) {
    Table table{"memberships",
                {column<std::int32_t>("initiative", "1", "Number of the initiative within its run"),
                 column<std::int32_t>("actor", "1", "Row in /actors"),
                 names_column("status", "How it takes part", {"invited", "approving", "member", "associate"}),
                 column<std::int32_t>("since", "month", "Month since which it does so"),
                 names_column("founder", "Did it found the initiative?", {"false", "true"}),
                 names_column("steering", "Has it a seat in the steering group?", {"false", "true"}),
                 names_column("voice", "Does it speak for the target group?", {"false", "true"}),
                 names_column("working_group", "Working group that it is in, by strand",
                              {"none", "involvement", "steering", "strategy", "impact_analysis"}),
                 column<float>("effort", "1", "Share of its hours that it gives; below 0 where it brakes"),
                 column<float>("work_hours", "h/month", "Net hours of work"),
                 column<float>("coordination_hours", "h/month", "Hours that coordination asks of it"),
                 column<double>("fee", "EUR/month", "What it pays towards the office")}};
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        const Initiative& one = now.initiatives.all[id];
        for (const Member& member : one.members)
            push_row(table, number(id), number(member.actor), static_cast<std::int8_t>(member.status),
                     static_cast<std::int32_t>(member.since), static_cast<std::int8_t>(member.actor == one.founder),
                     static_cast<std::int8_t>(member.steering),
                     static_cast<std::int8_t>(now.actors.voice[member.actor]),
                     static_cast<std::int8_t>(member.working_group + 1), static_cast<float>(member.effort),
                     static_cast<float>(member.net_hours), static_cast<float>(member.coordination_hours),
                     static_cast<double>(member.fee) / 100);
    }
    return table;
}

/// The action plans: each initiative's measures.
Table measures_table(const Initiatives& initiatives) {
    Table table{"measures",
                {column<std::int32_t>("initiative", "1", "Number of the initiative within its run"),
                 names_column("asset", "What the measure brings to the target group",
                              {"information", "competence", "resources", "influence", "control"}),
                 column<std::int32_t>("owner", "1", "Row in /actors of who answers for it, -1 for nobody"),
                 column<std::int32_t>("since", "month", "Month of the action plan"),
                 column<double>("hours", "h", "Hours given to it, weighted with what members hold of the asset"),
                 column<double>("beneficiaries", "persons", "People that it helped")}};
    for (const InitiativeId id : IdRange<InitiativeId>(initiatives.all.size()))
        for (const Measure& measure : initiatives.all[id].measures)
            push_row(table, number(id), measure.asset, number(measure.owner), static_cast<std::int32_t>(measure.since),
                     measure.total_hours, measure.beneficiaries);
    return table;
}

Table reports_table(const Initiatives& initiatives) {
    Table table{"reports",
                {column<std::int32_t>("initiative", "1", "Number of the initiative within its run"),
                 column<std::int32_t>("month", "month", "Month in which the report was signed"),
                 column<std::int32_t>("members", "1", "Members with a vote"),
                 column<double>("quality", "1", "Quality of the plan that goes on from here, in standard deviations"),
                 names_column("kept", "Did the plan that was carried out stay?", {"false", "true"}),
                 column<double>("measurement", "1", "Shared measurement"),
                 column<double>("impact_index", "1", "Impact index in truth"),
                 column<double>("observed_index", "1", "Impact index as the report says"),
                 column<double>("beneficiaries", "persons", "People that its measures helped so far")}};
    for (const InitiativeId id : IdRange<InitiativeId>(initiatives.all.size()))
        for (const Report& report : initiatives.all[id].record)
            push_row(table, number(id), static_cast<std::int32_t>(report.month),
                     static_cast<std::int32_t>(report.members), report.quality, static_cast<std::int8_t>(report.kept),
                     report.measurement, report.impact_index, report.observed_index, report.beneficiaries);
    return table;
}

Table initiatives_table(BrokerPaidBy payer, const Initiatives& initiatives) {
    Table table{
        "initiatives",
        {column<std::int32_t>("founder", "1", "Row of the founder in /actors"),
         column<std::int32_t>("topic", "1", "Number of the topic in the scenario"),
         column<std::int32_t>("founded", "month", "Month of founding"),
         column<std::int32_t>("agreement", "month", "Month of the cooperation agreement, -1 for none"),
         column<std::int32_t>("action_plan", "month", "Month of the action plan, -1 for none"),
         column<std::int32_t>("ended", "month", "Month of the end, -1 where it goes on"),
         names_column("phase", "Phase after the last month",
                      {"initiation", "design", "implementation", "completed", "dissolved"}),
         names_column("cause", "Cause of the end",
                      {"none", "completed", "members", "office_unfunded", "no_progress", "leader_gone", "base"}),
         column<std::int32_t>("members", "1", "Members with a vote after the last month"),
         column<std::int32_t>("products", "1", "Products agreed and signed"),
         column<std::int32_t>("reports", "1", "Reports of phase 3"),
         names_column("convened", "How it came about", {"by_owner", "prescribed", "by_mandate"}),
         column<std::int32_t>("broker", "1",
                              "Row in /actors of the lead member or of the host of the office, -1 for none"),
         names_column("payer", "Who pays the broker", {"nobody", "lead", "members", "host_administration", "grant"}),
         column<std::int32_t>("broker_months", "months", "Months in which somebody carried the relations"),
         column<double>("broker_hours", "h", "Hours that the lead member or the office gave to them"),
         column<std::int32_t>("steering_seats", "1", "Members with a seat in the steering group")}};
    for (const Initiative& one : initiatives.all) {
        const auto members = std::count_if(one.members.begin(), one.members.end(),
                                           [](const Member& member) { return member.status == MemberStatus::member; });
        push<std::int32_t>(table.columns[0], number(one.founder));
        push<std::int32_t>(table.columns[1], number(one.topic));
        push<std::int32_t>(table.columns[2], one.founded);
        push<std::int32_t>(table.columns[3], one.agreement);
        push<std::int32_t>(table.columns[4], one.action_plan);
        push<std::int32_t>(table.columns[5], one.alive() ? -1 : one.ended);
        push<std::int8_t>(table.columns[6], static_cast<std::int8_t>(one.phase));
        push<std::int8_t>(table.columns[7], static_cast<std::int8_t>(one.cause));
        push<std::int32_t>(table.columns[8], static_cast<std::int32_t>(members));
        push<std::int32_t>(table.columns[9], one.products);
        push<std::int32_t>(table.columns[10], one.reports);
        const auto seats =
            std::count_if(one.members.begin(), one.members.end(), [](const Member& member) { return member.steering; });
        push<std::int8_t>(table.columns[11], static_cast<std::int8_t>(one.convened()));
        push<std::int32_t>(table.columns[12], number(one.broker));
        push<std::int8_t>(table.columns[13], static_cast<std::int8_t>(payer));
        push<std::int32_t>(table.columns[14], one.broker_months);
        push<double>(table.columns[15], one.broker_hours);
        push<std::int32_t>(table.columns[16], static_cast<std::int32_t>(seats));
    }
    return table;
}

}  // namespace

MetricInfo info(const Metric& metric) {
    static constexpr const char* directions[] = {"", "higher", "lower"};
    return {metric.name, metric.unit, metric.long_name, directions[static_cast<int>(metric.better)]};
}

std::vector<const Metric*> selected_metrics(const OutputsParameters& outputs, bool monthly) {
    const auto named = [&](std::string_view name) {
        return std::find(outputs.metrics.begin(), outputs.metrics.end(), name) != outputs.metrics.end();
    };
    std::vector<const Metric*> selected;
    for (const Metric& metric : metrics())
        if (metric.monthly == monthly &&
            ((metric.standard && outputs.standard_metrics) || named(metric.name) || named("all")))
            selected.push_back(&metric);
    return selected;
}

Table actors_table(const Model& model) {
    Table table{"actors",
                {column<std::string>("id", "1", "Name of the actor in the scenario"),
                 column<std::string>("title", "1", "Name of the actor in figures"),
                 names_column("sector", "Sector", {"administration", "civil_society", "business"}),
                 names_column("level", "Level of government",
                              {"none", "municipal", "district", "state", "federal", "european"}),
                 column<std::int32_t>("superior", "1", "Row of the unit above, -1 for none"),
                 column<std::string>("place", "1", "Municipality")}};
    const Population& population = model.population;
    for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
        const ActorRow& row = population.actors[i];
        push<std::string>(table.columns[0], row.id);
        push<std::string>(table.columns[1], row.title.empty() ? row.id : row.title);
        push<std::int8_t>(table.columns[2], static_cast<std::int8_t>(row.sector));
        push<std::int8_t>(table.columns[3], static_cast<std::int8_t>(row.level));
        push<std::int32_t>(table.columns[4], number(population.superior[i]));
        push<std::string>(table.columns[5], row.place);
    }
    return table;
}

Results empty_results(const OutputsParameters& outputs, int months, std::uint64_t seed, std::uint64_t replicate) {
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    Results results;
    results.seed = seed;
    results.replicate = replicate;
    results.monthly.assign(selected_metrics(outputs, true).size(),
                           std::vector<float>(static_cast<std::size_t>(months), none));
    results.totals.assign(selected_metrics(outputs, false).size(), std::numeric_limits<double>::quiet_NaN());
    results.tables = {events_table({}),
                      initiatives_table(BrokerPaidBy::nobody, {}),
                      memberships_table({}),
                      measures_table({}),
                      reports_table({}),
                      empty_snapshots(),
                      empty_why(),
                      empty_flows(),
                      ChoiceSample(0).table()};
    return results;
}

Recorder::Recorder(const Model& model)
    : model_(model),
      monthly_(selected_metrics(model.outputs, true)),
      totals_(selected_metrics(model.outputs, false)),
      network_(empty_snapshots()),
      flows_(empty_flows()),
      why_(empty_why()),
      choices_(model.outputs.decisions) {
    results_.monthly.resize(monthly_.size());
    for (std::vector<float>& series : results_.monthly) series.reserve(static_cast<std::size_t>(model.time.months));
}

void Recorder::operator()(Month month, const State& now) {
    const Model& model = in_force(model_, month);
    for (std::size_t m = 0; m < monthly_.size(); ++m)
        results_.monthly[m].push_back(static_cast<float>(monthly_[m]->value(model, now)));
    if (model_.outputs.events) events_.insert(events_.end(), now.events.begin(), now.events.end());
    if (model_.outputs.why) append_why(why_, month, now);
    choices_.add(now);
    for (const double snapshot : model_.outputs.snapshots) {
        if (static_cast<Month>(snapshot) != month) continue;
        append_snapshot(model, month, now, network_);
    }
    if (model_.outputs.money_flows != FlowRecord::monthly) return;
    std::vector<MoneyFlow> flows = money_flows(now.funding.ledger);
    // The first reading holds what actors had at the start as well.
    append_flows(flows_, month, 1, flows_since(flowed_, flows));
    flowed_ = std::move(flows);
}

Results Recorder::finish(const State& now) && {
    results_.seed = now.key.seed;
    results_.replicate = now.key.replicate;
    for (const Metric* metric : totals_) results_.totals.push_back(metric->value(model_, now));
    if (model_.outputs.money_flows == FlowRecord::total)
        append_flows(flows_, model_.time.months - 1, model_.time.months, money_flows(now.funding.ledger));
    results_.tables = {events_table(events_),
                       initiatives_table(model_.governance.broker_paid_by, now.initiatives),
                       memberships_table(now),
                       measures_table(now.initiatives),
                       reports_table(now.initiatives),
                       std::move(network_),
                       std::move(why_),
                       std::move(flows_),
                       std::move(choices_).table()};
    return std::move(results_);
}

}  // namespace gemeinsim
