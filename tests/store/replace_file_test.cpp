// SPDX-License-Identifier: Apache-2.0
#include "store/replace_file.h"

#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>
#include <string>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/issues.h"

namespace gemeinsim {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class ReplaceFile : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "gemeinsim-store-XXXXXX").string();
        ASSERT_NE(::mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    static std::vector<std::byte> bytes(const std::string& text) {
        const auto* first = reinterpret_cast<const std::byte*>(text.data());
        return {first, first + text.size()};
    }
    static std::string content(const fs::path& path) {
        std::ifstream stream(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    [[nodiscard]] std::ptrdiff_t entries() const {
        return std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
    }

    fs::path folder_;
};

TEST_F(ReplaceFile, WritesAllBytesAndNothingElse) {
    replace_file(folder_ / "new.h5", bytes("content"));
    EXPECT_EQ(content(folder_ / "new.h5"), "content");
    EXPECT_EQ(entries(), 1);
}

TEST_F(ReplaceFile, ReplacesAnOlderFile) {
    replace_file(folder_ / "a.h5", bytes("a long first content"));
    replace_file(folder_ / "a.h5", bytes("second"));
    EXPECT_EQ(content(folder_ / "a.h5"), "second");
}

TEST_F(ReplaceFile, FollowsASymbolicLink) {
    fs::create_directory(folder_ / "disk");
    fs::create_symlink("disk/real.h5", folder_ / "link.h5");
    check_writable(folder_ / "link.h5");
    replace_file(folder_ / "link.h5", bytes("x"));
    EXPECT_TRUE(fs::is_symlink(folder_ / "link.h5"));
    EXPECT_EQ(content(folder_ / "disk" / "real.h5"), "x");
}

TEST_F(ReplaceFile, AFullDiskLeavesTheOldFileAndNoPart) {
    replace_file(folder_ / "a.h5", bytes("old"));
    // A limit on the size of files stands in for a full disk: it needs no privilege and fails in the same
    // place, after some bytes have been written.
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{4096, before.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    EXPECT_THAT([&] { replace_file(folder_ / "a.h5", std::vector<std::byte>(100000)); },
                ThrowsMessage<StoreError>(
                    AllOf(HasSubstr("a.h5: cannot be written"), HasSubstr("too large"), HasSubstr("ulimit"))));
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, handler);
    EXPECT_EQ(content(folder_ / "a.h5"), "old");
    EXPECT_EQ(entries(), 1);
}

TEST_F(ReplaceFile, AFailedRenameRemovesTheTemporary) {
    fs::create_directories(folder_ / "taken" / "below");
    EXPECT_THROW(replace_file(folder_ / "taken", bytes("x")), StoreError);
    const std::string long_name(300, 'n');
    EXPECT_THAT([&] { replace_file(folder_ / long_name, bytes("x")); },
                ThrowsMessage<StoreError>(HasSubstr("choose a shorter name")));
    EXPECT_EQ(entries(), 1);
}

TEST_F(ReplaceFile, AMissingFolderIsNamed) {
    EXPECT_THAT([&] { replace_file(folder_ / "none" / "a.h5", bytes("x")); },
                ThrowsMessage<StoreError>(AllOf(HasSubstr("a.h5"), HasSubstr("create the folder"))));
}

TEST_F(ReplaceFile, NeverRenamesOverADevice) {
    EXPECT_THROW(replace_file("/dev/full", bytes("x")), StoreError);
    EXPECT_FALSE(fs::is_regular_file("/dev/full"));
}

TEST_F(ReplaceFile, IsAsReadableAsTheUserAsksFor) {
    const mode_t mask = ::umask(027);
    replace_file(folder_ / "a.h5", bytes("x"));
    ::umask(mask);
    EXPECT_EQ(fs::status(folder_ / "a.h5").permissions(), fs::perms(0640));
}

TEST_F(ReplaceFile, CheckLeavesNothingBehind) {
    check_writable(folder_ / "new.h5");
    EXPECT_EQ(entries(), 0);
    replace_file(folder_ / "old.h5", bytes("old"));
    check_writable(folder_ / "old.h5");
    EXPECT_EQ(content(folder_ / "old.h5"), "old");
    EXPECT_EQ(entries(), 1);
}

TEST_F(ReplaceFile, CheckTellsWhyAPlaceCannotBeWritten) {
    const auto refused = [](const fs::path& path, const std::string& why) {
        EXPECT_THAT([&] { check_writable(path); },
                    ThrowsMessage<InputError>(AllOf(HasSubstr("cannot be written"), HasSubstr(why))))
            << path;
    };
    refused(folder_ / "none" / "a.h5", "there is no folder");
    refused(folder_, "it is a folder");
    refused(folder_ / "", "it is a folder");
    refused("", "the name is empty");
    refused("/dev/full", "no regular file");
    refused("/proc/a.h5", "/proc");
    refused(folder_ / std::string(300, 'n'), "shorter name");
    replace_file(folder_ / "file", bytes("x"));
    refused(folder_ / "file" / "a.h5", "not a directory");
}

TEST_F(ReplaceFile, CheckFindsAProtectedFolder) {
    if (::geteuid() == 0) GTEST_SKIP() << "permissions do not bind root";
    fs::permissions(folder_, fs::perms(0500));
    EXPECT_THAT([&] { check_writable(folder_ / "a.h5"); }, ThrowsMessage<InputError>(HasSubstr("make the folder")));
    fs::permissions(folder_, fs::perms(0700));
}

}  // namespace
}  // namespace gemeinsim
