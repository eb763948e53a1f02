// SPDX-License-Identifier: Apache-2.0
#include "run/command/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <memory>

#include "run/command/external.h"
#include "run/command/sweep/sweep_commands.h"
#include "run/core/selfcheck/selfcheck.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim::command {
namespace {

const std::vector<std::string>& native_verbs() {
    static const std::vector<std::string> verbs = {"run",      "plan",     "sweep",  "verify",
                                                   "validate", "describe", "schema", "selfcheck"};
    return verbs;
}

/// A whole number in a range; the message says what is allowed.
CLI::Validator whole(std::int64_t lower, std::int64_t upper) {
    return {[=](std::string& text) {
                const std::optional<std::int64_t> value = parse_integer(text);
                if (value && *value >= lower && *value <= upper) return std::string();
                return fmt::format("found {} (a whole number from {} to {} is allowed); give one",
                                   in_quotes_short(text), lower, upper);
            },
            ""};
}

struct Options {
    Output output;
    ScenarioOptions scenario;
    RunOptions run;
    SweepOptions sweep;
    StoreOptions store;
    VerifyOptions verify;
    SelfcheckOptions selfcheck;
    std::vector<std::string> sets;
    std::string months;
    bool version = false;
    bool words = false;
    std::string language = "en";
};

void add_common(CLI::App& verb, Options& options) {
    verb.add_flag("--json", options.output.json, "Print one JSON document on stdout");
    verb.add_flag("-q,--quiet", options.output.quiet, "No progress and no notes on stderr");
}

void add_scenario(CLI::App& verb, Options& options) {
    verb.add_option("SCENARIO", options.scenario.file, "Scenario file (.toml or .json)")->required();
    verb.add_option("--set", options.sets, "KEY=VALUE: give a parameter another value; may be repeated")
        ->allow_extra_args(false)
        ->type_name("KEY=VALUE");
}

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

void add_run(CLI::App& app, Options& options) {
    CLI::App& verb = *app.add_subcommand("run", "Run a scenario, print a summary, store the results");
    add_scenario(verb, options);
    verb.add_option("-o,--output", options.run.output, "Write the results to this file (HDF5)")->type_name("FILE");
    verb.add_option("--seed", options.run.seed, "Seed of all chance")
        ->check(whole(0, most))
        ->capture_default_str()
        ->type_name("N");
    verb.add_option("--replicates", options.run.replicates, "How often to run")
        ->check(whole(1, 1000000))
        ->capture_default_str()
        ->type_name("N");
    verb.add_option("--months", options.months, "Length of the run, as --set time.months=N")->type_name("N");
    verb.add_option("--threads", options.run.threads,
                    "Threads to use [all of the machine]; results do not depend on it")
        ->check(whole(1, 4096))
        ->type_name("N");
    add_common(verb, options);
}

void add_threads(CLI::App& verb, int& threads, const char* standard) {
    verb.add_option("--threads", threads, fmt::format("Threads to use [{}]; results do not depend on it", standard))
        ->check(whole(1, 4096))
        ->type_name("N");
}

void add_plan(CLI::App& app, Options& options) {
    CLI::App& verb = *app.add_subcommand("plan", "Turn a design into a store: points, plan and list of shards");
    verb.add_option("DESIGN", options.sweep.design, "Sweep file (.toml or .json)")->required();
    verb.add_option("-o,--output", options.sweep.output, "The folder of the store")->required()->type_name("DIR");
    add_common(verb, options);
}

/// The verbs below `sweep` that work on one store.
CLI::App& add_store_verb(CLI::App& sweep, Options& options, const std::string& name, const std::string& text) {
    CLI::App& verb = *sweep.add_subcommand(name, text);
    verb.add_option("DIR", options.store.folder, "The folder of the store")->required();
    add_common(verb, options);
    return verb;
}

void add_sweep(CLI::App& app, Options& options) {
    CLI::App& verb = *app.add_subcommand("sweep", "Run every point of a design and store the results");
    verb.require_subcommand(0, 1);
    verb.add_option("DESIGN", options.sweep.design, "Sweep file (.toml or .json), or the folder of a store");
    verb.add_option("-o,--output", options.sweep.output,
                    "Where the results go: a folder that grows shard by shard, or one file that ends in .h5")
        ->type_name("DIR|FILE.h5");
    add_threads(verb, options.sweep.threads, "all of the machine");
    verb.add_flag("--resume", options.sweep.resume, "Go on with a folder that holds results of this design");
    verb.add_flag("--retry-failed", options.sweep.retry_failed, "Run shards with failed runs once more");
    add_common(verb, options);

    CLI::App& shard = add_store_verb(verb, options, "run-shard", "Run one shard of a store: what workers call");
    shard.add_option("K", options.store.shard, "Number of the shard, from 0")->check(whole(0, most))->required();
    options.store.threads = 1;
    add_threads(shard, options.store.threads, "1");
    shard.add_flag("--retry-failed", options.store.retry_failed, "Run it once more where runs of it failed");
    CLI::App& status =
        add_store_verb(verb, options, "status", "Tell how far a store is; exit code 3 where not complete");
    status.add_flag("--digests", options.store.digests, "Read every shard and compare its digest");
    CLI::App& index = add_store_verb(verb, options, "index", "Join the shards of a store into one result file");
    index.add_option("-o,--output", options.store.output, "Another place than results.h5 in the folder")
        ->type_name("FILE");
}

void add_verify(CLI::App& app, Options& options) {
    CLI::App& verb = *app.add_subcommand("verify", "Run some runs of a result again and compare every bit");
    verb.add_option("RESULTS", options.verify.results, "A result file or the folder of a store")->required();
    verb.add_option("--runs", options.verify.cells, "How many runs")
        ->check(whole(1, 1000000))
        ->capture_default_str()
        ->type_name("N");
    add_common(verb, options);
}

void add_selfcheck(CLI::App& app, Options& options) {
    CLI::App& verb = *app.add_subcommand(
        "selfcheck", "Compare the engine with known answers: all cases, or one with other sizes and parameters");
    verb.add_option("--case", options.selfcheck.which, "One case; see --list")->type_name("NAME");
    verb.add_flag("--list", options.selfcheck.list, "Print the cases and their parameters");
    verb.add_flag("--determinism", options.selfcheck.determinism,
                  "Instead: whether results are the same bytes with 1, 2, 3 and 8 threads, under both schedules");
    // Every parameter of any case is an option; which of them go with the chosen case is checked later.
    std::map<std::string, std::string> cases;
    for (const selfcheck::Case& one : selfcheck::cases())
        for (const selfcheck::CaseParameter& parameter : one.parameters)
            cases[parameter.name] += (cases[parameter.name].empty() ? "" : ", ") + one.name;
    for (const auto& [name, of] : cases)
        verb.add_option_function<std::string>(
                "--" + name, [&options, key = name](const std::string& word) { options.selfcheck.values[key] = word; },
                "Of " + of)
            ->type_name("VALUE")
            ->group("Parameters of cases");
    add_common(verb, options);
}

std::string footer() {
    std::string text;
    const std::vector<std::string> found = external_verbs();
    if (!found.empty()) {
        text += "Programs found beside this one or on the PATH:\n";
        for (const std::string& verb : found) text += "  " + verb + "\n";
    }
    return text +
           "\nExit codes: 0 done, 1 failure while running, 2 bad input or usage, 3 stopped early with what was "
           "finished kept.";
}

std::unique_ptr<CLI::App> make_app(Options& options) {
    auto app = std::make_unique<CLI::App>(
        "Agent-based simulation of cooperation between administration, civil society "
        "and business",
        "gemeinsim");
    app->require_subcommand(0, 1);
    app->add_flag("--version", options.version, "Print the version");
    add_common(*app, options);
    add_run(*app, options);
    add_plan(*app, options);
    add_sweep(*app, options);
    add_verify(*app, options);
    add_selfcheck(*app, options);
    for (const auto& [name, text] :
         {std::pair("validate", "Check a scenario and print everything that is wrong"),
          std::pair("describe", "Print a scenario's parameters: value, unit, range, source")}) {
        CLI::App& verb = *app->add_subcommand(name, text);
        add_scenario(verb, options);
        add_common(verb, options);
        if (verb.get_name() != "describe") continue;
        CLI::Option* words = verb.add_flag("--words", options.words, "Tell it in plain sentences instead");
        verb.add_option("--lang", options.language, "Language of the sentences: en or de")
            ->needs(words)
            ->capture_default_str()
            ->type_name("LANGUAGE");
    }
    add_common(*app->add_subcommand("schema", "Print the JSON Schema of scenario files"), options);
    app->footer(footer);
    return app;
}

std::vector<std::string> option_names(const CLI::App& verb) {
    std::vector<std::string> names;
    for (const CLI::Option* option : verb.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

/// CLI11's complaint in our words.
std::string explain(const CLI::App& app, const CLI::ParseError& error) {
    const std::vector<const CLI::App*> chosen = [&] {
        std::vector<const CLI::App*> all;
        for (const CLI::App* verb : app.get_subcommands()) all.push_back(verb);
        return all;
    }();
    const CLI::App& first = chosen.empty() ? app : *chosen.front();
    const std::vector<const CLI::App*> below = first.get_subcommands([](const CLI::App* sub) { return sub->parsed(); });
    const CLI::App& verb = chosen.empty() || below.empty() ? first : *below.front();
    const std::string words = &verb == &first ? first.get_name() : first.get_name() + " " + verb.get_name();
    const std::string name = words + ": ";
    const std::string help = fmt::format("see `gemeinsim{} --help`", chosen.empty() ? "" : " " + words);
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        std::vector<std::string> extras = app.remaining(true);
        if (extras.empty()) return name + error.what();
        std::string& extra = extras.front();
        if (!extra.starts_with('-'))
            return fmt::format("{}unexpected argument {} (one file is read); {}", name, in_quotes_short(extra), help);
        const std::vector<std::string> names = option_names(verb);
        const std::string option = extra.substr(0, extra.find('='));
        return fmt::format("{}unknown option {} (there are: {}); {}", name, option, joined(names),
                           did_you_mean(option, names, help));
    }
    const std::string what = error.what();
    return name + what + (what.find(';') == std::string::npos ? "; " + help : "");
}

std::vector<Override> overrides_of(const Options& options) {
    std::vector<Override> overrides;
    for (const std::string& set : options.sets) {
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0)
            throw UsageError(
                fmt::format("--set: found {} (it takes a parameter and its value); write --set "
                            "time.months=60",
                            in_quotes_short(set)));
        overrides.push_back({set.substr(0, equals), set.substr(equals + 1)});
    }
    if (!options.months.empty()) overrides.push_back({"time.months", options.months});
    return overrides;
}

}  // namespace

bool is_native(const std::string& verb) {
    return std::find(native_verbs().begin(), native_verbs().end(), verb) != native_verbs().end();
}

std::string unknown_verb(const std::string& verb) {
    std::vector<std::string> verbs = native_verbs();
    for (std::string& name : external_verbs()) verbs.push_back(std::move(name));
    return fmt::format("unknown command {} (there are: {}); {}", in_quotes_short(verb), joined(verbs),
                       did_you_mean(verb, verbs, "see `gemeinsim --help`"));
}

Request parse_arguments(int argc, char** argv) {
    auto options = std::make_shared<Options>();
    const std::unique_ptr<CLI::App> app = make_app(*options);
    try {
        app->parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return {options->output, [text = app->help()] {
                    fmt::print("{}", text);
                    return static_cast<int>(done);
                }};
    } catch (const CLI::ParseError& error) {
        throw UsageError(explain(*app, error));
    }
    const Output output = options->output;
    if (options->version) return {output, [output] { return version(output); }};
    const std::vector<CLI::App*> chosen = app->get_subcommands();
    if (chosen.empty()) throw UsageError("no command (it says what to do); see `gemeinsim --help`");
    const std::string verb = chosen.front()->get_name();
    options->scenario.overrides = overrides_of(*options);
    if (verb == "run") {
        options->run.scenario = options->scenario;
        return {output, [options] { return run(options->run, options->output); }};
    }
    options->sweep.arguments.assign(argv + std::min(2, argc), argv + argc);
    if (verb == "plan") return {output, [options] { return plan(options->sweep, options->output); }};
    if (verb == "sweep") {
        const std::vector<CLI::App*> below = chosen.front()->get_subcommands();
        const std::string which = below.empty() ? "" : below.front()->get_name();
        if (which == "run-shard") return {output, [options] { return run_shard(options->store, options->output); }};
        if (which == "status") return {output, [options] { return status(options->store, options->output); }};
        if (which == "index") return {output, [options] { return index(options->store, options->output); }};
        return {output, [options] { return sweep(options->sweep, options->output); }};
    }
    if (verb == "verify") return {output, [options] { return verify(options->verify, options->output); }};
    if (verb == "validate") return {output, [options] { return validate(options->scenario, options->output); }};
    if (verb == "describe" && options->words)
        return {output, [options] { return describe_in_words(options->sweep.arguments); }};
    if (verb == "describe") return {output, [options] { return describe(options->scenario, options->output); }};
    if (verb == "selfcheck") return {output, [options] { return run_selfcheck(options->selfcheck, options->output); }};
    return {output, [] { return schema(); }};
}

}  // namespace gemeinsim::command
