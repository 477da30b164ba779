# next and finish take a trap and its handling for what they are: part of a line.
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
