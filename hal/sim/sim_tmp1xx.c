/* SPDX-License-Identifier: MIT */
/* See sim_tmp1xx.h. The first byte written is the register's number, the next two its value. */
#include <sim_tmp1xx.h>

enum {
    REGISTERS = 4,
};

void sim_tmp1xx_set(struct sim_tmp1xx *sim, int32_t sixteenths, bool extended)
{
    const uint32_t bits = (uint32_t)sixteenths;
    sim->registers[0] = (uint16_t)(extended ? bits << 3 | 1 : bits << 4);
}

void sim_tmp1xx_start(void *context)
{
    ((struct sim_tmp1xx *)context)->bytes = 0;
}

bool sim_tmp1xx_write(void *context, uint8_t byte)
{
    struct sim_tmp1xx *sim = (struct sim_tmp1xx *)context;
    if (sim->max_bytes != 0 && sim->bytes >= sim->max_bytes) {
        return false;
    }
    if (sim->bytes == 0) {
        sim->pointer = byte % REGISTERS;
    } else if (sim->pointer != 0) {
        uint16_t *reg = &sim->registers[sim->pointer];
        *reg = (uint16_t)(*reg << 8 | byte);
    }
    sim->bytes++;
    return true;
}

uint8_t sim_tmp1xx_read(void *context)
{
    struct sim_tmp1xx *sim = (struct sim_tmp1xx *)context;
    const uint16_t value = sim->registers[sim->pointer];
    return (uint8_t)(sim->bytes++ % 2 == 0 ? value >> 8 : value & 0xff);
}
