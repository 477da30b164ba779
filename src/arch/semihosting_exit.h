/* SPDX-License-Identifier: MIT */
/*
 * The end of a run by semihosting (semihosting_exit.S).
 */
#ifndef ARCH_SEMIHOSTING_EXIT_H
#define ARCH_SEMIHOSTING_EXIT_H

/**
 * Asks the host to end the run with @p status; one that is not from 0 to 255 becomes 255. Returns
 * only if there is no host, with all interrupts off in mie.
 */
void rti_semihosting_exit(int status);

#endif
