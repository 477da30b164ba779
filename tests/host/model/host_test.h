/* SPDX-License-Identifier: MIT */
/* Included by every host test: cmocka, after the headers that it requires. */
#ifndef HOST_TEST_H
#define HOST_TEST_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
/* clang-format on */

#endif
