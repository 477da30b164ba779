// SPDX-License-Identifier: MIT
//
// hazard3_simulator FIRMWARE.elf
//
// An RP2350 with the real cores, from their source code (chip.v), and modelled memory and devices:
// what firmware of the board rp2350 uses of resets, clocks, UART0, and the single-cycle I/O. The
// port is standard input and output. An access to anything else is a bus error. It runs until it is
// killed.
#include "Vchip.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <elf.h>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>
#include <vector>
#include <verilated.h>

namespace {

constexpr uint32_t CORES = 2;
// Far fewer than the 150 of the chip, so that a second of the machine timer is simulated sooner.
constexpr unsigned CYCLES_PER_TICK = 15;
constexpr unsigned CYCLES_PER_CHARACTER = 40;
constexpr unsigned CYCLES_UNTIL_RX_TIMEOUT = 400;

struct Memory {
    uint32_t base;
    bool is_writable;
    std::vector<uint8_t> bytes;

    bool has(uint32_t address) const
    {
        return address - base < bytes.size();
    }

    uint32_t read(uint32_t address) const
    {
        uint32_t word;
        std::memcpy(&word, &bytes[(address - base) & ~3U], sizeof(word));
        return word;
    }

    void write(uint32_t address, unsigned size, uint32_t lanes)
    {
        for (unsigned i = 0; i < size; i++) {
            bytes[address - base + i] = uint8_t(lanes >> (8 * ((address + i) % 4)));
        }
    }
};

// A PL011 whose interrupts follow its manual: that for sending rises when the FIFO's level falls to
// the trigger, not because it is low.
class Pl011 {
  public:
    bool is_interrupting() const
    {
        return (raised() & mask) != 0;
    }

    void step()
    {
        if (!tx.empty() && --tx_left == 0) {
            out += char(tx.front());
            tx.pop_front();
            tx_left = CYCLES_PER_CHARACTER;
            tx_raised = tx_raised || tx.size() == tx_trigger();
            if (tx.empty() || out.size() > 64) {
                flush();
            }
        }
        idle += rx.empty() ? 0 : 1;
        if (++since_poll >= CYCLES_PER_CHARACTER && rx.size() < FIFO) {
            since_poll = 0;
            receive();
        }
    }

    uint32_t read(uint32_t offset)
    {
        switch (offset) {
        case 0x00:
            return take();
        case 0x18:
            return (tx.empty() ? 0x80 : 0x08) | (rx.size() == FIFO ? 0x40 : 0) |
                   (tx.size() == FIFO ? 0x20 : 0) | (rx.empty() ? 0x10 : 0);
        case 0x38:
            return mask;
        case 0x3c:
            return raised();
        case 0x40:
            return raised() & mask;
        default:
            return registers[offset / 4 % 32];
        }
    }

    void write(uint32_t offset, uint32_t value)
    {
        registers[offset / 4 % 32] = value;
        if (offset == 0x00 && tx.size() < FIFO) {
            tx_left = tx.empty() ? CYCLES_PER_CHARACTER : tx_left;
            tx.push_back(uint8_t(value));
            tx_raised = tx_raised && tx.size() <= tx_trigger();
        } else if (offset == 0x2c && (value & 0x10) == 0) {
            rx.clear();
        } else if (offset == 0x38) {
            mask = value;
        } else if (offset == 0x44) {
            tx_raised = tx_raised && (value & 0x20) == 0;
            idle = (value & 0x40) != 0 ? 0 : idle;
        }
    }

  private:
    static constexpr size_t FIFO = 32;

    size_t tx_trigger() const
    {
        static const size_t levels[] = {4, 8, 16, 24, 28};
        return levels[registers[0x34 / 4] % 8 % 5];
    }

    uint32_t raised() const
    {
        return (tx_raised ? 0x20U : 0) | (rx.size() >= 4 ? 0x10U : 0) |
               (!rx.empty() && idle > CYCLES_UNTIL_RX_TIMEOUT ? 0x40U : 0);
    }

    uint32_t take()
    {
        if (rx.empty()) {
            return 0;
        }
        const uint8_t byte = rx.front();
        rx.pop_front();
        idle = 0;
        return byte;
    }

    void receive()
    {
        uint8_t byte;
        if (::read(STDIN_FILENO, &byte, 1) == 1) {
            rx.push_back(byte);
            idle = 0;
        }
    }

    void flush()
    {
        for (size_t done = 0; done < out.size();) {
            const ssize_t n = ::write(STDOUT_FILENO, out.data() + done, out.size() - done);
            done += n > 0 ? size_t(n) : 0;
        }
        out.clear();
    }

    std::deque<uint8_t> tx, rx;
    std::string out;
    unsigned tx_left = 0, idle = 0, since_poll = 0;
    bool tx_raised = false;
    uint32_t mask = 0;
    uint32_t registers[32] = {};
};

struct Chip {
    Memory rom{0x00000000, false, std::vector<uint8_t>(0x8000)};
    Memory flash{0x10000000, false, std::vector<uint8_t>(0x400000, 0xff)};
    Memory ram{0x20000000, true, std::vector<uint8_t>(0x82000)};
    Pl011 uart;
    uint32_t resets = 0x1fffffff, clk_ref = 0, clk_sys = 0, pll_power = 0x2d;
    bool crystal_is_on = false;
    uint64_t time = 0, deadline[CORES] = {UINT64_MAX, UINT64_MAX};
    uint32_t soft_irqs = 0;
    std::deque<uint32_t> mailbox[CORES]; // of a core: what the other one has sent it
    std::vector<uint32_t> launch;        // what the boot ROM of core 1 was told
    bool core_1_runs = false;

    // What the boot ROM of core 1 does with each word: answers with it. The words are 0, 0, 1, and
    // the vector table, the stack and the code to begin with.
    void tell_boot_rom(uint32_t word)
    {
        static const uint32_t start[] = {0, 0, 1};
        if (launch.size() < 3 && word != start[launch.size()]) {
            launch.clear();
        } else {
            launch.push_back(word);
        }
        mailbox[0].push_back(word);
        if (launch.size() == 6) {
            start_core_1();
        }
    }

    void start_core_1()
    {
        const uint32_t registers[] = {5, 2, 6}; // t0, sp, t1
        std::vector<uint32_t> code;
        for (unsigned i = 0; i < 3; i++) {
            const uint32_t value = launch[3 + i];
            const uint32_t rd = registers[i] << 7;
            code.push_back((value + 0x800) >> 12 << 12 | rd | 0x37);     // lui
            code.push_back((value & 0xfff) << 20 | rd << 8 | rd | 0x13); // addi
        }
        code.push_back(0x30529073); // csrw mtvec, t0
        code.push_back(0x00030067); // jr t1
        std::memcpy(rom.bytes.data(), code.data(), 4 * code.size());
        core_1_runs = true;
    }

    bool read_apb(uint32_t address, uint32_t &word)
    {
        switch (address) {
        case 0x40010030:
            word = clk_ref;
            return true;
        case 0x40010038:
            word = 1U << (clk_ref & 3);
            return true;
        case 0x4001003c:
            word = clk_sys;
            return true;
        case 0x40010044:
            word = 1U << (clk_sys & 1);
            return true;
        case 0x40020000:
            word = resets;
            return true;
        case 0x40020008:
            word = ~resets & 0x1fffffff;
            return true;
        case 0x40048004:
            word = crystal_is_on ? 0x80000000 : 0;
            return true;
        case 0x40050000:
            word = (pll_power & 0x21) == 0 && crystal_is_on ? 0x80000001 : 1;
            return true;
        case 0x40050004:
            word = pll_power;
            return true;
        default:
            if (address >> 16 == 0x4007) {
                word = (resets >> 26 & 1) != 0 ? 0 : uart.read(address & 0xfff);
                return (resets >> 26 & 1) == 0;
            }
            word = 0;
            return address < 0x40160000;
        }
    }

    bool write_apb(uint32_t address, uint32_t word)
    {
        const uint32_t place = address & ~0x3000U;
        uint32_t before = 0;
        if ((address & 0x3000) != 0 && read_apb(place, before)) {
            const uint32_t changes[] = {0, before ^ word, before | word, before & ~word};
            word = changes[address >> 12 & 3];
        }
        switch (place) {
        case 0x40010030:
            clk_ref = word;
            return true;
        case 0x4001003c:
            clk_sys = word;
            return true;
        case 0x40020000:
            pll_power = (word >> 14 & 1) != 0 ? 0x2d : pll_power;
            resets = word;
            return true;
        case 0x40048000:
            crystal_is_on = word == 0xfabaa0;
            return true;
        case 0x40050004:
            pll_power = word;
            return true;
        default:
            if (place >> 16 == 0x4007 && (resets >> 26 & 1) == 0) {
                uart.write(place & 0xfff, word);
            }
            return place < 0x40160000;
        }
    }

    bool read_sio(unsigned core, uint32_t offset, uint32_t &word)
    {
        word = 0;
        switch (offset) {
        case 0x000:
            word = core;
            break;
        case 0x050:
            word = 2 | (mailbox[core].empty() ? 0 : 1);
            break;
        case 0x058:
            if (!mailbox[core].empty()) {
                word = mailbox[core].front();
                mailbox[core].pop_front();
            }
            break;
        case 0x1a0:
            word = soft_irqs;
            break;
        case 0x1b0:
            word = uint32_t(time);
            break;
        case 0x1b4:
            word = uint32_t(time >> 32);
            break;
        case 0x1b8:
            word = uint32_t(deadline[core]);
            break;
        case 0x1bc:
            word = uint32_t(deadline[core] >> 32);
            break;
        default:
            break;
        }
        return offset < 0x200;
    }

    bool write_sio(unsigned core, uint32_t offset, uint32_t word)
    {
        switch (offset) {
        case 0x054:
            if (core == 0 && !core_1_runs) {
                tell_boot_rom(word);
            } else {
                mailbox[1 - core].push_back(word);
            }
            break;
        case 0x1a0:
            soft_irqs = (soft_irqs | (word & 3)) & ~(word >> 8 & 3);
            break;
        case 0x1b0:
            time = (time & ~uint64_t(UINT32_MAX)) | word;
            break;
        case 0x1b4:
            time = (time & UINT32_MAX) | uint64_t(word) << 32;
            break;
        case 0x1b8:
            deadline[core] = (deadline[core] & ~uint64_t(UINT32_MAX)) | word;
            break;
        case 0x1bc:
            deadline[core] = (deadline[core] & UINT32_MAX) | uint64_t(word) << 32;
            break;
        default:
            break;
        }
        return offset < 0x200;
    }

    bool read(unsigned core, uint32_t address, uint32_t &word)
    {
        for (Memory *memory : {&ram, &flash, &rom}) {
            if (memory->has(address)) {
                word = memory->read(address);
                return true;
            }
        }
        if (address >> 28 == 0xd) {
            return read_sio(core, address & 0xfffffff, word);
        }
        return address >> 28 == 4 && read_apb(address & ~0x3003U, word);
    }

    bool is_writable(uint32_t address) const
    {
        return ram.has(address) || address >> 28 == 0xd ||
               (address >> 28 == 4 && address < 0x40160000);
    }

    void write(unsigned core, uint32_t address, unsigned size, uint32_t word)
    {
        if (ram.has(address)) {
            ram.write(address, size, word);
        } else if (address >> 28 == 0xd) {
            write_sio(core, address & 0xfffffff, word);
        } else {
            write_apb(address & ~3U, word);
        }
    }
};

// A core's transfer on the bus, in its data phase (AMBA 3 AHB-Lite, chapter 3).
struct Transfer {
    bool is_active = false, is_write = false, is_exclusive = false;
    uint32_t address = 0;
    unsigned size = 0;
    bool fails = false, has_failed_once = false, wins = false;
};

struct Pins {
    uint32_t address;
    unsigned trans, size;
    bool is_write, is_exclusive;
    uint32_t data;
};

class Bus {
  public:
    explicit Bus(Vchip &v) : v(v)
    {
    }

    void drive(unsigned core)
    {
        Transfer &t = transfers[core];
        uint32_t word = 0;
        if (t.is_active && !t.has_failed_once) {
            t.fails = t.is_write ? !chip.is_writable(t.address) : !chip.read(core, t.address, word);
            t.wins = !t.is_write || reservation[core] == t.address / 4 + 1;
        }
        set(v.hready, core, !(t.is_active && t.fails && !t.has_failed_once));
        set(v.hresp, core, t.is_active && t.fails);
        set(v.hexokay, core, t.is_exclusive && t.wins && chip.ram.has(t.address));
        (core == 0 ? v.hrdata_0 : v.hrdata_1) = word;
    }

    void settle(unsigned core)
    {
        Transfer &t = transfers[core];
        const Pins pins = read_pins(core);
        if (t.is_active && t.fails && !t.has_failed_once) {
            t.has_failed_once = true;
            return;
        }
        if (t.is_active && !t.fails) {
            finish(core, t, pins.data);
        }
        t = Transfer();
        t.is_active = (pins.trans & 2) != 0;
        t.is_write = pins.is_write;
        t.is_exclusive = pins.is_exclusive;
        t.address = pins.address;
        t.size = 1U << pins.size;
    }

    // Verilator 5.006 computes some signals of a core's instruction queue only when the data on its
    // bus changes. So data that are the same as before are changed twice.
    void renew_data()
    {
        const uint32_t data[CORES] = {v.hrdata_0, v.hrdata_1};
        if (data[0] == before[0] || (chip.core_1_runs && data[1] == before[1])) {
            v.hrdata_0 = ~data[0];
            v.hrdata_1 = ~data[1];
            v.eval();
            v.hrdata_0 = data[0];
            v.hrdata_1 = data[1];
        }
        before[0] = data[0];
        before[1] = data[1];
    }

    Chip chip;

  private:
    uint32_t before[CORES] = {};

    template <typename T> static void set(T &port, unsigned bit, bool value)
    {
        port = T((port & ~(1U << bit)) | (value ? 1U << bit : 0));
    }

    Pins read_pins(unsigned core) const
    {
        const bool first = core == 0;
        return {first ? v.haddr_0 : v.haddr_1, first ? v.htrans_0 : v.htrans_1,
                first ? v.hsize_0 : v.hsize_1, (v.hwrite >> core & 1) != 0,
                (v.hexcl >> core & 1) != 0,    first ? v.hwdata_0 : v.hwdata_1};
    }

    void finish(unsigned core, const Transfer &t, uint32_t data)
    {
        if (!t.is_write) {
            reservation[core] = t.is_exclusive ? t.address / 4 + 1 : reservation[core];
            return;
        }
        if (!t.is_exclusive || t.wins) {
            chip.write(core, t.address, t.size, data);
            if (reservation[1 - core] == t.address / 4 + 1) {
                reservation[1 - core] = 0;
            }
        }
        reservation[core] = t.is_exclusive ? 0 : reservation[core];
    }

    Vchip &v;
    Transfer transfers[CORES];
    uint32_t reservation[CORES] = {};
};

void load(Chip &chip, const char *path)
{
    std::ifstream file(path, std::ios::binary);
    const std::vector<char> image((std::istreambuf_iterator<char>(file)), {});
    Elf32_Ehdr header;
    if (image.size() < sizeof(header) || std::memcmp(image.data(), ELFMAG, SELFMAG) != 0) {
        std::fprintf(stderr, "hazard3_simulator: %s is no ELF file\n", path);
        std::exit(2);
    }
    std::memcpy(&header, image.data(), sizeof(header));
    for (unsigned i = 0; i < header.e_phnum; i++) {
        Elf32_Phdr segment;
        std::memcpy(&segment, &image[header.e_phoff + i * sizeof(segment)], sizeof(segment));
        Memory &memory = chip.ram.has(segment.p_paddr) ? chip.ram : chip.flash;
        if (segment.p_type == PT_LOAD && segment.p_filesz != 0) {
            std::memcpy(&memory.bytes.at(segment.p_paddr - memory.base), &image[segment.p_offset],
                        segment.p_filesz);
        }
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: hazard3_simulator FIRMWARE.elf\n");
        return 2;
    }
    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
    Vchip v;
    Bus bus(v);
    load(bus.chip, argv[1]);
    for (uint64_t cycle = 0;; cycle++) {
        Chip &chip = bus.chip;
        v.rst_n = CData(cycle < 4 ? 0 : 1 | (chip.core_1_runs ? 2 : 0));
        chip.time += cycle % CYCLES_PER_TICK == 0 ? 1 : 0;
        chip.uart.step();
        v.irq = chip.uart.is_interrupting() ? uint64_t(1) << 33 : 0;
        v.soft_irq = CData(chip.soft_irqs);
        v.timer_irq = CData((chip.time >= chip.deadline[0] ? 1 : 0) |
                            (chip.time >= chip.deadline[1] ? 2 : 0));
        for (unsigned core = 0; core < CORES; core++) {
            bus.drive(core);
        }
        v.clk = 0;
        bus.renew_data();
        v.eval();
        for (unsigned core = 0; core < CORES; core++) {
            bus.settle(core);
        }
        v.clk = 1;
        v.eval();
    }
}
