# Forms that were interrupted.

resumed = A form that was interrupted ({ $at }) is open again as it was. It is not saved yet. Check the time before you save.
resumed-handed-in = A form that was interrupted while it was being saved ({ $at }) is open again. It may be saved: look at the list before you save it again.
