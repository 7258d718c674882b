# SPDX-License-Identifier: Apache-2.0
"""Keeps what is in this process's memory in it: no crash dump, no reading by another program.

Linux: no core file, and the process may not be traced by others of the same user. Windows: crash
reports without the heap, none at all for the installed program, no crash dialog, and an access
list that lets other programs see that the process runs and end it, but not read it. None of it
stops an administrator, and each part is left out silently where the system does not have it.
"""

import sys
from pathlib import Path

from kinfile.bundle import is_own_program

if sys.platform == "win32":
    import ctypes

    _NO_BOXES = 0x0001 | 0x0002
    """SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX."""
    _NO_HEAP = 0x0001
    """WER_FAULT_REPORTING_FLAG_NOHEAP."""
    _OWNER_MAY_ONLY_END_IT = "D:P(A;;0x00101001;;;OW)"
    """SYNCHRONIZE, PROCESS_QUERY_LIMITED_INFORMATION, PROCESS_TERMINATE; nobody has more."""
    _ACCESS_LIST = 4

    def keep_memory_private() -> None:
        """For the life of the process."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.SetErrorMode(kernel.GetErrorMode() | _NO_BOXES)
        kernel.WerSetFlags(_NO_HEAP)
        if is_own_program():
            # By name and for good, so never for python.exe.
            ctypes.WinDLL("wer").WerAddExcludedApplication(Path(sys.executable).name, 0)
        _restrict_access()

    def _restrict_access() -> None:
        security = ctypes.WinDLL("advapi32")
        kernel = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        security.SetKernelObjectSecurity.argtypes = (
            ctypes.c_void_p,
            ctypes.c_ulong,
            ctypes.c_void_p,
        )
        kernel.LocalFree.argtypes = (ctypes.c_void_p,)
        described = ctypes.c_void_p()
        made = security.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            _OWNER_MAY_ONLY_END_IT, 1, ctypes.byref(described), None
        )
        if made:
            security.SetKernelObjectSecurity(kernel.GetCurrentProcess(), _ACCESS_LIST, described)
            kernel.LocalFree(described)

else:
    _SET_DUMPABLE = 4
    """PR_SET_DUMPABLE of Linux's prctl."""

    def keep_memory_private() -> None:
        """For the life of the process; a program that takes its place has to do it again."""
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            import ctypes

            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
