/* SPDX-License-Identifier: MIT */
/** @file
 * The header of a log record, a 32-bit word; for firmware and host tools.
 *
 * Bits 0 to 22 are the site's address in .rivet.log, which is not 0 and a multiple of 8. Bit 23
 * says that two words with the time follow. Bits 24 to 31 are the number of words after the header,
 * the time's included.
 */
#ifndef RT_DETAIL_LOG_HEADER_H
#define RT_DETAIL_LOG_HEADER_H

#define RTI_LOG_SITE_MASK   0x7fffff
#define RTI_LOG_TIMED       0x800000
#define RTI_LOG_WORDS_SHIFT 24

/* The level of a site that is no log call but a check of rt/test.h: the host puts its file, line
 * and text where the record is. */
#define RTI_LOG_LEVEL_CHECK 128

#endif
