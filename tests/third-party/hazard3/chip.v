// SPDX-License-Identifier: MIT
//
// Two Hazard3 cores as the RP2350 has them ("RP2350 Datasheet", chapter "Hazard3 processor").
// simulator.cpp is the rest of the chip.

module chip (
    input  wire        clk,
    input  wire [1:0]  rst_n,

    output wire [31:0] haddr_0,
    output wire [31:0] haddr_1,
    output wire [1:0]  hwrite,
    output wire [1:0]  htrans_0,
    output wire [1:0]  htrans_1,
    output wire [1:0]  hexcl,
    output wire [2:0]  hsize_0,
    output wire [2:0]  hsize_1,
    input  wire [1:0]  hready,
    input  wire [1:0]  hresp,
    input  wire [1:0]  hexokay,
    output wire [31:0] hwdata_0,
    output wire [31:0] hwdata_1,
    input  wire [31:0] hrdata_0,
    input  wire [31:0] hrdata_1,

    input  wire [51:0] irq,
    input  wire [1:0]  soft_irq,
    input  wire [1:0]  timer_irq
);

localparam HARDWIRED = 11'h700;

// The boot ROM, the peripherals and the single-cycle I/O are open to user mode.
localparam [32 * 11 - 1:0] HARDWIRED_ADDRESSES = {
    32'h35ffffff, 32'h13ffffff, 32'h01ffffff, {8{32'h0}}
};
localparam [8 * 11 - 1:0] HARDWIRED_CONFIGURATIONS = {8'h1b, 8'h1b, 8'h1d, {8{8'h0}}};

wire [1:0] unblock;
wire [1:0] power;

genvar i;
wire [31:0] haddr [0:1];
wire [1:0]  htrans [0:1];
wire [2:0]  hsize [0:1];
wire [31:0] hwdata [0:1];
wire [31:0] hrdata [0:1];

assign haddr_0 = haddr[0];
assign haddr_1 = haddr[1];
assign htrans_0 = htrans[0];
assign htrans_1 = htrans[1];
assign hsize_0 = hsize[0];
assign hsize_1 = hsize[1];
assign hwdata_0 = hwdata[0];
assign hwdata_1 = hwdata[1];
assign hrdata[0] = hrdata_0;
assign hrdata[1] = hrdata_1;

generate
for (i = 0; i < 2; i = i + 1) begin : cores
    hazard3_cpu_1port #(
        .RESET_VECTOR        (i == 0 ? 32'h10000000 : 32'h00000000),
        .MTVEC_INIT          (32'h00007ffc),
        .EXTENSION_A         (1),
        .EXTENSION_C         (1),
        .EXTENSION_M         (1),
        .EXTENSION_ZBA       (1),
        .EXTENSION_ZBB       (1),
        .EXTENSION_ZBS       (1),
        .EXTENSION_ZBKB      (1),
        .EXTENSION_ZCB       (1),
        .EXTENSION_ZCMP      (1),
        .EXTENSION_ZIFENCEI  (1),
        .EXTENSION_XH3BEXTM  (1),
        .EXTENSION_XH3IRQ    (1),
        .EXTENSION_XH3PMPM   (1),
        .EXTENSION_XH3POWER  (1),
        .CSR_M_MANDATORY     (1),
        .CSR_M_TRAP          (1),
        .CSR_COUNTER         (1),
        .U_MODE              (1),
        .PMP_REGIONS         (11),
        .PMP_GRAIN           (3),
        .PMP_HARDWIRED       (HARDWIRED),
        .PMP_HARDWIRED_ADDR  (HARDWIRED_ADDRESSES),
        .PMP_HARDWIRED_CFG   (HARDWIRED_CONFIGURATIONS),
        .DEBUG_SUPPORT       (0),
        .NUM_IRQS            (52),
        .IRQ_PRIORITY_BITS   (4),
        .IRQ_INPUT_BYPASS    ({52{1'b1}}),
        .MVENDORID_VAL       (32'h00000493),
        .MIMPID_VAL          (32'h86fc4e3f),
        .MHARTID_VAL         (i),
        .MUL_FAST            (1),
        .MUL_FASTER          (1),
        .MULH_FAST           (1),
        .MULDIV_UNROLL       (2),
        .FAST_BRANCHCMP      (1),
        .BRANCH_PREDICTOR    (0)
    ) core (
        .clk                        (clk),
        .clk_always_on              (clk),
        .rst_n                      (rst_n[i]),

        .pwrup_req                  (power[i]),
        .pwrup_ack                  (power[i]),
        .clk_en                     (),
        .unblock_out                (unblock[i]),
        .unblock_in                 (unblock[1 - i]),

        .haddr                      (haddr[i]),
        .hexcl                      (hexcl[i]),
        .hwrite                     (hwrite[i]),
        .htrans                     (htrans[i]),
        .hsize                      (hsize[i]),
        .hburst                     (),
        .hprot                      (),
        .hmastlock                  (),
        .hmaster                    (),
        .hready                     (hready[i]),
        .hresp                      (hresp[i]),
        .hexokay                    (hexokay[i]),
        .hwdata                     (hwdata[i]),
        .hrdata                     (hrdata[i]),

        .dbg_req_halt               (1'b0),
        .dbg_req_halt_on_reset      (1'b0),
        .dbg_req_resume             (1'b0),
        .dbg_halted                 (),
        .dbg_running                (),
        .dbg_data0_rdata            (32'h0),
        .dbg_data0_wdata            (),
        .dbg_data0_wen              (),
        .dbg_instr_data             (32'h0),
        .dbg_instr_data_vld         (1'b0),
        .dbg_instr_data_rdy         (),
        .dbg_instr_caught_exception (),
        .dbg_instr_caught_ebreak    (),
        .dbg_sbus_addr              (32'h0),
        .dbg_sbus_write             (1'b0),
        .dbg_sbus_size              (2'h0),
        .dbg_sbus_vld               (1'b0),
        .dbg_sbus_rdy               (),
        .dbg_sbus_err               (),
        .dbg_sbus_wdata             (32'h0),
        .dbg_sbus_rdata             (),

        .irq                        (irq),
        .soft_irq                   (soft_irq[i]),
        .timer_irq                  (timer_irq[i])
    );
end
endgenerate

endmodule
