// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gemeinsim {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces: names content, so that a damaged or foreign file is noticed and
/// `sha256sum` can check ours.
///
/// Cost: about 5 ns per byte, no allocation.
class Sha256 {
  public:
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
    /// The digest as 64 lower-case hexadecimal digits. Nothing may be added afterwards.
    [[nodiscard]] std::string finish();

  private:
    void block(const std::byte* bytes);

    std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::byte, 64> waiting_ = {};
    std::size_t waiting_bytes_ = 0;
    std::uint64_t total_bytes_ = 0;
};

std::string sha256(std::span<const std::byte> bytes);
std::string sha256(std::string_view text);

}  // namespace gemeinsim
