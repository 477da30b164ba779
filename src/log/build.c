/* SPDX-License-Identifier: MIT */
/*
 * The build, by which a host recognises records of another one.
 */
#include "log.h"

extern const unsigned char rti_build_id[];

uint32_t rti_log_build(void)
{
    return (uint32_t)rti_build_id[0] | (uint32_t)rti_build_id[1] << 8 |
           (uint32_t)rti_build_id[2] << 16 | (uint32_t)rti_build_id[3] << 24;
}
