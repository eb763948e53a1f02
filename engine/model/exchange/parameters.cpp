// SPDX-License-Identifier: Apache-2.0
#include "model/exchange/parameters.h"

namespace gemeinsim {

const ParameterTable<ExchangeParameters>& exchange_parameters() {
    static const ParameterTable<ExchangeParameters> table("exchange");
    return table;
}

}  // namespace gemeinsim
