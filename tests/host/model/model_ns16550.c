/* SPDX-License-Identifier: MIT */
/* See model_ns16550.h. Offsets and bits from the PC16550D data sheet, table II. */
#include <model_ns16550.h>
#include <string.h>

enum {
    LCR_DLAB = 0x80,
    LSR_OVERRUN = 0x02,
    FCR_ENABLE = 1,
    FCR_CLEAR_RX = 2,
    FCR_CLEAR_TX = 4,
};

static uint8_t take(struct model_ns16550 *m)
{
    if (m->rx_count == 0) {
        m->rx_underflows++;
        return 0;
    }
    const uint8_t character = m->rx[0];
    m->rx_count--;
    memmove(m->rx, m->rx + 1, m->rx_count);
    memmove(m->rx_errors, m->rx_errors + 1, m->rx_count);
    return character;
}

static uint8_t line_status(struct model_ns16550 *m)
{
    (void)model_tx_look(&m->tx);
    unsigned lsr = m->tx.count == 0 ? 0x60 : 0;
    if (m->rx_count != 0) {
        lsr |= 1U | m->rx_errors[0];
        m->rx_errors[0] = 0;
    }
    lsr |= m->overrun;
    m->overrun = 0;
    return (uint8_t)lsr;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    struct model_ns16550 *m = (struct model_ns16550 *)device;
    if (m->absent) {
        return 0xff;
    }
    const bool dlab = (m->lcr & LCR_DLAB) != 0;
    switch (offset >> m->reg_shift) {
    case 0:
        return dlab ? m->dll : take(m);
    case 1:
        return dlab ? m->dlm : m->ier;
    case 3:
        return m->lcr;
    case 4:
        return m->mcr;
    case 5:
        return line_status(m);
    default:
        return 0;
    }
}

static void control_fifo(struct model_ns16550 *m, uint8_t value)
{
    m->fcr = value;
    m->tx.size = (value & FCR_ENABLE) != 0 ? MODEL_NS16550_FIFO : 1;
    if ((value & FCR_CLEAR_RX) != 0) {
        m->rx_count = 0;
    }
    if ((value & FCR_CLEAR_TX) != 0) {
        m->tx.count = 0;
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    struct model_ns16550 *m = (struct model_ns16550 *)device;
    const uint8_t byte = (uint8_t)value;
    const unsigned reg = (offset >> m->reg_shift) + ((m->lcr & LCR_DLAB) != 0 ? 8 : 0);
    if (m->absent) {
        return;
    }
    switch (reg) {
    case 0:
        (void)model_tx_store(&m->tx, byte);
        break;
    case 1:
        m->ier = byte;
        break;
    case 2:
    case 10:
        control_fifo(m, byte);
        break;
    case 3:
    case 11:
        m->lcr = byte;
        break;
    case 4:
    case 12:
        m->mcr = byte;
        break;
    case 8:
        m->dll = byte;
        break;
    case 9:
        m->dlm = byte;
        break;
    default:
        break;
    }
}

void model_ns16550_init(struct model_ns16550 *model, uintptr_t base, unsigned reg_shift)
{
    memset(model, 0, sizeof(*model));
    model->device.base = base;
    model->device.size = 8U << reg_shift;
    model->device.width = 1;
    model->device.load = load;
    model->device.store = store;
    model->reg_shift = reg_shift;
    model_tx_init(&model->tx, 1);
    model_attach(&model->device);
}

void model_ns16550_receive(struct model_ns16550 *model, uint8_t character, uint8_t errors)
{
    if (model->rx_count == MODEL_NS16550_FIFO) {
        model->overrun = LSR_OVERRUN;
        return;
    }
    model->rx[model->rx_count] = character;
    model->rx_errors[model->rx_count++] = errors;
}

bool model_ns16550_irq(const struct model_ns16550 *model)
{
    return ((model->ier & 1) != 0 && model->rx_count != 0) ||
           ((model->ier & 2) != 0 && model->tx.count == 0);
}
