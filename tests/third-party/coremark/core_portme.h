/* SPDX-License-Identifier: MIT */
/*
 * The platform interface of CoreMark. Its time is the instruction count, with a million
 * instructions a "second". Iterations a second are therefore iterations per million instructions.
 */
#ifndef CORE_PORTME_H
#define CORE_PORTME_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define HAS_FLOAT  1
#define HAS_TIME_H 0
#define USE_CLOCK  0
#define HAS_STDIO  1

/* 0: ee_printf is defined elsewhere. */
#ifndef HAS_PRINTF
#define HAS_PRINTF 1
#endif
#if !HAS_PRINTF
int ee_printf(const char *format, ...);
#endif

/* 0: CoreMark finds the number itself. */
#ifndef ITERATIONS
#define ITERATIONS 0
#endif

/* CMake defines COMPILER_VERSION and COMPILER_FLAGS. */
#define MEM_LOCATION "STATIC"

#define SEED_METHOD       SEED_VOLATILE
#define MEM_METHOD        MEM_STATIC
#define MULTITHREAD       1
#define MAIN_HAS_NOARGC   1
#define MAIN_HAS_NORETURN 0

typedef int8_t ee_s8;
typedef uint8_t ee_u8;
typedef int16_t ee_s16;
typedef uint16_t ee_u16;
typedef int32_t ee_s32;
typedef uint32_t ee_u32;
typedef float ee_f32;
typedef uintptr_t ee_ptr_int;
typedef size_t ee_size_t;
typedef uint64_t CORE_TICKS;

#define align_mem(x) ((void *)(((ee_ptr_int)(x) + 3) & ~(ee_ptr_int)3))

typedef struct CORE_PORTABLE_S {
    ee_u8 portable_id;
} core_portable;

extern ee_u32 default_num_contexts;
extern volatile ee_s32 seed1_volatile, seed2_volatile, seed3_volatile;
extern volatile ee_s32 seed4_volatile, seed5_volatile;

void portable_init(core_portable *portable, int *argc, char *argv[]);
void portable_fini(core_portable *portable);
void start_time(void);
void stop_time(void);
CORE_TICKS get_time(void);
double time_in_secs(CORE_TICKS ticks);

#endif
