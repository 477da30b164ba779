/* SPDX-License-Identifier: MIT */
/* The seed register's driver on a core with Zkr, or without: HAS_SEED. */
#include <contract.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/test.h>
#include <zkr_entropy.h>

static bool seed_exists(void)
{
    return rt_csr_exists(0x015) != 0;
}

static struct zkr_entropy_state state;

RT_TEST(the_seed_register_keeps_the_entropy_contract)
{
    const struct zkr_entropy seed = {{&zkr_entropy_ops}, seed_exists, board_timer, &state};
    if (HAS_SEED == 0) {
        RT_EXPECT_EQ(hal_entropy_open(&seed.entropy), HAL_ERR_ABSENT);
    } else {
        RT_EXPECT_STR_EQ(contract_entropy(&seed.entropy, board_timer), NULL);
    }
}
