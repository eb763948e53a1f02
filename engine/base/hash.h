// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace gemeinsim {

/// What mix() adds and multiplies by, also for those who mix several words at once.
inline constexpr std::uint64_t mix_step = 0x9e3779b97f4a7c15ULL;
inline constexpr std::uint64_t mix_first = 0xbf58476d1ce4e5b9ULL;
inline constexpr std::uint64_t mix_second = 0x94d049bb133111ebULL;

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014): a bijection that spreads every bit.
constexpr std::uint64_t mix(std::uint64_t x) {
    x += mix_step;
    x = (x ^ (x >> 30U)) * mix_first;
    x = (x ^ (x >> 27U)) * mix_second;
    return x ^ (x >> 31U);
}

/// An ordered combination: combine(a, b) differs from combine(b, a).
constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b) {
    return mix(mix(a) ^ (b + 0x632be59bd9b4e019ULL));
}

/// FNV-1a over the bytes, then mixed: the same value on every platform, for names that key streams.
constexpr std::uint64_t hash_name(std::string_view name) {
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mix(h);
}

}  // namespace gemeinsim
