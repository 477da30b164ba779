break main
continue
rivet heap
#expect ^This firmware was built without HEAP
