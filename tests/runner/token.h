/* SPDX-License-Identifier: MIT */
/* The token that makes a verdict valid. An honest test never reads it. */
#ifndef TOKEN_H
#define TOKEN_H

/** The nonce of this run. */
const char *test_token(void);

/** Gives a verdict as the test runtime does, after what stdout has buffered. */
void put_verdict(const char *word);

#endif
