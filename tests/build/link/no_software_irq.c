/* SPDX-License-Identifier: MIT */
/* The board without its software interrupt. With CONTEXTS, firmware that needs one on its hart. */
#define board_set_software_irq no_software_irq
#include <rt/board.h>
#include BOARD_FILE
#ifdef CONTEXTS
#include <rt/context.h>
#endif

int main(void)
{
#ifdef CONTEXTS
    rt_context_request();
#endif
    return 0;
}
