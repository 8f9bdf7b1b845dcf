"""What Windows does otherwise than Linux: one module for each subject, with its reason. Loaded there alone.

What belongs to one room lies there under the name of its Linux sibling (``mounts_windows``, ``local_lock_windows``).
"""
