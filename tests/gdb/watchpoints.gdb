break main
continue
watch watched
#expect Hardware watchpoint \d+: watched
rwatch watched
#expect Hardware read watchpoint
delete 3
continue
#expect ^Old value = 0$
#expect ^New value = 1$
#expect prepare .*fault\.c:
continue
#expect ^Old value = 1$
#expect ^New value = 2$
#expect prepare .*fault\.c:
