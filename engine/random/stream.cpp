// SPDX-License-Identifier: Apache-2.0
#include "random/stream.h"

#include <Random123/philox.h>

#include "base/check.h"

namespace gemeinsim {

Stream::Stream(RunKey key, EntityKey entity, Month month, Purpose purpose) {
    expects(month >= -32768 && month <= 32767,
            "month outside the 16 bits of a stream's counter (two months would share their luck); use fewer "
            "months");
    const std::uint64_t run = combine(key.seed, key.replicate);
    key_[0] = static_cast<std::uint32_t>(run);
    key_[1] = static_cast<std::uint32_t>(run >> 32U);
    counter_[0] = 0;
    counter_[1] = (static_cast<std::uint32_t>(month + 32768) << 16U) | static_cast<std::uint32_t>(purpose);
    counter_[2] = static_cast<std::uint32_t>(entity);
    counter_[3] = static_cast<std::uint32_t>(entity >> 32U);
}

void Stream::refill() {
    const r123::Philox4x32 philox;
    const r123::Philox4x32::ctr_type block =
        philox({{counter_[0], counter_[1], counter_[2], counter_[3]}}, {{key_[0], key_[1]}});
    for (int w = 0; w < 4; ++w) words_[w] = block[static_cast<std::size_t>(w)];
    ++counter_[0];
    next_ = 0;
}

}  // namespace gemeinsim
