// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <stdexcept>
#include <vector>

namespace gemeinsim {

/// The world refused to take a file: names the path, the reason and what to do.
class StoreError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Makes sure that `path` can be written, before hours are spent on what should go there: the folder exists
/// and takes a new file (tried), the name is neither a folder nor a device nor a protected file. Leaves
/// nothing behind. Throws InputError otherwise.
void check_writable(const std::filesystem::path& path);

/// Puts `bytes` at `path`, whole or not at all: written to a temporary name in the same folder, flushed to
/// the disk, renamed, and the folder flushed, so that neither a crash nor a full disk leaves a half-written
/// file or destroys an older one. A symbolic link is followed. Throws StoreError; the temporary is removed.
///
/// A limit on the size of files (ulimit -f) is reported as such only where the process ignores SIGXFSZ.
void replace_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// As above, for files larger than memory: `write` fills the temporary file whose name it is given, and throws where it
/// cannot.
void replace_file(const std::filesystem::path& path,
                  const std::function<void(const std::filesystem::path& temporary)>& write);

/// Removes what processes that were killed left of files they were writing into `folder`. Only where none is at work.
void remove_partial_files(const std::filesystem::path& folder);

/// The bytes of a file. Throws StoreError where it cannot be read.
std::vector<std::byte> read_bytes(const std::filesystem::path& path);

}  // namespace gemeinsim
