/* SPDX-License-Identifier: MIT */
/*
 * Functions that two files have.
 */
#include <rt/log.h>

inline void log_shared(int value)
{
    RT_LOG_INFO("shared %d", value);
}

template <typename T> void log_template(T value)
{
    RT_LOG_INFO("template of %u bytes: %d", static_cast<unsigned>(sizeof(T)),
                static_cast<int>(value));
}
