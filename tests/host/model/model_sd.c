/* SPDX-License-Identifier: MIT */
/* See model_sd.h. Checksums are computed bit by bit, unlike in the driver. */
#include <model_sd.h>
#include <string.h>

static unsigned crc(const uint8_t *data, size_t size, unsigned width, unsigned polynomial)
{
    unsigned value = 0;
    for (size_t i = 0; i < size * 8; i++) {
        const unsigned bit = (unsigned)data[i / 8] >> (7 - i % 8) & 1U;
        const unsigned top = value >> (width - 1) & 1U;
        value = (value << 1) & ((1U << width) - 1);
        value ^= (bit ^ top) != 0 ? polynomial : 0;
    }
    return value;
}

static void answer(struct model_sd *sd, const void *bytes, size_t size)
{
    memcpy(sd->queue + sd->queued, bytes, size);
    sd->queued += (unsigned)size;
}

static void answer_byte(struct model_sd *sd, unsigned byte, unsigned times)
{
    memset(sd->queue + sd->queued, (int)byte, times);
    sd->queued += times;
}

static void answer_packet(struct model_sd *sd, const uint8_t *data, size_t size)
{
    unsigned sum = crc(data, size, 16, 0x1021);
    sum ^= sd->corrupt_reads ? 1 : 0;
    answer_byte(sd, 0xff, sd->delay);
    answer_byte(sd, 0xfe, 1);
    answer(sd, data, size);
    answer_byte(sd, sum >> 8, 1);
    answer_byte(sd, sum & 0xff, 1);
}

static void answer_csd(struct model_sd *sd)
{
    uint8_t csd[16] = {0};
    if (sd->csd != NULL) {
        memcpy(csd, sd->csd, sizeof(csd));
    } else if (sd->version_1) {
        csd[5] = 9;                                      /* blocks of 512 */
        const unsigned c_size = MODEL_SD_BLOCKS / 4 - 1; /* in units of 4 blocks */
        csd[6] = (uint8_t)(c_size >> 10);
        csd[7] = (uint8_t)(c_size >> 2);
        csd[8] = (uint8_t)(c_size << 6);
    } else {
        csd[0] = 0x40;
        csd[9] = MODEL_SD_BLOCKS / 1024 - 1; /* in units of 512 KiB */
    }
    csd[15] = 1;
    answer_packet(sd, csd, sizeof(csd));
}

/* Sets the block of an address; returns R1's bits for the address. */
static unsigned address(struct model_sd *sd, uint32_t argument)
{
    sd->block = sd->version_1 ? argument / 512 : argument;
    if (sd->version_1 && argument % 512 != 0) {
        return 0x20;
    }
    return sd->block < sd->blocks || sd->tells_range_in_token ? 0 : sd->range_refusal;
}

static void read_block(struct model_sd *sd)
{
    if (sd->bad_token != 0 && sd->block == sd->bad_block) {
        answer_byte(sd, 0xff, sd->delay);
        answer_byte(sd, sd->bad_token, 1);
    } else if (sd->block < sd->blocks) {
        answer_packet(sd, sd->memory + sd->block % MODEL_SD_BLOCKS * 512, 512);
    } else {
        answer_byte(sd, 0xff, sd->delay);
        answer_byte(sd, 0x08, 1);
    }
}

static void carry_out(struct model_sd *sd, unsigned code, uint32_t argument)
{
    const unsigned r1 = (sd->up ? 0 : 1) | (sd->was_illegal ? 4 : 0);
    const bool app = sd->is_app;
    sd->is_app = false;
    sd->was_illegal = false;
    if (code == 0 && sd->deaf_left != 0) {
        sd->deaf_left--;
        answer_byte(sd, 0, 1);
    } else if (code == 0) {
        sd->up = false;
        answer_byte(sd, 1, 1);
    } else if (code == 8 && !sd->version_1) {
        answer_byte(sd, r1, 1);
        answer(sd, (const uint8_t[]){0, 0, 1, (uint8_t)argument}, 4);
    } else if (code == 55) {
        sd->is_app = true;
        answer_byte(sd, r1, 1);
    } else if (code == 41 && app) {
        sd->up = !sd->never_ready && sd->init_left == 0;
        sd->init_left -= sd->init_left != 0 ? 1 : 0;
        answer_byte(sd, sd->up ? 0 : 1, 1);
    } else if (code == 58) {
        answer_byte(sd, r1, 1);
        answer(sd, (const uint8_t[]){sd->version_1 ? 0x80 : 0xc0, 0xff, 0x80, 0}, 4);
    } else if (code == 59) {
        sd->crc_on = (argument & 1) != 0;
        answer_byte(sd, r1, 1);
    } else if (code == 9 && sd->refuses_csd) {
        sd->was_illegal = true;
        answer_byte(sd, r1 | 4, 1);
    } else if (code == 9) {
        answer_byte(sd, r1, 1);
        answer_csd(sd);
    } else if (code == 13 && !sd->refuses_status) {
        answer_byte(sd, r1, 1);
        answer_byte(sd, sd->status, 1);
    } else if ((code == 17 || code == 24) && sd->up) {
        const unsigned refusal = address(sd, argument);
        answer_byte(sd, r1 | refusal, 1);
        sd->wants_packet = refusal == 0 && code == 24 && sd->block < sd->blocks;
        sd->packet_size = 0;
        if (refusal == 0 && code == 17) {
            read_block(sd);
        }
    } else {
        answer_byte(sd, r1 | 4, 1);
    }
}

static void take_frame(struct model_sd *sd)
{
    const uint8_t *f = sd->frame;
    sd->queued = 0;
    sd->taken = 0;
    answer_byte(sd, 0xff, sd->delay);
    const unsigned code = f[0] & 0x3f;
    if (f[5] != (crc(f, 5, 7, 0x09) << 1 | 1) && (sd->crc_on || code == 0 || code == 8)) {
        sd->bad_crcs++;
        answer_byte(sd, 8, 1);
        return;
    }
    carry_out(sd, code, (uint32_t)f[1] << 24 | (uint32_t)f[2] << 16 | (uint32_t)f[3] << 8 | f[4]);
}

static void take_packet(struct model_sd *sd)
{
    const unsigned sum = (unsigned)sd->packet[513] << 8 | sd->packet[514];
    sd->wants_packet = false;
    sd->queued = 0;
    sd->taken = 0;
    if (crc(sd->packet + 1, 512, 16, 0x1021) != sum) {
        sd->bad_crcs++;
        answer_byte(sd, 0xeb, 1);
    } else if (sd->reject_writes) {
        answer_byte(sd, 0xed, 1);
    } else {
        memcpy(sd->memory + sd->block % MODEL_SD_BLOCKS * 512, sd->packet + 1, 512);
        answer_byte(sd, 0xe5, 1);
    }
    answer_byte(sd, 0, sd->busy_bytes);
}

static void select(struct model_spi_part *part, bool selected)
{
    struct model_sd *sd = (struct model_sd *)part;
    sd->selected = selected;
    sd->clocked = false;
    sd->frame_size = 0;
    sd->wants_packet = sd->wants_packet && selected;
}

static uint8_t out(struct model_spi_part *part)
{
    struct model_sd *sd = (struct model_sd *)part;
    if (!sd->clocked) {
        sd->clocked = true;
        return 0xff;
    }
    if (sd->busy_left != 0) {
        sd->busy_left--;
        return 0;
    }
    return sd->taken < sd->queued ? sd->queue[sd->taken++] : 0xff;
}

static void in(struct model_spi_part *part, uint8_t byte)
{
    struct model_sd *sd = (struct model_sd *)part;
    if (sd->busy_left != 0) {
        sd->disturbed += (byte & 0xc0) == 0x40 ? 1 : 0;
    } else if (sd->wants_packet && (sd->packet_size != 0 || byte == 0xfe)) {
        sd->packet[sd->packet_size++] = byte;
        if (sd->packet_size == sizeof(sd->packet)) {
            take_packet(sd);
        }
    } else if (!sd->wants_packet && (sd->frame_size != 0 || (byte & 0xc0) == 0x40)) {
        sd->frame[sd->frame_size++] = byte;
        if (sd->frame_size == sizeof(sd->frame)) {
            sd->frame_size = 0;
            take_frame(sd);
        }
    }
}

void model_sd_init(struct model_sd *sd)
{
    memset(sd, 0, sizeof(*sd));
    sd->part = (struct model_spi_part){select, out, in};
    sd->blocks = MODEL_SD_BLOCKS;
    sd->range_refusal = 0x40;
    sd->init_left = 3;
    sd->busy_bytes = 5;
    sd->delay = 2;
}
