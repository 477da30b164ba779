/* SPDX-License-Identifier: MIT */
/** @file
 * The entropy source of a core with the Zkr extension: the seed register (RISC-V scalar
 * cryptography 1.0, chapter 4).
 *
 * Each reading yields 16 bits. The specification promises 128 bits of entropy in 256 bits that are
 * read, which need not follow one another (4.2.1); so the min-entropy is 4 bits a byte. Read 64
 * bytes for 256 bits of security. Every hart has a source of its own. A device is for the harts
 * that are like the one that opened it.
 *
 * Machine mode can always read the register. mseccfg.SSEED and USEED matter only to lower modes.
 */
#ifndef ZKR_ENTROPY_H
#define ZKR_ENTROPY_H

#include <hal/entropy.h>
#include <hal/timer.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Filled in by hal_entropy_open. */
struct zkr_entropy_state {
    bool is_open; /**< The core has the register, and the source has not failed. */
};

/** A source; constant. */
struct zkr_entropy {
    struct hal_entropy entropy; /**< With zkr_entropy_ops. */
    /** Returns whether the hart has the register, as rt_csr_exists(0x015) does. NULL if it is known
     * to. */
    bool (*exists)(void);
    const struct hal_timer *timer;   /**< Limits the time of each call. */
    struct zkr_entropy_state *state; /**< Not shared with other sources. */
};

/** The @c entropy.ops of every source. */
extern const struct hal_entropy_ops zkr_entropy_ops;

#ifdef __cplusplus
}
#endif

#endif
