/* SPDX-License-Identifier: MIT */
/* The contract of <hal/i2c.h>. */
#include "contract.h"

enum {
    TIMEOUT_US = 100000,
};

static const char *check_arguments(const struct hal_i2c *bus)
{
    uint8_t byte = 0;
    const struct hal_i2c_message write = {&byte, NULL, 1};
    const struct hal_i2c_message both = {&byte, &byte, 1};
    const struct hal_i2c_message empty_read = {NULL, &byte, 0};
    CONTRACT_REFUSED(hal_i2c_transfer(bus, 0x07, &write, 1, TIMEOUT_US));
    CONTRACT_REFUSED(hal_i2c_transfer(bus, 0x78, &write, 1, TIMEOUT_US));
    CONTRACT_REFUSED(hal_i2c_transfer(bus, 0x50, &write, 0, TIMEOUT_US));
    CONTRACT_REFUSED(hal_i2c_transfer(bus, 0x50, &both, 1, TIMEOUT_US));
    CONTRACT_REFUSED(hal_i2c_transfer(bus, 0x50, &empty_read, 1, TIMEOUT_US));
    return NULL;
}

const char *contract_i2c(const struct hal_i2c *bus, uint8_t address, uint8_t reg, uint8_t absent)
{
    uint8_t first[2];
    uint8_t second[2];
    const struct hal_i2c_message probe = {NULL, NULL, 0};
    const struct hal_i2c_message get[] = {{&reg, NULL, 1}, {NULL, first, 2}};
    const struct hal_i2c_message again[] = {{&reg, NULL, 1}, {NULL, second, 2}};
    const char *failure = check_arguments(bus);
    if (failure != NULL) {
        return failure;
    }
    CONTRACT(hal_i2c_recover(bus) == HAL_OK);
    CONTRACT(hal_i2c_transfer(bus, absent, &probe, 1, TIMEOUT_US) == HAL_ERR_ABSENT);
    CONTRACT(hal_i2c_transfer(bus, absent, get, 2, TIMEOUT_US) == HAL_ERR_ABSENT);
    CONTRACT(hal_i2c_transfer(bus, address, &probe, 1, TIMEOUT_US) == HAL_OK);
    CONTRACT(hal_i2c_transfer(bus, address, get, 2, TIMEOUT_US) == HAL_OK);
    CONTRACT(hal_i2c_transfer(bus, address, again, 2, TIMEOUT_US) == HAL_OK);
    CONTRACT(first[0] == second[0] && first[1] == second[1]);
    return NULL;
}
