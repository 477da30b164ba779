/* SPDX-License-Identifier: MIT */
/*
 * Panics about the program that the timer interrupted.
 */
#include "bite.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/panic.h>

struct rt_trap_frame rti_bite_frame;
unsigned long *rti_bite_sp;

static const char *message;
static unsigned long argument;

/* The entry restores the registers, and mstatus in a debug build, so interrupts stay off by mie.
 * The program may be of a lower mode. */
void rti_bite(const char *format, unsigned long value)
{
    if (csr_read(mepc) == (uintptr_t)rti_bite_entry) {
        return;
    }
    message = format;
    argument = value;
    rti_bite_frame.pc = csr_read(mepc);
    rti_bite_frame.status = csr_read(mstatus);
    rti_bite_frame.cause = ~0UL;
    rti_bite_sp = rt_hart_block()->irq[RT_IRQ_STACK_plain].frame;
    csr_write(mie, 0);
    csr_set(mstatus, MSTATUS_MPP);
    csr_write(mepc, rti_bite_entry);
}

/* The compiler checked the format at the call of rti_bite. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void rti_bite_report(void)
{
    rt_panic_at(&rti_bite_frame, message, argument);
}
#pragma GCC diagnostic pop
