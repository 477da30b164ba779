/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer drives the heap's model. The input's first byte selects the heap's shape. Then every
 * six bytes are an operation.
 */
#include <heap_model.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char memory[16384] __attribute__((aligned(16)));

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct heap_model model;
    uint16_t choice;
    uint32_t amount;
    uint8_t shape = size != 0 ? data[0] : 0;

    heap_model_start(&model, shape & 3, memory, shape & 4 ? sizeof(memory) : 2000, (shape & 8) != 0,
                     (size_t)16 << (shape >> 4 & 7));
    for (size_t at = 1; at + sizeof(choice) + sizeof(amount) <= size;
         at += sizeof(choice) + sizeof(amount)) {
        memcpy(&choice, data + at, sizeof(choice));
        memcpy(&amount, data + at + sizeof(choice), sizeof(amount));
        if (!heap_model_step(&model, choice, amount) ||
            (choice % 8 == 0 && !heap_model_check(&model))) {
            abort();
        }
    }
    if (!heap_model_finish(&model)) {
        abort();
    }
    return 0;
}
