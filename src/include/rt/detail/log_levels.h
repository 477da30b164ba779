/* SPDX-License-Identifier: MIT */
/** @file
 * The levels of rt/log.h, for firmware and host tools.
 */
#ifndef RT_DETAIL_LOG_LEVELS_H
#define RT_DETAIL_LOG_LEVELS_H

#define RT_LOG_LEVEL_NONE  0
#define RT_LOG_LEVEL_ERROR 1
#define RT_LOG_LEVEL_WARN  2
#define RT_LOG_LEVEL_INFO  3
#define RT_LOG_LEVEL_DEBUG 4
#define RT_LOG_LEVEL_TRACE 5

#endif
