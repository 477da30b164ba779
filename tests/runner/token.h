/* SPDX-License-Identifier: MIT */
/*
 * What an honest test never looks at: the token that makes a verdict count.
 */
#ifndef TOKEN_H
#define TOKEN_H

/** The nonce of this run. */
const char *test_token(void);

#endif
