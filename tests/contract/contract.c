/* SPDX-License-Identifier: MIT */
#include "contract.h"

unsigned long contract_touches;
