/* SPDX-License-Identifier: MIT */
/*
 * C++ firmware. Global constructors run in order; virtual calls, templates, local statics, new and
 * delete work, and so do interrupts. Every header of the board compiles as C++.
 */
#include <board.h>
#include <rt/board.h>
#include <rt/exit.h>
#include <rt/interrupt.h>
#include <rt/panic.h>

#include <stddef.h>
#include <stdio.h>

namespace {

class Shape {
  public:
    virtual ~Shape() = default;
    virtual int area() const = 0;
};

class Square final : public Shape {
  public:
    explicit Square(int side) : side_(side)
    {
    }
    int area() const override
    {
        return side_ * side_;
    }

  private:
    int side_;
};

int order;

struct Late {
    int seen = ++order;
};

struct Early {
    int seen = ++order;
};

Late late;
__attribute__((init_priority(200))) Early early;

int counted()
{
    static Square once(3);
    return once.area();
}

template <typename T> constexpr T twice(T value)
{
    return value + value;
}

volatile int interrupts;

} // namespace

RT_INTERRUPT(software)
{
    board_set_software_irq(csr_read(mhartid), false);
    interrupts = interrupts + 1;
}

namespace {

void wait_for_an_interrupt()
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    board_set_software_irq(csr_read(mhartid), true);
    rt_interrupts_on();
    while (interrupts == 0) {
    }
}

} // namespace

int main()
{
    if (hal_timer_now(board_timer) == 0) {
        rt_panic("the clock stands still");
    }
    /* Volatile: a compiler may leave out a pair of new and delete. */
    Shape *volatile const shape = new Square(5);
    printf("C++ %ld early %d late %d area %d once %d\n", __cplusplus, early.seen, late.seen,
           twice(shape->area()), counted());
    delete shape;
    wait_for_an_interrupt();
    rt_exit(11);
}
