/* SPDX-License-Identifier: MIT */
/* A simulated TMP1xx temperature sensor for a struct sim_i2c. */
#ifndef SIM_TMP1XX_H
#define SIM_TMP1XX_H

#include <sim_i2c.h>

#ifdef __cplusplus
extern "C" {
#endif

struct sim_tmp1xx {
    uint16_t registers[4]; /**< Temperature, configuration, low and high limit. */
    uint8_t pointer;
    uint8_t bytes;     /**< Written or read since the start. */
    uint8_t max_bytes; /**< Bytes of a write that are acknowledged; 0 for all. */
};

/** Sets the temperature in sixteenths of a degree, in the 13-bit format if @p extended. */
void sim_tmp1xx_set(struct sim_tmp1xx *sim, int32_t sixteenths, bool extended);

/* For struct sim_i2c_part, with a struct sim_tmp1xx as context. */
void sim_tmp1xx_start(void *context);
bool sim_tmp1xx_write(void *context, uint8_t byte);
uint8_t sim_tmp1xx_read(void *context);

#ifdef __cplusplus
}
#endif

#endif
