/* SPDX-License-Identifier: Apache-2.0
 * For tests under wine only; never shipped. Windows 10 1703 and later have this library, wine 8
 * lacks it. Qt asks it for converters of rare text encodings; here there are none. */
typedef int code;
#define EXPORT __declspec(dllexport)
#define FAILED(error) (*(error) = 4)

EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void *ucnv_open(const char *name, code *error) { (void)name; FAILED(error); return 0; }
EXPORT void ucnv_close(void *one) { (void)one; }
EXPORT void ucnv_reset(void *one) { (void)one; }
EXPORT signed char ucnv_getMaxCharSize(const void *one) { (void)one; return 4; }
EXPORT const char *ucnv_getName(const void *one, code *error) { (void)one; FAILED(error); return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, code *error)
{ (void)name, (void)standard; FAILED(error); return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { (void)number; return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT void ucnv_getToUCallBack(void) {}
EXPORT void ucnv_getFromUCallBack(void) {}
EXPORT void ucnv_setToUCallBack(void) {}
EXPORT void ucnv_setFromUCallBack(void) {}
EXPORT void ucnv_cbToUWriteUChars(void) {}
EXPORT void ucnv_cbFromUWriteUChars(void) {}
EXPORT void ucnv_toUnicode(void) {}
EXPORT void ucnv_fromUnicode(void) {}
EXPORT int ucnv_toUCountPending(const void *one, code *error) { (void)one, (void)error; return 0; }
EXPORT int ucnv_fromUCountPending(const void *one, code *error) { (void)one, (void)error; return 0; }
