/* SPDX-License-Identifier: MIT */
/*
 * Runs those of Lua's tests that need no operating system.
 */
#include <lauxlib.h>
#include <lualib.h>
#include <rt/malloc.h>
#include <stdio.h>
#include <stdlib.h>

/* _U is the switch of Lua's tests for "no internal tests, and none that take long". */
static const char script[] =
    "_U, _soft, _port, _nomsg = true, true, true, true\n"
    "package.path = LUA_TESTS .. '?.lua'\n"
    "for name in ([[strings tpack utf8 sort vararg closure events constructs\n"
    "               nextvar pm calls locals goto coroutine errors gc]]):gmatch('%w+') do\n"
    "    print('--- ' .. name)\n"
    "    dofile(LUA_TESTS .. name .. '.lua')\n"
    "end\n"
    "print(_VERSION .. ': the tests passed')\n";

/* Lua collects garbage and tries again, so running out of memory must not panic. */
static bool leave_it_to_lua(struct rt_heap *heap, size_t size, const void *caller)
{
    (void)heap;
    (void)size;
    (void)caller;
    return false;
}

int main(void)
{
    rt_malloc_on_exhausted(leave_it_to_lua);
    lua_State *lua = luaL_newstate();
    luaL_openlibs(lua);
    lua_pushliteral(lua, LUA_TESTS);
    lua_setglobal(lua, "LUA_TESTS");
    if (luaL_dostring(lua, script) != LUA_OK) {
        printf("%s\n", lua_tostring(lua, -1));
        return EXIT_FAILURE;
    }
    lua_close(lua);
    return EXIT_SUCCESS;
}
