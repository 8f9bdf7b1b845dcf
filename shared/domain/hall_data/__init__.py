"""The hall's data: every key that a hall file may say, and what is wrong with one."""
