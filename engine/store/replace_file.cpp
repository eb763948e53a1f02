// SPDX-License-Identifier: Apache-2.0
#include "store/replace_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "base/issues.h"

namespace gemeinsim {
namespace {

namespace fs = std::filesystem;

/// Of the names of temporary files.
constexpr const char* prefix = ".gemeinsim-";
constexpr const char* suffix = ".partial";

/// What to do about an error of the operating system.
std::string remedy(int error, const fs::path& folder) {
    switch (error) {
        case EACCES:
        case EPERM:
            return fmt::format("make the folder {} writable or choose another", folder.string());
        case EROFS:
            return "the file system is read-only: choose another folder";
        case ENOENT:
        case ENOTDIR:
            return fmt::format("create the folder {} or choose another", folder.string());
        case ENOSPC:
        case EDQUOT:
            return "free some space or choose another disk";
        case EFBIG:
            return "raise the limit on the size of files (ulimit -f) or store less";
        case ENAMETOOLONG:
            return "choose a shorter name";
        default:
            return "choose another place";
    }
}

std::string reason(int error) {
    std::string text = std::generic_category().message(error);
    if (!text.empty()) text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
    return text;
}

[[noreturn]] void fail(const fs::path& path, int error) {
    throw StoreError(
        fmt::format("{}: cannot be written ({}); {}", path.string(), reason(error), remedy(error, path.parent_path())));
}

[[noreturn]] void refuse(const fs::path& path, std::string why, std::string what_to_do) {
    throw InputError({{{path.string(), 0, 0}, "", "cannot be written", std::move(why), std::move(what_to_do)}});
}

/// The file that a write to `path` is to replace, with its folder spelled out.
fs::path target_of(const fs::path& path) {
    std::error_code error;
    fs::path target = path;
    for (int links = 0; links < 40 && fs::is_symlink(target, error); ++links) {
        const fs::path next = fs::read_symlink(target, error);
        if (error) break;
        target = next.is_absolute() ? next : target.parent_path() / next;
    }
    return target.has_parent_path() ? target : fs::path(".") / target;
}

/// A file descriptor that is closed, and a name that is removed, unless let go.
class TemporaryFile {
  public:
    /// error() is 0 where the file could be created in `folder`.
    explicit TemporaryFile(const fs::path& folder) {
        // A crashed process may have left its temporary behind: take the next free name then.
        for (int attempt = 0; attempt < 1000; ++attempt) {
            path_ = folder / fmt::format("{}{}-{}{}", prefix, ::getpid(), attempt, suffix);
            descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            error_ = descriptor_ < 0 ? errno : 0;
            if (error_ != EEXIST) break;
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    ~TemporaryFile() {
        close();
        if (error_ == 0 && !path_.empty()) ::unlink(path_.c_str());
    }

    [[nodiscard]] int error() const { return error_; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] const fs::path& path() const { return path_; }

    /// Returns an errno: some file systems report a full disk or quota only here.
    int close() {
        const int descriptor = std::exchange(descriptor_, -1);
        return descriptor >= 0 && ::close(descriptor) != 0 ? errno : 0;
    }
    int rename_to(const fs::path& target) {
        if (::rename(path_.c_str(), target.c_str()) != 0) return errno;
        path_.clear();
        return 0;
    }

  private:
    fs::path path_;
    int descriptor_ = -1;
    int error_ = 0;
};

int write_all(int descriptor, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        // Linux takes at most 0x7ffff000 bytes at a time.
        const ssize_t written = ::write(descriptor, bytes.data(), std::min<std::size_t>(bytes.size(), 1U << 30U));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        if (written == 0) return EIO;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return 0;
}

/// Makes the rename last. Errors do not count: the file is in place, and some file systems cannot do it.
void flush_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// `write` fills the temporary file, which then takes the name of `path`.
template <class Write>
void replace(const fs::path& path, Write write) {
    const fs::path target = target_of(path);
    struct stat status {};
    if (::stat(target.c_str(), &status) == 0 && !S_ISREG(status.st_mode))
        fail(path, S_ISDIR(status.st_mode) ? EISDIR : EINVAL);
    TemporaryFile temporary(target.parent_path());
    if (temporary.error() != 0) fail(path, temporary.error());
    write(temporary);
    if (::fsync(temporary.descriptor()) != 0) fail(path, errno);
    if (const int error = temporary.close()) fail(path, error);
    if (const int error = temporary.rename_to(target)) fail(path, error);
    flush_folder(target.parent_path());
}

}  // namespace

void check_writable(const fs::path& path) {
    if (path.empty()) refuse("output", "the name is empty", "give the name of a file");
    if (!path.has_filename() || path.filename() == "." || path.filename() == "..")
        refuse(path, "it is a folder", "give the name of a file, " + (path / "results.h5").string());
    const fs::path target = target_of(path);
    const fs::path folder = target.parent_path();
    struct stat status {};
    if (::stat(target.c_str(), &status) == 0) {
        if (S_ISDIR(status.st_mode))
            refuse(path, "it is a folder", "give the name of a file, " + (path / "results.h5").string());
        if (!S_ISREG(status.st_mode))
            refuse(path, "it is no regular file, and results are renamed into place", "give the name of a file");
        if (::access(target.c_str(), W_OK) != 0)
            refuse(path, "the file there is protected", "make it writable or choose another name");
    } else if (errno != ENOENT) {
        refuse(path, reason(errno), remedy(errno, folder));
    }
    const TemporaryFile trial(folder);
    if (trial.error() != 0) {
        std::error_code ignored;
        if (trial.error() != ENOENT)
            refuse(path, reason(trial.error()), remedy(trial.error(), folder));
        else if (!fs::is_directory(folder, ignored))
            refuse(path, "there is no folder " + folder.string(), "create it or choose another");
        else  // as below /proc
            refuse(path, "the folder " + folder.string() + " takes no new files", "choose another");
    }
}

void replace_file(const fs::path& path, std::span<const std::byte> bytes) {
    replace(path, [&](const TemporaryFile& temporary) {
        if (const int error = write_all(temporary.descriptor(), bytes)) fail(path, error);
    });
}

void replace_file(const fs::path& path, const std::function<void(const fs::path&)>& write) {
    replace(path, [&](const TemporaryFile& temporary) { write(temporary.path()); });
}

void remove_partial_files(const fs::path& folder) {
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (name.starts_with(prefix) && name.ends_with(suffix)) fs::remove(entry->path(), ignored);
    }
}

std::vector<std::byte> read_bytes(const fs::path& path) {
    const auto refuse_reading = [&](int error) {
        throw StoreError(
            fmt::format("{}: cannot be read ({}); check the file and its folder", path.string(), reason(error)));
    };
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) refuse_reading(errno);
    std::vector<std::byte> bytes;
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && status.st_size > 0) bytes.resize(static_cast<std::size_t>(status.st_size));
    std::size_t at = 0;
    int error = 0;
    while (at < bytes.size()) {
        const ssize_t got = ::read(descriptor, bytes.data() + at, std::min<std::size_t>(bytes.size() - at, 1U << 30U));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) error = errno;
        if (got <= 0) break;
        at += static_cast<std::size_t>(got);
    }
    ::close(descriptor);
    if (error != 0) refuse_reading(error);
    bytes.resize(at);
    return bytes;
}

}  // namespace gemeinsim
