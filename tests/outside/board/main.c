/* SPDX-License-Identifier: MIT */
/* Runs on a board that is not part of Rivet, with the board's defaults. */
#include <board.h>
#include <rt/csr.h>
#include <rt/semihosting.h>

#include <stdio.h>

int main(void)
{
    char command[32];
    const bool has_host = rt_semihosting_command_line(command, sizeof(command));

    printf("%s has a timer of %lu Hz, ", board_name, (unsigned long)mine_clint.timer.frequency_hz);
    printf("%s mode, %s semihosting\n", csr_read(mtvec) % 4 == 0 ? "direct" : "vectored",
           has_host ? "with" : "no");
    return 0;
}
