/* SPDX-License-Identifier: Apache-2.0
 *
 * kinfile.exe and kinfile-cli.exe: Python, with the one argument list that Kinfile is run with.
 *
 *     exe -I -B -X utf8 -m MODULE what was typed
 *
 * -I: no environment variable and no folder of the user's has a say in what is loaded.
 * -B: nothing is written beside the program.  utf8: no file is read in the machine's code page.
 *
 * Python comes from this program's own folder and from nowhere else: the list of folders in
 * which Windows looks for a library is cut down before the first one is loaded, so a library of
 * the same name in the current folder or on PATH is never taken.
 *
 * MODULE and PYTHON_DLL are given on the compiler's command line, as wide strings.
 */
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LONGEST 32768
#define OWN 7

typedef int (*run_python)(int, wchar_t **);

static int fail(const wchar_t *what)
{
    wchar_t told[LONGEST + 256];
    DWORD code = GetLastError();
    _snwprintf(told, LONGEST + 256,
               L"Kinfile cannot start: %ls (%lu).\nReinstalling it puts this right. "
               L"Your records are kept elsewhere and are not touched.", what, code);
    told[LONGEST + 255] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", told);
#else
    MessageBoxW(NULL, told, L"Kinfile", MB_OK | MB_ICONERROR);
#endif
    return 3;
}

int wmain(int count, wchar_t **typed)
{
    static wchar_t program[LONGEST], library[LONGEST];
    wchar_t *own[OWN] = {program, L"-I", L"-B", L"-X", L"utf8", L"-m", MODULE};
    wchar_t **words, *slash;
    HMODULE python;
    run_python start;
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST);

    if (length == 0 || length == LONGEST)
        return fail(L"its own folder was not found");
    wcscpy(library, program);
    slash = wcsrchr(library, L'\\');
    if (!slash || (slash + 1 - library) + wcslen(PYTHON_DLL) >= LONGEST)
        return fail(L"its own folder was not found");
    wcscpy(slash + 1, PYTHON_DLL);

    if (!SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS))
        return fail(L"the search for libraries could not be limited");
    python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR
                                               | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!python)
        return fail(PYTHON_DLL);
    start = (run_python)(void *)GetProcAddress(python, "Py_Main");
    if (!start)
        return fail(PYTHON_DLL);

    words = calloc((size_t)count + OWN, sizeof *words);
    if (!words)
        return fail(L"there is no memory");
    memcpy(words, own, sizeof own);
    if (count > 1)
        memcpy(words + OWN, typed + 1, ((size_t)count - 1) * sizeof *words);
    return start(OWN + (count > 0 ? count - 1 : 0), words);
}

#ifndef CONSOLE
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, wchar_t *line, int show)
{
    (void)instance, (void)before, (void)line, (void)show;
    return wmain(__argc, __wargv);
}
#endif
