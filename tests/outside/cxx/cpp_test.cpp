/* SPDX-License-Identifier: MIT */
/*
 * All headers of the runtime and of the interfaces in C++, and their macros: they must compile and
 * mean the same.
 */
#include <hal/block.h>
#include <hal/gpio.h>
#include <hal/i2c.h>
#include <hal/record.h>
#include <hal/ring.h>
#include <hal/rtc.h>
#include <hal/spi.h>
#include <hal/uart.h>
#include <hal/uart_ring.h>
#include <hal/watchdog.h>
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/boot.h>
#include <rt/console.h>
#include <rt/critical.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/format.h>
#include <rt/frame.h>
#include <rt/hart.h>
#include <rt/heap.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/lock.h>
#include <rt/malloc.h>
#include <rt/mode_setup.h>
#include <rt/panic.h>
#include <rt/pool.h>
#include <rt/protect.h>
#include <rt/queue.h>
#include <rt/ram_function.h>
#include <rt/semihosting.h>
#include <rt/stack.h>
#include <rt/test.h>
#include <rt/time.h>
#include <rt/trap.h>
#include <rt/watchdog.h>

#include <out_of_line.h>
#include <stdint.h>

namespace std {
enum class align_val_t : size_t {
};
struct nothrow_t {};
extern const nothrow_t nothrow;
} // namespace std

void *operator new(size_t size, const std::nothrow_t &) noexcept;

/* Not in a namespace of this file, where the compiler would know all classes derived. */
struct Base {
    Base()
    {
        call();
    }
    virtual ~Base() = default;
    virtual void pure() = 0;
    void call();
};

OUT_OF_LINE void Base::call()
{
    pure();
}

struct Derived : Base {
    void pure() override
    {
    }
};

namespace {

enum {
    ALIGNMENT = 128
};

struct alignas(ALIGNMENT) Aligned {
    char bytes[ALIGNMENT];
};

struct Pair {
    long a, b, c;
};

Pair shared;
volatile unsigned interrupts;
volatile bool fired;
rt_lock lock;

void fire(void *argument)
{
    (void)argument;
    fired = true;
}

RT_RAM_FUNCTION int in_ram(int a)
{
    return a + 1;
}

RT_POOL(items, sizeof(Pair), 2);

} // namespace

RT_INTERRUPT(software)
{
    board_set_software_irq(board_boot_hart, false);
    interrupts = interrupts + 1;
}

RT_TEST(boot_arguments_are_there)
{
    RT_EXPECT_EQ(rt_boot_args.hart_id, csr_read(mhartid));
    RT_EXPECT_NE(rt_boot_args.device_tree, nullptr);
}

RT_TEST(lower_modes_are_set_up)
{
    const rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;

    RT_EXPECT_NE(rt_mode_setup(&wanted).modes, 0);
}

RT_TEST(registers_are_probed)
{
    RT_EXPECT(rt_csr_exists(0x300));
    RT_EXPECT(!rt_csr_exists(0x8ff));
}

RT_TEST(values_of_each_kind_compare)
{
    const char text[] = "text";
    enum class Kind {
        ONE = 1
    };

    RT_EXPECT_EQ(-1, -1L);
    RT_EXPECT_NE(-1, 0xffffffffU);
    RT_EXPECT_LT(-1, 0U);
    RT_EXPECT_EQ(true, 1);
    RT_EXPECT_EQ('a', static_cast<unsigned char>('a'));
    RT_EXPECT_EQ(static_cast<const void *>(text), text);
    RT_EXPECT_EQ(static_cast<int>(Kind::ONE), 1);
    RT_EXPECT_STR_EQ(text, "text");
    RT_EXPECT_MEM_EQ(text, "text", 5);
    RT_REQUIRE(text[0] == 't');
}

RT_TEST_PANICS(a_panic, "hello 7")
{
    rt_panic("hello %d", 7);
}

RT_TEST_PANICS(a_pure_virtual_call_is_named, "a pure virtual function was called")
{
    Derived derived;

    derived.call();
}

RT_TEST(an_interrupt_reaches_its_handler)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    board_set_software_irq(board_boot_hart, true);
    while (interrupts == 0) {
    }
    RT_EXPECT_EQ(interrupts, 1);
}

RT_TEST(an_alarm_fires)
{
    static rt_alarm alarm = {};

    alarm.function = fire;
    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start(&alarm, hal_timer_now(board_timer));
    while (!fired) {
        rt_sleep_us(1);
    }
}

RT_TEST(sections_locks_and_pools)
{
    int value = 0;

    RT_CRITICAL
    {
        value++;
    }
    RT_LOCKED(&lock)
    {
        value++;
    }
    RT_EXPECT_EQ(value, 2);
    void *const one = rt_pool_alloc(&items);
    void *const two = rt_pool_alloc(&items);
    RT_EXPECT(one != nullptr && two != nullptr && rt_pool_alloc(&items) == nullptr);
    rt_pool_free(&items, one);
    rt_pool_free(&items, two);
    RT_EXPECT_EQ(in_ram(1), 2);
}

RT_TEST(new_aligns_and_may_return_null)
{
    Aligned *const one = new Aligned;
    Aligned *const some = new Aligned[3];

    RT_EXPECT_EQ(reinterpret_cast<uintptr_t>(one) % ALIGNMENT, 0);
    RT_EXPECT_EQ(reinterpret_cast<uintptr_t>(some) % ALIGNMENT, 0);
    delete one;
    delete[] some;
    RT_EXPECT_EQ(operator new(1000000, std::nothrow), nullptr);
}

RT_TEST_PANICS(new_without_memory_panics, "out of memory: 128000 bytes asked for")
{
    static Aligned *volatile kept;

    kept = new Aligned[1000];
}

RT_TEST(atomics_of_any_size)
{
    const Pair first = {1, 2, 3};
    Pair found = {};
    Pair wrong = {3, 2, 1};

    __atomic_store(&shared, const_cast<Pair *>(&first), __ATOMIC_SEQ_CST);
    __atomic_load(&shared, &found, __ATOMIC_SEQ_CST);
    RT_EXPECT_MEM_EQ(&found, &first, sizeof(first));
    RT_EXPECT(!__atomic_compare_exchange(&shared, &wrong, &found, false, __ATOMIC_SEQ_CST,
                                         __ATOMIC_SEQ_CST));
    RT_EXPECT_MEM_EQ(&wrong, &first, sizeof(first));
    found.c = 4;
    RT_EXPECT(__atomic_compare_exchange(&shared, &wrong, &found, false, __ATOMIC_SEQ_CST,
                                        __ATOMIC_SEQ_CST));
    __atomic_exchange(&shared, &wrong, &found, __ATOMIC_SEQ_CST);
    RT_EXPECT_EQ(found.c, 4);
#if __riscv_xlen == 64
    static __int128 wide;

    __atomic_fetch_add(&wide, static_cast<__int128>(1) << 64, __ATOMIC_SEQ_CST);
    RT_EXPECT_EQ(static_cast<long>(__atomic_load_n(&wide, __ATOMIC_SEQ_CST) >> 64), 1);
#endif
}
