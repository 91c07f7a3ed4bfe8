# beds
