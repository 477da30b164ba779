/* SPDX-License-Identifier: MIT */
/*
 * Bit-banged I2C. Lines are only pulled low or released. Data changes while the clock is low. A
 * change while the clock is high is a start (falling) or a stop (rising). Between calls both lines
 * are released.
 */
#include <bitbang_i2c.h>

#include <assert.h>

enum {
    ADDRESS_MIN = 0x08,
    ADDRESS_MAX = 0x77,
    READ_BIT = 1,
    RECOVERY_CLOCKS = 9,
    RECOVERY_TIMEOUT_US = 1000, /* for each clock that a part stretches */
    NS_PER_S = 1000000000,
};

/* One transfer: the bus, its speed, and the deadline for clock stretching. */
struct transfer {
    const struct bitbang_i2c *i2c;
    struct hal_deadline deadline;
    uint32_t half_ns;
};

static inline const struct bitbang_i2c *device(const struct hal_i2c *bus)
{
    static_assert(offsetof(struct bitbang_i2c, bus) == 0, "the interface comes first");
    return (const struct bitbang_i2c *)bus;
}

int bitbang_i2c_init(const struct bitbang_i2c *i2c)
{
    const int status = hal_pin_configure(&i2c->scl, HAL_GPIO_OPEN_DRAIN);
    return status == HAL_OK ? hal_pin_configure(&i2c->sda, HAL_GPIO_OPEN_DRAIN) : status;
}

static struct transfer start_transfer(const struct bitbang_i2c *i2c, uint32_t timeout_us)
{
    struct transfer t = {
        .i2c = i2c,
        .deadline = hal_deadline_start(i2c->timer, timeout_us),
        .half_ns = (NS_PER_S - 1) / (2 * i2c->hz) + 1,
    };
    return t;
}

static void half_period(const struct transfer *t)
{
    hal_timer_delay_ns(t->i2c->timer, t->half_ns);
}

static void set_sda(const struct transfer *t, bool high)
{
    hal_pin_write(&t->i2c->sda, high);
}

static bool sda(const struct transfer *t)
{
    return hal_pin_read(&t->i2c->sda);
}

static void scl_down(const struct transfer *t)
{
    hal_pin_write(&t->i2c->scl, false);
}

/* Releases the clock and waits while a device stretches it. */
static int scl_up(struct transfer *t)
{
    hal_pin_write(&t->i2c->scl, true);
    while (!hal_pin_read(&t->i2c->scl)) {
        if (hal_deadline_passed(&t->deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

/* Begins with an idle bus, or with a low clock for a repeated start. Leaves the clock low. */
static int start(struct transfer *t)
{
    set_sda(t, true);
    half_period(t);
    const int status = scl_up(t);
    if (status < 0) {
        return status;
    }
    half_period(t);
    if (!sda(t)) {
        return HAL_ERR_BUSY;
    }
    set_sda(t, false);
    half_period(t);
    scl_down(t);
    return HAL_OK;
}

/* Begins with a low clock. Returns 0 if both lines are high at the end, else an error. */
static int stop(struct transfer *t)
{
    set_sda(t, false);
    half_period(t);
    int status = scl_up(t);
    half_period(t);
    set_sda(t, true);
    half_period(t);
    if (status == HAL_OK && !sda(t)) {
        status = HAL_ERR_BUSY;
    }
    return status;
}

/* One clock from low to low. Returns the bit on the wire while the clock was high, or an error. */
static int clock_bit(struct transfer *t, bool out)
{
    set_sda(t, out);
    half_period(t);
    const int status = scl_up(t);
    if (status < 0) {
        return status;
    }
    const int seen = sda(t) ? 1 : 0;
    half_period(t);
    scl_down(t);
    return seen;
}

/* Returns 0 if acknowledged, HAL_ERR_NACK if not, or another error. */
static int write_byte(struct transfer *t, uint8_t byte)
{
    for (unsigned mask = 0x80; mask != 0; mask >>= 1) {
        const bool out = (byte & mask) != 0;
        const int seen = clock_bit(t, out);
        if (seen < 0) {
            return seen;
        }
        if (out && seen == 0) {
            return HAL_ERR_BUSY; /* another controller sends a 0 where this one sends a 1 */
        }
    }
    const int refused = clock_bit(t, true);
    return refused > 0 ? HAL_ERR_NACK : refused;
}

static int read_byte(struct transfer *t, uint8_t *byte, bool is_last)
{
    unsigned value = 0;
    for (int i = 0; i < 8; i++) {
        const int seen = clock_bit(t, true);
        if (seen < 0) {
            return seen;
        }
        value = (value << 1) | (unsigned)seen;
    }
    *byte = (uint8_t)value;
    const int seen = clock_bit(t, is_last);
    if (is_last && seen == 0) {
        return HAL_ERR_BUSY; /* another controller reads on, and a stop would disturb it */
    }
    return seen < 0 ? seen : HAL_OK;
}

static int send_address(struct transfer *t, uint8_t address, bool is_read)
{
    const int status = write_byte(t, (uint8_t)(address << 1 | (is_read ? READ_BIT : 0)));
    return status == HAL_ERR_NACK ? HAL_ERR_ABSENT : status;
}

static int exchange(struct transfer *t, uint8_t address, const struct hal_i2c_message *m)
{
    const uint8_t *tx = (const uint8_t *)m->tx;
    uint8_t *rx = (uint8_t *)m->rx;
    int status = start(t);
    if (status == HAL_OK) {
        status = send_address(t, address, rx != NULL);
    }
    for (size_t i = 0; i < m->size && status == HAL_OK; i++) {
        status = rx != NULL ? read_byte(t, &rx[i], i + 1 == m->size) : write_byte(t, tx[i]);
    }
    return status;
}

static bool is_valid(uint8_t address, const struct hal_i2c_message *messages, size_t count)
{
    bool valid = address >= ADDRESS_MIN && address <= ADDRESS_MAX && count != 0;
    for (size_t i = 0; i < count && valid; i++) {
        const struct hal_i2c_message *m = &messages[i];
        valid = m->rx != NULL ? m->tx == NULL && m->size != 0 : m->tx != NULL || m->size == 0;
    }
    return valid;
}

/* Used instead of a stop after losing arbitration: a stop would disturb the other controller. */
static void release(struct transfer *t)
{
    hal_pin_write(&t->i2c->sda, true);
    hal_pin_write(&t->i2c->scl, true);
}

static int transfer(const struct hal_i2c *bus, uint8_t address,
                    const struct hal_i2c_message *messages, size_t count, uint32_t timeout_us)
{
    if (!is_valid(address, messages, count)) {
        return HAL_ERR_INVALID;
    }
    struct transfer t = start_transfer(device(bus), timeout_us);
    int status = HAL_OK;
    for (size_t i = 0; i < count && status == HAL_OK; i++) {
        status = exchange(&t, address, &messages[i]);
    }
    if (status == HAL_ERR_BUSY || status == HAL_ERR_TIMEOUT) {
        release(&t);
        return status;
    }
    const int stopped = stop(&t);
    return status == HAL_OK ? stopped : status;
}

static int recover(const struct hal_i2c *bus)
{
    struct transfer t = start_transfer(device(bus), RECOVERY_TIMEOUT_US);
    int status = HAL_OK;
    set_sda(&t, true);
    for (int i = 0; i < RECOVERY_CLOCKS && !sda(&t) && status == HAL_OK; i++) {
        scl_down(&t);
        half_period(&t);
        status = scl_up(&t);
        half_period(&t);
    }
    if (status == HAL_OK && sda(&t)) {
        scl_down(&t);
        return stop(&t);
    }
    release(&t);
    return status == HAL_OK ? HAL_ERR_BUSY : status;
}

const struct hal_i2c_ops bitbang_i2c_ops = {
    .transfer = transfer,
    .recover = recover,
};
