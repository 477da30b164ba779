/* SPDX-License-Identifier: MIT */
/*
 * After a stage that locked all entries: what it protects is used, the rest is named, and reports
 * come all the same.
 */
#include "faults.h"
#include "protect_stage.h"

#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/test.h>

#include <string.h>

void __wrap_rti_pmp_start(void);
void __real_rti_pmp_start(void);

void __wrap_rti_pmp_start(void)
{
    stage_run(STAGE_TAKEN);
    __real_rti_pmp_start();
}

static bool is_missing(const char *name)
{
    const char *missing;

    for (unsigned i = 0; (missing = rt_protect_missing(i)) != NULL; i++) {
        if (strcmp(missing, name) == 0) {
            return true;
        }
    }
    return false;
}

RT_TEST(what_the_stage_does_not_protect_is_named)
{
    RT_EXPECT(is_missing("page zero"));
    RT_EXPECT(is_missing("program stack guard"));
    RT_EXPECT(is_missing("trap stack guard"));
    RT_EXPECT(is_missing("code not writable"));
    RT_EXPECT(is_missing("data not executable"));
}

RT_TEST(what_it_closes_is_used)
{
    RT_EXPECT(!is_missing("undeclared addresses not accessible"));
}

RT_TEST_PANICS(store_to_an_undeclared_address, "store to an address where nothing may be written")
{
    AT(char, 0x50000000) = 1;
}

RT_TEST_PANICS(the_report_names_it, "protection missing: program stack guard")
{
    rt_panic("without protection");
}

RT_TEST(no_range_can_be_opened)
{
    RT_EXPECT(!rt_protect_open(0x50000000, 0x1000));
    RT_EXPECT(rt_protect_open(0x10000000, 0x1000));
}
