/* SPDX-License-Identifier: Apache-2.0
 * For tests under wine only; never shipped. Every Windows since 7 has this library, wine 8 lacks
 * it. The one function that Rust's standard library asks for: random bytes. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(unsigned char *to, SIZE_T length)
{
    while (length) {
        ULONG some = length > 65536 ? 65536 : (ULONG)length;
        if (!RtlGenRandom(to, some))
            return FALSE;
        to += some;
        length -= some;
    }
    return TRUE;
}
