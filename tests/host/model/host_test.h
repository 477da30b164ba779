/* SPDX-License-Identifier: MIT */
/* What every host test includes: cmocka, behind the headers it wants before it. */
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
