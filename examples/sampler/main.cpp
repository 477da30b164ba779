/* SPDX-License-Identifier: MIT */
/*
 * A sampler in C++17, without a heap. A timer handler fills batches of samples, each in a block of
 * a pool. It passes full ones by a queue to main, which sleeps in between, prints them and lets
 * them go.
 */
#include "owned.h"

#include <rt/board.h>
#include <rt/critical.h>
#include <rt/interrupt.h>
#include <rt/queue.h>
#include <rt/time.h>

#include <stdio.h>

namespace {

constexpr unsigned batch_size = 8;
constexpr unsigned batch_count = 4;
constexpr unsigned batches_to_print = 5;
constexpr uint64_t period_us = 1000;

struct Batch {
    unsigned count;
    int samples[batch_size];
};

RT_POOL(batches, sizeof(Batch), batch_count);
RT_QUEUE(full_batches, Batch *, batch_count);
using OwnedBatch = Owned<Batch, batches>;

struct Counters {
    unsigned long taken;
    unsigned long lost; /* there was no free batch */
};

/* A triangle between 0 and 100, in place of a converter. */
class Triangle {
  public:
    int read()
    {
        value_ += step_;
        if (value_ == 0 || value_ == 100) {
            step_ = -step_;
        }
        return value_;
    }

  private:
    int value_ = 0;
    int step_ = 5;
};

/* A template rather than a virtual function, so the compiler sees what the handler calls. */
template <typename Input> class Sampler {
  public:
    void start()
    {
        period_ = rt_ticks_from_us(period_us);
        next_ = hal_timer_now(board_timer) + period_;
        hal_timer_set_deadline(board_timer, next_);
        rt_interrupt_enable(IRQ_MACHINE_TIMER);
    }

    /* For the handler. The deadlines are multiples of the period, so they don't drift. */
    void take()
    {
        next_ += period_;
        hal_timer_set_deadline(board_timer, next_);
        const int sample = input_.read();
        if (!batch_) {
            batch_ = OwnedBatch::make();
        }
        if (!batch_) {
            counters_.lost++;
            return;
        }
        counters_.taken++;
        batch_->samples[batch_->count++] = sample;
        if (batch_->count == batch_size) {
            Batch *const full = batch_.release();
            /* It has a slot for each block of the pool. */
            rt_queue_put(&full_batches.queue, &full);
        }
    }

    /* For main. The handler runs before or after the section, so the two counters agree. */
    Counters counters() const
    {
        Counters now{};
        RT_CRITICAL
        {
            now = counters_;
        }
        return now;
    }

  private:
    Input input_;
    OwnedBatch batch_;
    Counters counters_{};
    uint64_t period_ = 0;
    uint64_t next_ = 0;
};

Sampler<Triangle> sampler;

/* Interrupts are off between the check and the sleep, so that no batch is missed. */
OwnedBatch wait_for_batch()
{
    Batch *batch = nullptr;
    rt_interrupts_off();
    while (!rt_queue_get(&full_batches.queue, &batch)) {
        rt_interrupt_wait();
        rt_interrupts_on();
        rt_interrupts_off();
    }
    rt_interrupts_on();
    return OwnedBatch(batch);
}

void print(const Batch &batch)
{
    int sum = 0;
    for (int sample : batch.samples) {
        sum += sample;
    }
    printf("%d to %d, mean %d\n", batch.samples[0], batch.samples[batch_size - 1],
           sum / static_cast<int>(batch_size));
}

} // namespace

RT_INTERRUPT(timer)
{
    sampler.take();
}

int main()
{
    rt_interrupts_on();
    sampler.start();
    for (unsigned i = 0; i < batches_to_print; i++) {
        const OwnedBatch batch = wait_for_batch();
        print(*batch);
    }
    const Counters counters = sampler.counters();
    printf("%lu of %lu samples lost\n", counters.lost, counters.taken + counters.lost);
    return 0;
}
