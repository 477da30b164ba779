# SPDX-License-Identifier: MIT
#
# Sets smepmp and smstateen, arguments of QEMU's -cpu for cores with Smepmp and Smstateen. The
# former property has another name before QEMU 8, which has the latter.
if(RIVET_BOARD MATCHES "^virt")
    execute_process(OUTPUT_VARIABLE properties COMMAND
        qemu-system-riscv${RIVET_XLEN} -device rv${RIVET_XLEN}-riscv-cpu,help)
    set(smepmp rv${RIVET_XLEN},smepmp=on)
    set(smstateen rv${RIVET_XLEN},smstateen=on)
    if(properties MATCHES "x-epmp")
        set(smepmp rv${RIVET_XLEN},x-epmp=on)
        set(smstateen "")
    endif()
endif()
