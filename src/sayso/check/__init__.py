"""The checks a careful reader makes with a pencil: one file for each rule. A check says what it found, never who is right."""
