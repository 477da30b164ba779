/* SPDX-License-Identifier: MIT */
/*
 * A hart that the program knows to be absent. In a file of its own, so that other firmware does not
 * change.
 */
#include "hart.h"

int rt_hart_set_absent(unsigned number)
{
    struct rt_hart *const hart = rti_hart_block_of(number);
    unsigned long phase = RT_HART_PHASE_PARKED;

    if (hart == NULL) {
        return HAL_ERR_INVALID;
    }
    rti_hart_release();
    if (!__atomic_compare_exchange_n(&hart->phase, &phase, RT_HART_PHASE_ABSENT, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE) &&
        phase != RT_HART_PHASE_ABSENT) {
        return HAL_ERR_BUSY;
    }
    return HAL_OK;
}
