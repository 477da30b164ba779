/* SPDX-License-Identifier: MIT */
/*
 * A MINIMAL firmware that traps. The board's end of the run checks the record, then traps itself if
 * TWICE is defined: that must halt, with the first trap's record.
 */
#include <rt/board.h>
#include <rt/csr.h>

#include <stdint.h>

enum {
    GOOD = 3,
    BAD = 4,
    AGAIN = 5,
};

extern const unsigned long rt_minimal_record[3];
extern const char bad_store[];

/* The linker's names for the board's function and its wrapper here. */
void __real_board_exit(int status);
void __wrap_board_exit(int status);

static void store_to(uintptr_t address)
{
    __asm__ volatile(".globl bad_store\nbad_store: sw zero, 0(%0)" ::"r"(address) : "memory");
}

void __wrap_board_exit(int status)
{
    static volatile unsigned calls;
    const bool is_right = status == 134 && rt_minimal_record[0] == CAUSE_STORE_ACCESS &&
                          rt_minimal_record[1] == (uintptr_t)bad_store &&
                          rt_minimal_record[2] == 64;

    if (calls++ != 0) {
        __real_board_exit(AGAIN);
    }
#ifdef TWICE
    *(volatile int *)(uintptr_t)(calls * 4) = 0;
#endif
    __real_board_exit(is_right ? GOOD : BAD);
}

int main(void)
{
    store_to(64);
    return 0;
}
