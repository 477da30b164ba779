/* SPDX-License-Identifier: MIT */
/** @file
 * The part of rt/detail/log.h for C++: assembly places a site's text, in constants of 8 characters.
 * GCC ignores the section of a constant in a template, and rejects one that only some inline
 * functions have.
 */
#ifndef RT_DETAIL_LOG_CXX_H
#define RT_DETAIL_LOG_CXX_H

#ifdef __cplusplus

#include <stddef.h>
#include <stdint.h>

/* The type that a variadic function would get, but float stays float. */
#define RTI_LOG_TYPE(x) decltype(+(x))

#define RTI_LOG_ADDRESS(variable) static_cast<const void *>(&(variable))

extern "C++" {

template <typename T> struct rti_log_kind {
    static constexpr char value = sizeof(T) == 8 ? '8' : '4';
};
template <> struct rti_log_kind<char *> {
    static constexpr char value = 's';
};
template <> struct rti_log_kind<const char *> {
    static constexpr char value = 's';
};
template <> struct rti_log_kind<float> {
    static constexpr char value = 'f';
};
template <> struct rti_log_kind<double> {
    static constexpr char value = 'd';
};

template <uint64_t number> struct rti_log_constant {
    static constexpr uint64_t value = number;
};

/* Up to 8 characters from @p first on, as a number; zeros after the end. */
constexpr uint64_t rti_log_pack(const char *text, size_t size, size_t first, size_t i = 0)
{
    return i == 8 || first + i >= size ? 0
                                       : (uint64_t)(unsigned char)text[first + i] << 8 * i |
                                             rti_log_pack(text, size, first, i + 1);
}

struct rti_log_kinds {
    char text[9];
    constexpr uint64_t pack() const
    {
        return rti_log_pack(text, 8, 0);
    }
};
}

/* What an argument is: 4 or 8 bytes, float, double or string; b is a dump. */
#define RTI_LOG_KIND(x) rti_log_kind<RTI_LOG_TYPE(x)>::value

#define RTI_LOG_PACKED(text, i) \
    "i"(rti_log_constant<rti_log_pack(text, sizeof(text), 8 * (i))>::value)

#define RTI_LOG_SITE(header, severity, text, addend, ...)                                  \
    static_assert(sizeof(text) <= 200 || (severity) == RTI_LOG_LEVEL_CHECK,                \
                  "the format of a log call in C++ has at most 199 bytes");                \
    __asm__ volatile(                                                                      \
        ".pushsection .rivet.log, \"\", @progbits\n\t"                                     \
        ".balign 8\n"                                                                      \
        "8:\n\t"                                                                           \
        ".2byte " RTI_LOG_TEXT(                                                            \
            __LINE__) " & 0xffff\n\t"                                                      \
                      ".byte %2\n\t"                                                       \
                      ".8byte %3\n\t"                                                      \
                      ".byte 0\n\t"                                                        \
                      ".asciz \"" __FILE__ "\"\n\t"                                        \
                      ".8byte %4, %5, %6, %7, %8, %9, %10, %11, %12, %13, %14, %15, %16, " \
                      "%17, %18\n\t"                                                       \
                      ".8byte %19, %20, %21, %22, %23, %24, %25, %26, %27, %28\n\t"        \
                      ".popsection\n\t" RTI_LOG_CODE("8b", "%1")                           \
        : "=r"(header)                                                                     \
        : "i"(addend), "i"(severity),                                                      \
          "i"(rti_log_constant<rti_log_kinds{{__VA_ARGS__}}.pack()>::value),               \
          RTI_LOG_PACKED(text, 0), RTI_LOG_PACKED(text, 1), RTI_LOG_PACKED(text, 2),       \
          RTI_LOG_PACKED(text, 3), RTI_LOG_PACKED(text, 4), RTI_LOG_PACKED(text, 5),       \
          RTI_LOG_PACKED(text, 6), RTI_LOG_PACKED(text, 7), RTI_LOG_PACKED(text, 8),       \
          RTI_LOG_PACKED(text, 9), RTI_LOG_PACKED(text, 10), RTI_LOG_PACKED(text, 11),     \
          RTI_LOG_PACKED(text, 12), RTI_LOG_PACKED(text, 13), RTI_LOG_PACKED(text, 14),    \
          RTI_LOG_PACKED(text, 15), RTI_LOG_PACKED(text, 16), RTI_LOG_PACKED(text, 17),    \
          RTI_LOG_PACKED(text, 18), RTI_LOG_PACKED(text, 19), RTI_LOG_PACKED(text, 20),    \
          RTI_LOG_PACKED(text, 21), RTI_LOG_PACKED(text, 22), RTI_LOG_PACKED(text, 23),    \
          RTI_LOG_PACKED(text, 24));

#endif

#endif
