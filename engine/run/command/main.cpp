// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include "base/check.h"
#include "run/command/arguments.h"
#include "run/command/command.h"
#include "run/command/external.h"

namespace {

using namespace gemeinsim;
using namespace gemeinsim::command;

/// Errors found before the options were understood are told in the form that was asked for, too.
bool asks_for_json(int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]) == "--json") return true;
    return false;
}

int act(int argc, char** argv, Output& output) {
    const std::string verb = argc > 1 ? argv[1] : "";
    if (!verb.empty() && !verb.starts_with('-') && !is_native(verb)) {
        if (const auto program = find_external(verb)) return start_external(*program, {argv + 2, argv + argc});
        throw UsageError(unknown_verb(verb));
    }
    const Request request = parse_arguments(argc, argv);
    output = request.output;
    return request.act();
}

int guarded(int argc, char** argv, Output& output) {
    try {
        return act(argc, argv, output);
    } catch (const UsageError& error) {
        print_input_error(InputError({{{}, "gemeinsim", error.what(), "", ""}}), output);
        return bad_input;
    } catch (const InputError& error) {
        print_input_error(error, output);
        return bad_input;
    } catch (const std::bad_alloc&) {
        print_failure("not enough memory (scenario, replicates and outputs must fit); run less at a time", output);
        return failed;
    } catch (const ContractViolation& error) {
        print_failure(fmt::format("internal error: {} (the program broke its own promise); please report it with "
                                  "the input that led here",
                                  error.what()),
                      output);
        return failed;
    } catch (const std::exception& error) {
        print_failure(error.what(), output);
        return failed;
    }
}

}  // namespace

int main(int argc, char** argv) {
    // A limit on the size of files then is an error of write(), reported like a full disk.
    std::signal(SIGXFSZ, SIG_IGN);
    Output output;
    output.json = asks_for_json(argc, argv);
    const int code = guarded(argc, argv, output);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        fmt::print(stderr,
                   "gemeinsim: the output could not be printed ({}); free some space or redirect it elsewhere\n",
                   std::generic_category().message(errno));
        return code == done ? static_cast<int>(failed) : code;
    }
    return code;
}
