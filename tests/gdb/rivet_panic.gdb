break main
continue
rivet panic
#expect ^No panic is recorded\.$
break rt_exit
continue
rivet panic
#expect ^reason +store through a null pointer$
#expect ^pc .*<damage
#expect Line {line:the fault} of
#expect ^caller .*<prepare
#expect ^cause +exception 7
#expect ^address +0x4$
#expect ^hart +0$
#expect ^uptime +\d+ us$
#expect ^build +[0-9a-f]{40}$
help rivet panic
#expect recorded panic
#never Error|No symbol
#page rivet panic
