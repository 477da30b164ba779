/* SPDX-License-Identifier: MIT */
/*
 * From the firmware's main to the next stage.
 */
#include "hart.h"
#include "short_calls.h"
#include "trap.h"

#include <rt/boot.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/mode_setup.h>
#include <rt/panic.h>
#include <rt/trap.h>

#include <stddef.h>
#include <string.h>

enum {
    HART_STACK = RT_HART_GUARD_SIZE + 512,
    DENIED = 2,
    MODE_SUPERVISOR = 1,
};

#define FW_DYNAMIC_MAGIC 0x4942534f

const struct sbi_machine *sbi_machine;
unsigned sbi_short_calls;
struct sbi_pmu_known sbi_pmu_known;
static_assert(offsetof(struct sbi_pmu_known, uncounted) == SBI_PMU_KNOWN_EVENTS,
              "entry.S has the same offset");
bool sbi_has_stimecmp;
struct rt_regions sbi_regions;

static char stacks[SBI_HART_IDS - 1][HART_STACK]
    __attribute__((section(".noinit"), aligned(RT_HART_GUARD_SIZE)));

bool sbi_has_hypervisor(void)
{
    return rt_csr_exists(0x680); /* hgatp */
}

static bool load_word(uintptr_t address, unsigned long *word)
{
#if __riscv_xlen == 64
    uint64_t value = 0;
    const bool has = rt_try_load64(address, &value);
#else
    uint32_t value = 0;
    const bool has = rt_try_load32(address, &value);
#endif
    *word = (unsigned long)value;
    return has;
}

/* OpenSBI's struct fw_dynamic_info: words for magic number, version, address and mode of the next
 * stage, and others that do not matter here. */
bool sbi_stage_from_boot_args(struct sbi_stage *next)
{
    const uintptr_t info = rt_boot_args.info;
    unsigned long words[4];

    for (unsigned i = 0; i < 4; i++) {
        if (info % sizeof(long) != 0 || !load_word(info + i * sizeof(long), &words[i])) {
            return false;
        }
    }
    next->address = words[2];
    return words[0] == FW_DYNAMIC_MAGIC && words[2] != 0 && words[3] == MODE_SUPERVISOR;
}

static void make_regions(const struct sbi_machine *machine)
{
    const struct sbi_range *const ranges[DENIED] = {&machine->clint, &machine->reset_device};
    struct rt_region list[DENIED];
    unsigned count = 0;

    for (unsigned i = 0; i < DENIED; i++) {
        if (ranges[i]->size != 0) {
            list[count++] =
                (struct rt_region){(uintptr_t)ranges[i]->base, (size_t)ranges[i]->size, 0};
        }
    }
    if (rt_regions_init_rest(&sbi_regions, list, count) < 0) {
        rt_panic("the PMP has too few entries, or is too coarse, for a supervisor");
    }
}

/* The harts are alike, and a short call is only a quicker one. */
static void find_short_calls(bool has_stimecmp)
{
    unsigned found = 0;

    for (const struct sbi_extension *const *each = sbi_extensions; *each != NULL; each++) {
        if ((*each)->short_calls != 0 && sbi_find_extension((*each)->first) == *each) {
            found |= (*each)->short_calls;
        }
    }
    sbi_short_calls = has_stimecmp ? found : found & ~(unsigned)SBI_SHORT_TIME;
}

static uint64_t environment;

/* misaligned.c serves misaligned accesses until the supervisor wants them (FWFT). */
void sbi_set_features(void)
{
    csr_clear(medeleg, 1UL << CAUSE_LOAD_MISALIGNED | 1UL << CAUSE_STORE_MISALIGNED);
    if (environment != 0) {
        csr_write(0x30a, (unsigned long)environment); /* menvcfg */
#if __riscv_xlen == 32
        csr_write(0x31a, (unsigned long)(environment >> 32));
#endif
    }
}

/* All other traps of lower modes go to the supervisor. */
static void set_up_modes(void)
{
    struct rt_mode_rights rights = RT_MODE_SETUP_SUPERVISOR;

    if (!sbi_has_time()) {
        rights.exceptions &= ~(1UL << CAUSE_ILLEGAL_INSTRUCTION);
    }
    environment = rt_mode_setup(&rights).environment;
    const bool has_stimecmp = (environment & RT_ENVIRONMENT_STCE) != 0;

    sbi_has_stimecmp = has_stimecmp;
    find_short_calls(has_stimecmp);
}

static void run_hart(void *argument)
{
    (void)argument;
    set_up_modes();
    sbi_hart_run();
}

static void start_hart(unsigned number)
{
    const unsigned long id = rt_hart_id(number);
    const struct rt_hart_stack stack = {stacks[number - 1], HART_STACK};

    if ((sbi_harts_present >> id & 1) == 0) {
        return;
    }
    if (rt_hart_start(number, run_hart, NULL, stack) < 0) {
        rt_panic("hart %lu of the device tree does not answer", id);
    }
}

static void start_others(void)
{
    uint32_t others = sbi_harts_present & ~(UINT32_C(1) << rt_hart_id(0));

    for (unsigned number = 1; others != 0 && number < rt_hart_count(); number++) {
        others &= ~(UINT32_C(1) << rt_hart_id(number));
        start_hart(number);
    }
}

/* The harts of the tree that the firmware has areas for. This one too takes interrupts. */
static void find_harts(const struct sbi_machine *machine)
{
    const uint32_t used = machine->harts | UINT32_C(1) << csr_read(mhartid);

    for (unsigned id = 0; used >> id != 0; id++) {
        if ((used >> id & 1) != 0) {
            memset(&sbi_harts[id], 0, offsetof(struct sbi_hart, program));
            sbi_harts[id].state = SBI_HART_STOPPED;
        }
    }
    sbi_harts_present = machine->harts;
    if (sbi_harts_present == 0) {
        rt_panic("no hart has a supervisor mode");
    }
}

static struct sbi_hart *first_hart(void)
{
    const unsigned long self = csr_read(mhartid);

    return &sbi_harts[(sbi_harts_present >> self & 1) != 0 ? self : sbi_lowest(sbi_harts_present)];
}

void sbi_boot(const struct sbi_machine *machine, const struct sbi_stage *next)
{
    rt_interrupts_off();
    sbi_machine = machine;
    sbi_clint.timer = (struct hal_timer){&clint_timer_ops, machine->timebase_hz};
    sbi_clint.base = (uintptr_t)machine->clint.base;
    sbi_memory_start();
    if (!sbi_is_start(next->address)) {
        rt_panic("the next stage is at 0x%lx: neither in memory nor in flash",
                 (unsigned long)next->address);
    }
    find_harts(machine);
    make_regions(machine);
    start_others();
    struct sbi_hart *const first = first_hart();
    first->state = SBI_HART_START_PENDING;
    sbi_hart_let_start(first, next->address, (unsigned long)machine->device_tree);
    if (first == sbi_hart_self()) {
        set_up_modes();
        sbi_hart_run();
    }
    rt_interrupts_on();
    for (;;) {
        rt_interrupt_wait();
    }
}
