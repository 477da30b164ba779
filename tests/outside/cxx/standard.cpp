/* SPDX-License-Identifier: MIT */
/*
 * The headers of a freestanding implementation (C++17, 20.5.1.3), where the toolchain has them.
 */
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <new>
#include <type_traits>

#include <stdio.h>

namespace {

std::atomic<std::uint32_t> count{0};
alignas(16) std::byte memory[sizeof(std::uint64_t)];

template <typename T> std::enable_if_t<std::is_unsigned_v<T>, T> largest()
{
    return std::numeric_limits<T>::max();
}

unsigned sum(std::initializer_list<unsigned> values)
{
    for (unsigned value : values) {
        count.fetch_add(value);
    }
    return count.load(std::memory_order_acquire);
}

} // namespace

int main()
{
    std::uint64_t *const placed = new (memory) std::uint64_t(7);
    const char *const same = std::launder(placed) == placed ? "placed" : "moved";
    printf("sum %u, largest %u, %s %u\n", sum({1, 2, 3}),
           static_cast<unsigned>(largest<std::uint16_t>()), same, static_cast<unsigned>(*placed));
    return 0;
}
