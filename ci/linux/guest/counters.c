/* SPDX-License-Identifier: MIT */
/* The counters that user mode reads, and those that the kernel has the firmware start and stop. */
#include "linux.h"

#define READ(counter)                                                  \
    ({                                                                 \
        unsigned long value;                                           \
        __asm__ volatile("rd" #counter " %0" : "=r"(value)::"memory"); \
        value;                                                         \
    })

static void spin(void)
{
    for (int i = 0; i < 10000; i++) {
        __asm__ volatile("");
    }
}

/*
 * All harts must let user mode read the counters: the firmware by mcounteren, the kernel by
 * scounteren. An illegal instruction ends the program. Only time runs always. The kernel stops the
 * others while it counts no event.
 */
void check_counters(int cpus)
{
    for (int cpu = 0; cpu < cpus; cpu++) {
        move_to(cpu);
        unsigned long time = READ(time);
        (void)READ(cycle);
        (void)READ(instret);
        spin();
        if (READ(time) <= time) {
            fail("time does not advance on hart", cpu);
        }
    }
}

/* Fields of struct perf_event_attr; see the kernel's include/uapi/linux/perf_event.h. */
struct event {
    uint32_t type;
    uint32_t size;
    uint64_t config;
    uint64_t unused[13];
};

enum {
    EVENT_CYCLES = 0,
    EVENT_INSTRUCTIONS = 1,
    TYPE_HARDWARE = 0,
    TYPE_RAW = 4,
};

/* In the config of a raw event; see the kernel's drivers/perf/riscv_pmu_sbi.c. */
#define FIRMWARE_EVENT (UINT64_C(1) << 63)

static int open_event(uint32_t type, uint64_t config, int thread, int cpu)
{
    static struct event event = {.size = sizeof(event)};
    event.type = type;
    event.config = config;
    long file = call(SYS_perf_event_open, (long)&event, thread, cpu, -1, 0, 0);
    if (file < 0) {
        print("perf_event_open returned", file);
        fail("for the event", (long)config);
    }
    return (int)file;
}

/* Counts for this thread on whatever hart it runs. */
static int count(uint64_t config)
{
    return open_event(TYPE_HARDWARE, config, 0, -1);
}

int count_firmware(uint64_t event)
{
    return open_event(TYPE_RAW, FIRMWARE_EVENT | event, -1, 0);
}

unsigned long read_count(int file)
{
    unsigned long value = 0;
    (void)CALL3(SYS_read, file, &value, sizeof(value));
    return value;
}

static void expect_advance(const char *text, int cpu, unsigned long from, unsigned long to)
{
    if (to <= from) {
        fail(text, cpu);
    }
}

/* While the kernel counts both events, the counters run. A direct read sees that too. */
void check_perf(int cpus)
{
    int cycles = count(EVENT_CYCLES);
    int instructions = count(EVENT_INSTRUCTIONS);
    for (int cpu = 0; cpu < cpus; cpu++) {
        move_to(cpu);
        unsigned long before[] = {READ(cycle), READ(instret), read_count(cycles),
                                  read_count(instructions)};
        spin();
        expect_advance("cycle does not advance on hart", cpu, before[0], READ(cycle));
        expect_advance("instret does not advance on hart", cpu, before[1], READ(instret));
        expect_advance("perf counts no cycles on hart", cpu, before[2], read_count(cycles));
        expect_advance("perf counts no instructions on hart", cpu, before[3],
                       read_count(instructions));
    }
}
