# SPDX-License-Identifier: MIT
#
# Sets smepmp and smstateen, arguments of QEMU's -cpu for cores with Smepmp and Smstateen. The
# former property has another name before QEMU 8, which has the latter.
if(rivet_on_virt)
    execute_process(OUTPUT_VARIABLE properties COMMAND
        qemu-system-riscv${RIVET_XLEN} -device rv${RIVET_XLEN}-riscv-cpu,help)
    set(smepmp rv${RIVET_XLEN},smepmp=on)
    set(smstateen rv${RIVET_XLEN},smstateen=on)
    if(properties MATCHES "x-epmp")
        set(smepmp rv${RIVET_XLEN},x-epmp=on)
        set(smstateen "")
    endif()
endif()

# rivet_define_has(<test> <name>...) defines HAS_<name> as 1 if the caller's arg_HAS lists it, or 0.
function(rivet_define_has test)
    foreach(name IN LISTS ARGN)
        set(has 0)
        if(name IN_LIST arg_HAS)
            set(has 1)
        endif()
        target_compile_definitions(${test} PRIVATE HAS_${name}=${has})
    endforeach()
endfunction()
