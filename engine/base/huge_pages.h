// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <sys/mman.h>

namespace gemeinsim {

/// Memory for large tables that are read in no order: asks the system for pages of 2 MiB, so that the processor's
/// table of pages covers all of it. Small tables come from where all others do. Changes no result.
template <class T>
struct HugePages {
    using value_type = T;
    HugePages() = default;
    template <class U>
    explicit HugePages(const HugePages<U>&) {}

    static constexpr std::size_t page = std::size_t{1} << 21U;
    static constexpr std::size_t fewest_bytes = 4 * page;

    T* allocate(std::size_t count) {
        const std::size_t bytes = count * sizeof(T);
        if (bytes < fewest_bytes) return static_cast<T*>(::operator new(bytes));
        const std::size_t whole = (bytes + page - 1) / page * page;
        void* const memory = std::aligned_alloc(page, whole);
        if (memory == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
        madvise(memory, whole, MADV_HUGEPAGE);  // where it is refused, small pages serve
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count) {
        if (count * sizeof(T) < fewest_bytes)
            ::operator delete(memory);
        else
            std::free(memory);
    }
    template <class U>
    bool operator==(const HugePages<U>&) const {
        return true;
    }
};

}  // namespace gemeinsim
