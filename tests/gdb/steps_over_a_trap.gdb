# next and finish treat a trap and its handling as part of a line.
break main
continue
next
next
next
next
#expect {line:survives its fault}\s+watched = rt_try_load8
next
#expect {line:does not}\s+prepare
print watched
#expect = 0
