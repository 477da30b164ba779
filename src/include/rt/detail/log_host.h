/* SPDX-License-Identifier: MIT */
/** @file
 * The part of rt/log.h for this machine, whose tests print records on stderr.
 */
#ifndef RT_DETAIL_LOG_HOST_H
#define RT_DETAIL_LOG_HOST_H

#include <stdio.h>

#define RTI_LOG(level, ...)                \
    do {                                   \
        fprintf(stderr, "%s: ", __func__); \
        fprintf(stderr, __VA_ARGS__);      \
        fputc('\n', stderr);               \
    } while (0)

#define RTI_LOG_OFF(...)                  \
    do {                                  \
        if (0) {                          \
            fprintf(stderr, __VA_ARGS__); \
        }                                 \
    } while (0)

#define RTI_LOG_BYTES(level, text, data, size)                                    \
    do {                                                                          \
        const unsigned char *const rti_log_data_ = (const unsigned char *)(data); \
        fprintf(stderr, "%s: %s:", __func__, text);                               \
        for (size_t rti_log_i_ = 0; rti_log_i_ < (size); rti_log_i_++) {          \
            fprintf(stderr, " %02x", rti_log_data_[rti_log_i_]);                  \
        }                                                                         \
        fputc('\n', stderr);                                                      \
    } while (0)

#endif
