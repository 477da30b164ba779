/* SPDX-License-Identifier: MIT */
#include <hal/status.h>

const char *hal_status_name(int status)
{
    static const char *const names[] = {
        [-HAL_OK] = "success",
        [-HAL_ERR_TIMEOUT] = "timed out",
        [-HAL_ERR_INVALID] = "argument out of range",
        [-HAL_ERR_UNSUPPORTED] = "not supported by the device",
        [-HAL_ERR_BUSY] = "in use",
        [-HAL_ERR_IO] = "failure of the device",
        [-HAL_ERR_NACK] = "not acknowledged",
        [-HAL_ERR_ABSENT] = "no answer from the device",
        [-HAL_ERR_CORRUPT] = "wrong checksum or pattern",
    };
    const int count = sizeof(names) / sizeof(names[0]);

    if (status > 0) {
        return names[0];
    }
    return status > -count ? names[-status] : "unknown error";
}
