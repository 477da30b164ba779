/* SPDX-License-Identifier: MIT */
/* The start of the RP2350's second core, against a modelled boot ROM, and software interrupts. */
#include <hal/xh3power.h>
#include <host_test.h>
#include <model.h>
#include <rp2350_sio.h>
#include <string.h>

enum {
    BASE = 0x40000000, /* the model's addresses are below 2 GiB */
    FIFO_ST = 0x50,
    FIFO_WR = 0x54,
    FIFO_RD = 0x58,
    SOFTIRQ = 0x1a0,
    WORDS = 6,
    ENTRY = 0x10000000,
    STACK = 0x20001000,
    VECTOR = 0x10000180,
};

static struct {
    struct model_device device;
    uint32_t inbox[8]; /* of core 0 */
    unsigned count;
    uint32_t told[WORDS];
    unsigned next;       /* word that the boot ROM expects */
    bool is_awake;       /* since the last hint */
    bool runs;           /* core 1 runs a program that does not answer */
    unsigned wrong_left; /* answers with another word */
    unsigned starts;
    uint32_t soft_irqs;
} model;

void hal_xh3power_unblock(void)
{
    model.is_awake = true;
}

static void answer(uint32_t word)
{
    assert_in_range(model.count, 0, 7);
    model.inbox[model.count++] = word;
}

/* The boot ROM sleeps until the other core wakes it. */
static void serve(void)
{
    static const uint32_t start[] = {0, 0, 1};
    if (model.runs || !model.is_awake || model.told[model.next] == UINT32_MAX) {
        return;
    }
    const uint32_t word = model.told[model.next];
    model.is_awake = false;
    model.told[model.next] = UINT32_MAX;
    if (model.wrong_left != 0) {
        model.wrong_left--;
        model.next = 0;
        answer(~word);
        return;
    }
    const bool fits = model.next > 2 || word == start[model.next];
    if (model.next > 2) {
        static const uint32_t expected[] = {VECTOR, STACK, ENTRY};
        assert_int_equal(word, expected[model.next - 3]);
    }
    model.next = fits ? model.next + 1 : 0;
    answer(word);
    if (model.next == WORDS) {
        model.starts++;
        model.runs = true;
        model.next = 0;
    }
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == FIFO_RD) {
        assert_int_not_equal(model.count, 0);
        const uint32_t word = model.inbox[0];
        memmove(model.inbox, model.inbox + 1, --model.count * sizeof(word));
        return word;
    }
    assert_int_equal(offset, FIFO_ST);
    serve();
    return 2 | (model.count != 0 ? 1 : 0);
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == FIFO_WR) {
        model.told[model.next] = value;
        model.is_awake = false;
    } else {
        assert_int_equal(offset, SOFTIRQ);
        model.soft_irqs = (model.soft_irqs | (value & 3)) & ~(value >> 8 & 3);
        assert_int_equal(value & ~0x303U, 0);
    }
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    memset(model.told, 0xff, sizeof(model.told));
    model.device = (struct model_device){
        .base = BASE, .size = 0x200, .width = 4, .load = load, .store = store};
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static int launch(void)
{
    return rp2350_sio_launch_core1(BASE, ENTRY, STACK, VECTOR);
}

static void the_core_is_sent_to_the_entry(void **state)
{
    (void)state;
    assert_int_equal(launch(), HAL_OK);
    assert_int_equal(model.starts, 1);
}

static void old_words_and_wrong_answers_begin_the_sequence_anew(void **state)
{
    for (unsigned wrong = 0; wrong < 8; wrong++) {
        (void)set_up(state);
        answer(5);
        answer(0);
        model.wrong_left = wrong;
        assert_int_equal(launch(), HAL_OK);
        assert_int_equal(model.starts, 1);
    }
    (void)set_up(state);
    model.wrong_left = 100;
    assert_int_equal(launch(), HAL_ERR_TIMEOUT);
    assert_int_equal(model.starts, 0);
}

static void a_core_that_runs_already_is_told(void **state)
{
    (void)state;
    model.runs = true;
    assert_int_equal(launch(), HAL_ERR_TIMEOUT);
}

static void software_interrupts_are_those_of_one_core(void **state)
{
    (void)state;
    rp2350_sio_set_software_irq(BASE, 1, true);
    assert_int_equal(model.soft_irqs, 2);
    rp2350_sio_set_software_irq(BASE, 0, true);
    assert_int_equal(model.soft_irqs, 3);
    rp2350_sio_set_software_irq(BASE, 1, false);
    assert_int_equal(model.soft_irqs, 1);
    rp2350_sio_set_software_irq(BASE, 0, false);
    assert_int_equal(model.soft_irqs, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_core_is_sent_to_the_entry, set_up),
        cmocka_unit_test_setup(old_words_and_wrong_answers_begin_the_sequence_anew, set_up),
        cmocka_unit_test_setup(a_core_that_runs_already_is_told, set_up),
        cmocka_unit_test_setup(software_interrupts_are_those_of_one_core, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
