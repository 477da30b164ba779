/* SPDX-License-Identifier: MIT */
/*
 * FatFs on one hal_block that needs no erasing, such as a card.
 */
#include <ff.h> /* before diskio.h, which needs its types */

#include <board.h>
#include <diskio.h>

enum {
    SECTOR = FF_MIN_SS,
};

static const struct hal_block *const card = &board_sd.block;

static DRESULT result_of(int status)
{
    if (status >= 0) {
        return RES_OK;
    }
    return status == HAL_ERR_INVALID ? RES_PARERR : RES_ERROR;
}

DSTATUS disk_initialize(BYTE drive)
{
    return hal_block_open(card) < 0 ? STA_NOINIT : disk_status(drive);
}

DSTATUS disk_status(BYTE drive)
{
    (void)drive;
    return hal_block_get_geometry(card)->size == 0 ? STA_NOINIT : 0;
}

DRESULT disk_read(BYTE drive, BYTE *data, LBA_t sector, UINT count)
{
    (void)drive;
    return result_of(hal_block_read(card, (uint64_t)sector * SECTOR, data, (size_t)count * SECTOR));
}

DRESULT disk_write(BYTE drive, const BYTE *data, LBA_t sector, UINT count)
{
    (void)drive;
    return result_of(
        hal_block_program(card, (uint64_t)sector * SECTOR, data, (size_t)count * SECTOR));
}

/* CTRL_SYNC has nothing to do: hal_block_program returns when the data is on the card. */
DRESULT disk_ioctl(BYTE drive, BYTE command, void *data)
{
    (void)drive;
    if (command == GET_SECTOR_COUNT) {
        *(LBA_t *)data = (LBA_t)(hal_block_get_geometry(card)->size / SECTOR);
    } else if (command == GET_BLOCK_SIZE) {
        *(DWORD *)data = hal_block_get_geometry(card)->erase_unit / SECTOR;
    } else if (command != CTRL_SYNC) {
        return RES_PARERR;
    }
    return RES_OK;
}
