/* SPDX-License-Identifier: MIT */
/* TMP1xx. Register 0 is the temperature: the upper 12 bits of two bytes, in units of 1/16
 * degree. */
#include <tmp1xx.h>

enum {
    REG_TEMPERATURE = 0,
    EXTENDED = 1, /* lowest bit of the register: the value has 13 bits instead of 12 */
    TIMEOUT_US = 10000,
};

int tmp1xx_read(const struct tmp1xx *sensor, int32_t *millicelsius)
{
    const uint8_t reg = REG_TEMPERATURE;
    uint8_t raw[2];
    const int status = hal_i2c_write_read(sensor->bus, sensor->address, &reg, sizeof(reg), raw,
                                          sizeof(raw), TIMEOUT_US);
    if (status < 0) {
        return status;
    }
    const int32_t value = (int16_t)(raw[0] << 8 | raw[1]);
    const int32_t sixteenths = (value & EXTENDED) != 0 ? value >> 3 : value >> 4;
    *millicelsius = sixteenths * 1000 / 16;
    return HAL_OK;
}
