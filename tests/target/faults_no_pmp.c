/* SPDX-License-Identifier: MIT */
/*
 * A core without a PMP: the firmware runs as ever, and every report says that nothing is protected.
 */
#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/test.h>

#include <string.h>

RT_TEST(missing_protection_is_named_once)
{
    const char *const missing = rt_protect_missing(0);

    RT_EXPECT(missing != NULL && strstr(missing, "no PMP") != NULL);
    RT_EXPECT(rt_protect_missing(1) == NULL);
}

RT_TEST_PANICS(the_report_says_so, "protection missing: all of it")
{
    rt_panic("without protection");
}
