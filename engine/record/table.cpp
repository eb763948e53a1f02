// SPDX-License-Identifier: Apache-2.0
#include "record/table.h"
