/* SPDX-License-Identifier: MIT */
/** @file
 * Core files: the state of a firmware that panicked, for `gdb-multiarch fw.elf core`.
 *
 * CORE_FILE PATH in rivet_add_firmware makes every panic write one, through semihosting, to that
 * path on the host. A firmware with an rt_panic_end of its own calls rt_core_file_write itself.
 */
#ifndef RT_CORE_FILE_H
#define RT_CORE_FILE_H

#include <hal/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes an ELF core file of the panic under way to @p path on the host: the registers of the hart
 * that panicked and of every hart that it could stop, as GDB's threads 1 + mhartid, and RAM from
 * the first stack to the end of the heap. Callable from rt_panic_end only.
 *
 * @return 0; HAL_ERR_ABSENT when the host does not open the file or there is no host; HAL_ERR_IO
 * when it could not be written to the end.
 */
HAL_NODISCARD int rt_core_file_write(const char *path);

#ifdef __cplusplus
}
#endif

#endif
