/* SPDX-License-Identifier: MIT */
/*
 * What Embench asks for of a board.
 */
#include "port.h"

#include <rt/csr.h>
#include <support.h>

unsigned long port_instructions;

void initialise_board(void)
{
}

void start_trigger(void)
{
    port_instructions = csr_read(minstret);
}

void stop_trigger(void)
{
    port_instructions = csr_read(minstret) - port_instructions;
}
