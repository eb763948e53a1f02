// SPDX-License-Identifier: Apache-2.0
#include "random/stream.h"

#include <Random123/philox.h>

#include "base/check.h"

namespace gemeinsim {

void Stream::refuse_month() {
    expects(false,
            "month outside the 16 bits of a stream's counter (two months would share their luck); use fewer "
            "months");
    __builtin_unreachable();
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
