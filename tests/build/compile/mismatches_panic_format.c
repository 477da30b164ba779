/* SPDX-License-Identifier: MIT */
/*
 * The arguments of rt_panic are checked like those of printf.
 *
 * expect: expects argument of type 'char *'
 * expect: format specifies type 'char *'
 */
#include <rt/panic.h>

void use(int number);

#ifdef MUST_FAIL
void use(int number)
{
    rt_panic("number %s", number);
}
#else
void use(int number)
{
    rt_panic("number %d", number);
}
#endif
