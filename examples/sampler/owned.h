/* SPDX-License-Identifier: MIT */
/*
 * An object in a block of a pool, as std::unique_ptr is one on the heap: the destructor gives the
 * block back. The standard library's needs <memory>, which not every toolchain has.
 */
#ifndef OWNED_H
#define OWNED_H

#include <rt/pool.h>

/** A @p T in a block of @p pool, or nothing. T is trivial, and RT_POOL's blocks have its size. */
template <typename T, rt_pool &pool> class Owned {
    static_assert(__is_trivially_copyable(T), "a block is reused without a destructor");
    static_assert(alignof(T) <= RT_POOL_ALIGNMENT, "the pool aligns to two words");

  public:
    Owned() = default;

    /** Takes over what release() returned elsewhere; NULL for nothing. */
    explicit Owned(T *object) : object_(object)
    {
    }

    Owned(Owned &&other) noexcept : object_(other.release())
    {
    }

    Owned &operator=(Owned &&other) noexcept
    {
        T *const object = other.release();
        rt_pool_free(&pool, object_);
        object_ = object;
        return *this;
    }

    ~Owned()
    {
        rt_pool_free(&pool, object_);
    }

    /** A T from the pool, all zero; nothing if all blocks are in use. */
    static Owned make()
    {
        T *const object = static_cast<T *>(rt_pool_alloc(&pool));
        if (object != nullptr) {
            *object = T{};
        }
        return Owned(object);
    }

    /** Gives the object up without freeing it, to pass it on as a plain pointer. */
    T *release()
    {
        T *const object = object_;
        object_ = nullptr;
        return object;
    }

    explicit operator bool() const
    {
        return object_ != nullptr;
    }

    T *operator->() const
    {
        return object_;
    }

    T &operator*() const
    {
        return *object_;
    }

  private:
    T *object_ = nullptr;
};

#endif
