/* SPDX-License-Identifier: MIT */
/* See model_tx.h. */
#include <model_tx.h>
#include <string.h>

void model_tx_init(struct model_tx *tx, unsigned size)
{
    memset(tx, 0, sizeof(*tx));
    tx->size = size;
    tx->looks_per_send = 1;
    tx->send_per_look = MODEL_TX_MOST;
}

bool model_tx_store(struct model_tx *tx, uint8_t byte)
{
    if (tx->count >= tx->size) {
        tx->overflows++;
        return false;
    }
    tx->bytes[tx->count++] = byte;
    return true;
}

void model_tx_send(struct model_tx *tx, unsigned count)
{
    while (count-- != 0 && tx->count != 0) {
        if (tx->sent_count < MODEL_TX_SENT) {
            tx->sent[tx->sent_count++] = tx->bytes[0];
        }
        memmove(tx->bytes, tx->bytes + 1, --tx->count);
    }
}

bool model_tx_look(struct model_tx *tx)
{
    if (tx->count == 0 || tx->send_per_look == 0 || ++tx->looks < tx->looks_per_send) {
        return false;
    }
    tx->looks = 0;
    model_tx_send(tx, tx->send_per_look);
    return true;
}
