/* SPDX-License-Identifier: MIT */
/* See fake_timer.h. The const device is cast to its state; here it is never really const. */
#include <fake_timer.h>

static struct fake_timer *fake_of(const struct hal_timer *timer)
{
    return (struct fake_timer *)(uintptr_t)timer;
}

static uint64_t fake_now(const struct hal_timer *timer)
{
    struct fake_timer *fake = fake_of(timer);
    fake->looks++;
    const uint64_t now = fake->ticks;
    fake->ticks += fake->step;
    return now;
}

static void fake_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    fake_of(timer)->deadline = ticks;
}

static void fake_cancel(const struct hal_timer *timer)
{
    fake_of(timer)->deadline = UINT64_MAX;
}

static const struct hal_timer_ops fake_ops = {fake_now, fake_set_deadline, fake_cancel};

void fake_timer_init(struct fake_timer *fake, uint32_t frequency_hz, uint64_t step)
{
    *fake = (struct fake_timer){.timer = {&fake_ops, frequency_hz}, .step = step};
    fake->deadline = UINT64_MAX;
}
