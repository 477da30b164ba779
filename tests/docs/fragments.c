/* SPDX-License-Identifier: MIT */
/* Working firmware with the fragments that docs/ shows; tests/docs/pages.py compares them. */
#include <board.h>
#include <hal/i2c.h>
#include <rt/critical.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/mode_setup.h>
#include <rt/panic.h>
#include <rt/pool.h>
#include <rt/protect.h>
#include <rt/test.h>
#include <rt/time.h>
#include <rt/trap.h>

#include <stdio.h>
#include <string.h>

static volatile unsigned ticks;

RT_INTERRUPT(timer)
{
    hal_timer_cancel(board_timer);
    ticks++;
}

RT_TEST(a_handler_is_bound_by_its_name)
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (ticks == 0) {
    }
}

static volatile unsigned alarms;

static void on_alarm(void *context)
{
    (void)context;
    hal_rtc_acknowledge_alarm(&board_rtc.rtc);
    alarms++;
}

RT_TEST(a_source_of_the_controller_gets_a_handler)
{
    rt_irq_begin();
    rt_interrupts_on();
    if (rt_irq_attach(BOARD_RTC_IRQ, 2, on_alarm, NULL) < 0) {
        RT_FAIL("no such source");
    }
    RT_REQUIRE_EQ(hal_rtc_set_alarm(&board_rtc.rtc, 0), HAL_OK);
    while (alarms == 0) {
    }
}

static bool skip(struct rt_trap_frame *frame)
{
    frame->pc += rt_instruction_size(frame->pc);
    return true; /* resume; false lets the panic go on */
}

RT_TEST(a_trap_handler_resumes)
{
    if (rt_trap_set_handler(CAUSE_ILLEGAL_INSTRUCTION, skip) != HAL_OK) {
        RT_FAIL("no such cause");
    }
    __asm__ volatile(".4byte 0xffffffff");
}

struct rtos_registers {
    unsigned long ra, sp, s0;
};

static void fatal(const struct rtos_registers *registers)
{
    struct rt_trap_frame frame = {.pc = csr_read(mepc), .status = csr_read(mstatus)};

    frame.cause = csr_read(mcause);
    frame.tval = csr_read(mtval);
    frame.ra = registers->ra;
    frame.sp = registers->sp;
    frame.s0 = registers->s0;
    rt_panic_frame(&frame);
}

RT_TEST_PANICS(a_fault_of_an_rtos_is_reported, "load from an address where nothing may be read")
{
    const struct rtos_registers registers = {0, (unsigned long)__builtin_frame_address(0), 0};

    csr_write(mepc, (unsigned long)fatal);
    csr_write(mcause, CAUSE_LOAD_ACCESS);
    csr_write(mtval, 0xf0000000UL);
    fatal(&registers);
}

RT_TEST(a_critical_section_is_a_block)
{
    static unsigned long count = 41;

    RT_CRITICAL
    {
        count++;
    }
    printf("count %lu\n", count);
    RT_EXPECT_EQ(count, 42);
}

int lm75_read(const struct hal_i2c *bus, uint8_t address, uint8_t out[2]);

int lm75_read(const struct hal_i2c *bus, uint8_t address, uint8_t out[2])
{
    const uint8_t reg = 0;
    return hal_i2c_write_read(bus, address, &reg, 1, out, 2, 1000); /* microseconds */
}

/* Returns 25.5 degrees for the requested register. */
static int answer(const struct hal_i2c *bus, uint8_t address,
                  const struct hal_i2c_message *messages, size_t count, uint32_t timeout_us)
{
    static const uint8_t registers[][2] = {{0x19, 0x80}, {0, 0}};
    (void)bus;
    if (address != 0x48 || count != 2 || messages[0].size != 1 || timeout_us == 0) {
        return HAL_ERR_ABSENT;
    }
    memcpy(messages[1].rx, registers[*(const uint8_t *)messages[0].tx], messages[1].size);
    return HAL_OK;
}

RT_TEST(a_driver_reads_through_its_bus)
{
    static const struct hal_i2c_ops ops = {.transfer = answer};
    const struct hal_i2c bus = {&ops};
    uint8_t out[2] = {0, 0};

    RT_REQUIRE_EQ(lm75_read(&bus, 0x48, out), HAL_OK);
    RT_EXPECT_EQ(out[0] << 8 | out[1], 0x1980);
}

struct packet {
    char bytes[64];
};

RT_POOL(packets, sizeof(struct packet), 32);

RT_TEST(a_pool_hands_out_its_blocks)
{
    struct packet *const packet = rt_pool_alloc(&packets);

    RT_REQUIRE(packet != NULL);
    rt_pool_free(&packets, packet);
}

RT_TEST(a_division_rounds_towards_zero)
{
    RT_EXPECT_EQ(-7 / 2, -3);
}

RT_TEST(two_and_two_are_four)
{
    RT_EXPECT_EQ(2 + 2, 4);
}

RT_TEST_PANICS(a_null_write_is_told, "store or atomic access fault")
{
    *(volatile int *)0 = 1;
}

struct sky {
    unsigned stars;
};

static struct sky sky;

static void count_stars(void *argument)
{
    struct sky *const counted = argument;
    counted->stars = 9096;
}

RT_HART_STACK(stack, 4096);

RT_TEST(a_hart_calls_a_function)
{
    if (rt_hart_start(1, count_stars, &sky, stack) != HAL_OK) {
        RT_FAIL("hart 1 does not start");
    }
    if (rt_hart_wait(1, HAL_FOREVER) != HAL_OK) {
        RT_FAIL("hart 1 does not end");
    }
    RT_EXPECT_EQ(sky.stars, 9096);
}

#define PCIE_DEVICE_BASE (BOARD_PCIE_MEMORY_BASE + 0x1000)

RT_TEST(a_range_is_opened)
{
    if (!rt_protect_open(PCIE_DEVICE_BASE, 0x1000)) {
        rt_panic("no PMP entry is left for the device");
    }
    *(volatile uint32_t *)PCIE_DEVICE_BASE = 1;
}

static volatile bool is_pressed;

static void press(void *argument)
{
    (void)argument;
    is_pressed = true;
}

static void wait_for_button(void)
{
    rt_interrupts_off();
    while (!is_pressed) {
        rt_idle();
    }
    rt_interrupts_on();
}

RT_TEST(the_program_sleeps_until_an_interrupt)
{
    static struct rt_hart_async_call call = {.function = press};

    rt_hart_calls_enable();
    RT_REQUIRE_EQ(rt_hart_call_async(rt_hart_self(), &call), HAL_OK);
    wait_for_button();
}

RT_TEST(a_supervisor_gets_its_rights)
{
    struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;
    wanted.exceptions &= ~(1UL << CAUSE_ILLEGAL_INSTRUCTION); /* emulated here */
    const struct rt_mode_rights got = rt_mode_setup(&wanted);
    if ((got.modes & RT_MODES_SUPERVISOR) == 0) {
        rt_panic("this hart has no supervisor mode");
    }
    RT_EXPECT_EQ(got.exceptions & 1UL << CAUSE_ILLEGAL_INSTRUCTION, 0);
}
