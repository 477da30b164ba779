/* SPDX-License-Identifier: MIT */
/** @file
 * The part of rt/detail/log.h for C: a site is a constant in a section of its own.
 */
#ifndef RT_DETAIL_LOG_C_H
#define RT_DETAIL_LOG_C_H

/* The type that a variadic function would get, but float stays float. */
#define RTI_LOG_TYPE(x) __typeof__(1 ? (x) : (x))

#define RTI_LOG_ADDRESS(variable) ((const void *)&(variable))

/* What an argument is: 4 or 8 bytes, float, double or string; b is a dump. */
#define RTI_LOG_KIND(x)    \
    _Generic((x),          \
        char *: 's',       \
        const char *: 's', \
        float: 'f',        \
        double: 'd',       \
        default: sizeof(RTI_LOG_TYPE(x)) == 8 ? '8' : '4')

/* GCC prints the name as it stands, so this makes the section one that is not loaded. */
#ifdef __clang__
#define RTI_LOG_SECTION ".rivet.log"
#else
#define RTI_LOG_SECTION ".rivet.log,\"\",@progbits#"
#endif

#define RTI_LOG_SITE(header, severity, text, addend, ...)                     \
    static const struct {                                                     \
        uint16_t line;                                                        \
        uint8_t level;                                                        \
        char kinds[9];                                                        \
        char file[sizeof(__FILE__)];                                          \
        char format[sizeof(text)];                                            \
    } rti_log_site_ __attribute__((section(RTI_LOG_SECTION), aligned(8))) = { \
        (uint16_t)__LINE__, severity, {__VA_ARGS__}, __FILE__, text};         \
    __asm__ volatile(RTI_LOG_CODE("%1", "%2") : "=r"(header) : "i"(&rti_log_site_), "i"(addend));

#endif
