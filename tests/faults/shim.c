/* SPDX-License-Identifier: Apache-2.0
 *
 * A disk that fails on demand, put between a program and the C library with LD_PRELOAD.
 *
 * It sees every call that changes a file below SHIM_UNDER, and numbers them from 1:
 *
 *   SHIM_LOG=FILE        write each call with its bytes into FILE, for power cuts (cuts.py)
 *   SHIM_KILL=N          end the process with SIGKILL at call N; a write is half done by then
 *   SHIM_FULL=BYTES      files may grow by so much, then the disk is full
 *   SHIM_READ_ONLY=1     a file system that may not be written
 *   SHIM_CLOCK=SECONDS   the clock is off by so much
 *
 * What it cannot see: memory-mapped writes (SQLite's -shm file, which holds nothing that lasts).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static char under[PATH_MAX];
static size_t under_length;
static int log_handle = -1;
static long kill_at, calls;
static long long room = -1;
static int is_full, is_read_only;
static long long clock_offset;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static long long setting(const char *name, long long otherwise) {
    const char *text = getenv(name);
    return text ? atoll(text) : otherwise;
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("SHIM_UNDER"), *file = getenv("SHIM_LOG");
    if (folder && strlen(folder) < sizeof under) {
        strcpy(under, folder);
        under_length = strlen(under);
    }
    kill_at = setting("SHIM_KILL", 0);
    room = setting("SHIM_FULL", -1);
    is_read_only = (int)setting("SHIM_READ_ONLY", 0);
    clock_offset = setting("SHIM_CLOCK", 0);
    if (file) {
        int handle = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0600);
        log_handle = fcntl(handle, F_DUPFD_CLOEXEC, 700);
        syscall(SYS_close, handle);
    }
}

static int is_under(const char *path) {
    if (under_length == 1) return path[0] == '/';
    return under_length && !strncmp(path, under, under_length)
        && (path[under_length] == '/' || !path[under_length]);
}

/* The path of an open file; 0 where it is not one of ours. */
static int path_of(int handle, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_under(path);
}

/* An absolute path for a name relative to an open folder; 0 where it is not one of ours. */
static int absolute(int folder, const char *name, char *path) {
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        char base[PATH_MAX];
        if (folder == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
            if (length < 0) return 0;
            base[length] = 0;
        }
        if (snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX) return 0;
    }
    return is_under(path);
}

static uint64_t inode_of(int handle) {
    struct stat found;
    return fstat(handle, &found) ? 0 : found.st_ino;
}

static uint64_t inode_at(const char *path) {
    struct stat found;
    return lstat(path, &found) ? 0 : found.st_ino;
}

/* One entry: what, which inode, where, how long; then as many bytes. */
static void note(char what, uint64_t inode, uint64_t where, const void *data, size_t length) {
    if (log_handle < 0) return;
    char head[21];
    uint32_t size = (uint32_t)length;
    head[0] = what;
    memcpy(head + 1, &inode, 8);
    memcpy(head + 9, &where, 8);
    memcpy(head + 17, &size, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)data, length}};
    syscall(SYS_writev, log_handle, parts, length ? 2 : 1);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/* Counts a call that is about to happen; true when the process is to end at it. */
static int is_last(void) { return ++calls == kill_at; }

/* ---- opening */

static int opened(int folder, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    int is_ours = absolute(folder, name, path);
    int is_new = is_ours && (flags & O_CREAT) && !inode_at(path);
    if (is_ours && is_read_only && ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT))) {
        errno = EROFS;
        return -1;
    }
    if (is_new && is_full) {
        errno = ENOSPC;
        return -1;
    }
    if (!is_new && !(is_ours && (flags & O_TRUNC)))
        return (int)syscall(SYS_openat, folder, name, flags, mode);
    pthread_mutex_lock(&one_at_a_time);
    if (is_last()) die();
    int handle = (int)syscall(SYS_openat, folder, name, flags, mode);
    if (handle >= 0 && is_new) note('c', inode_of(handle), 0, path, strlen(path));
    else if (handle >= 0) note('t', inode_of(handle), 0, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
    return handle;
}

#define WITH_MODE(last) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, last); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *name, int flags, ...) { WITH_MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { WITH_MODE(flags) return opened(AT_FDCWD, name, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *name, int flags, ...) { WITH_MODE(flags) return opened(folder, name, flags, mode); }
int openat64(int folder, const char *name, int flags, ...) { WITH_MODE(flags) return opened(folder, name, flags | O_LARGEFILE, mode); }

/* ---- writing */

/* How much of a write has room; -1 for none. Only growing a file takes any. */
static ssize_t fitting(int handle, off_t at, size_t length) {
    struct stat found;
    if (room < 0 || fstat(handle, &found) || !S_ISREG(found.st_mode)) return (ssize_t)length;
    long long growth = (long long)at + (long long)length - (long long)found.st_size;
    if (growth <= 0) return (ssize_t)length;
    if (growth > room) {
        long long less = (long long)length - (growth - room);
        is_full = 1;
        room = 0;
        if (less <= 0) {
            errno = ENOSPC;
            return -1;
        }
        return (ssize_t)less;
    }
    room -= growth;
    return (ssize_t)length;
}

static ssize_t written(int handle, const void *data, size_t length, off_t at, int is_placed) {
    char path[PATH_MAX];
    if (handle == STDOUT_FILENO && log_handle >= 0) {
        pthread_mutex_lock(&one_at_a_time);
        ssize_t done = syscall(SYS_write, handle, data, length);
        if (done > 0) note('a', 0, 0, data, (size_t)done);
        pthread_mutex_unlock(&one_at_a_time);
        return done;
    }
    if (!under_length || !path_of(handle, path)) {
        return is_placed ? syscall(SYS_pwrite64, handle, data, length, at)
                         : syscall(SYS_write, handle, data, length);
    }
    pthread_mutex_lock(&one_at_a_time);
    if (!is_placed) {
        int is_appending = fcntl(handle, F_GETFL) & O_APPEND;
        at = lseek(handle, 0, is_appending ? SEEK_END : SEEK_CUR);
    }
    if (is_last()) {
        syscall(SYS_pwrite64, handle, data, length / 2, at);
        die();
    }
    ssize_t fits = fitting(handle, at, length);
    ssize_t done = fits < 0 ? -1
        : is_placed ? syscall(SYS_pwrite64, handle, data, (size_t)fits, at)
                    : syscall(SYS_write, handle, data, (size_t)fits);
    if (done > 0) note('w', inode_of(handle), (uint64_t)at, data, (size_t)done);
    pthread_mutex_unlock(&one_at_a_time);
    return done;
}

ssize_t write(int handle, const void *data, size_t length) { return written(handle, data, length, 0, 0); }
ssize_t pwrite(int handle, const void *data, size_t length, off_t at) { return written(handle, data, length, at, 1); }
ssize_t pwrite64(int handle, const void *data, size_t length, off64_t at) { return written(handle, data, length, at, 1); }

/* Copies that never pass through `write`: whoever asks falls back to reading and writing. */
ssize_t sendfile(int out, int in, off_t *at, size_t length) { (void)out, (void)in, (void)at, (void)length; errno = EINVAL; return -1; }
ssize_t sendfile64(int out, int in, off64_t *at, size_t length) { (void)out, (void)in, (void)at, (void)length; errno = EINVAL; return -1; }
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned flags) {
    (void)in, (void)from, (void)out, (void)to, (void)length, (void)flags;
    errno = ENOSYS;
    return -1;
}

static int cut(int handle, off_t size) {
    char path[PATH_MAX];
    if (!under_length || !path_of(handle, path)) return (int)syscall(SYS_ftruncate, handle, size);
    pthread_mutex_lock(&one_at_a_time);
    if (is_last()) die();
    int failed = 0;
    struct stat found;
    if (room >= 0 && !fstat(handle, &found) && size > found.st_size
        && fitting(handle, size - 1, 1) < 0) failed = -1;
    if (!failed) failed = (int)syscall(SYS_ftruncate, handle, size);
    if (!failed) note('t', inode_of(handle), (uint64_t)size, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int ftruncate(int handle, off_t size) { return cut(handle, size); }
int ftruncate64(int handle, off64_t size) { return cut(handle, size); }
int posix_fallocate(int handle, off_t at, off_t length) { (void)handle, (void)at, (void)length; return EOPNOTSUPP; }
int posix_fallocate64(int handle, off64_t at, off64_t length) { (void)handle, (void)at, (void)length; return EOPNOTSUPP; }
int fallocate(int handle, int how, off_t at, off_t length) { (void)handle, (void)how, (void)at, (void)length; errno = EOPNOTSUPP; return -1; }
int fallocate64(int handle, int how, off64_t at, off64_t length) { (void)handle, (void)how, (void)at, (void)length; errno = EOPNOTSUPP; return -1; }

static int synced(int handle, long number) {
    char path[PATH_MAX];
    struct stat found;
    if (!under_length || !path_of(handle, path)) return (int)syscall(number, handle);
    pthread_mutex_lock(&one_at_a_time);
    if (is_last()) die();
    int failed = (int)syscall(number, handle);
    if (!failed && !fstat(handle, &found)) {
        if (S_ISDIR(found.st_mode)) note('d', found.st_ino, 0, path, strlen(path));
        else note('s', found.st_ino, 0, NULL, 0);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int fsync(int handle) { return synced(handle, SYS_fsync); }
int fdatasync(int handle) { return synced(handle, SYS_fdatasync); }

/* ---- names */

/* `call` is the system call; what is noted is one path, or two with a 0 between them. */
static int named(char what, int folder, const char *name, int other, const char *second, int flags, mode_t mode) {
    char path[2 * PATH_MAX + 1], target[PATH_MAX];
    int is_ours = absolute(folder, name, path);
    if (second) is_ours |= absolute(other, second, target);
    pthread_mutex_lock(&one_at_a_time);
    if (is_ours && is_read_only) {
        pthread_mutex_unlock(&one_at_a_time);
        errno = EROFS;
        return -1;
    }
    if (is_ours && is_last()) die();
    if (is_ours && is_full && what == 'm') {
        pthread_mutex_unlock(&one_at_a_time);
        errno = ENOSPC;
        return -1;
    }
    int failed = what == 'r' ? (int)syscall(SYS_renameat, folder, name, other, second)
        : what == 'm' ? (int)syscall(SYS_mkdirat, folder, name, mode)
                      : (int)syscall(SYS_unlinkat, folder, name, flags);
    if (is_ours && !failed) {
        size_t length = strlen(path);
        if (second) {
            strcpy(path + length + 1, target);
            length += 1 + strlen(target);
        }
        note(what, 0, 0, path, length);
    }
    pthread_mutex_unlock(&one_at_a_time);
    return failed;
}

int rename(const char *from, const char *to) { return named('r', AT_FDCWD, from, AT_FDCWD, to, 0, 0); }
int renameat(int a, const char *from, int b, const char *to) { return named('r', a, from, b, to, 0, 0); }
int unlink(const char *name) { return named('u', AT_FDCWD, name, 0, NULL, 0, 0); }
int unlinkat(int folder, const char *name, int flags) { return named('u', folder, name, 0, NULL, flags, 0); }
int rmdir(const char *name) { return named('u', AT_FDCWD, name, 0, NULL, AT_REMOVEDIR, 0); }
int mkdir(const char *name, mode_t mode) { return named('m', AT_FDCWD, name, 0, NULL, 0, mode); }
int mkdirat(int folder, const char *name, mode_t mode) { return named('m', folder, name, 0, NULL, 0, mode); }

/* ---- what the system says of itself */

int statvfs(const char *name, struct statvfs *told) {
    int failed = REAL(statvfs)(name, told);
    if (!failed && is_full) told->f_bfree = told->f_bavail = 0;
    return failed;
}
int statvfs64(const char *name, struct statvfs64 *told) {
    int failed = REAL(statvfs64)(name, told);
    if (!failed && is_full) told->f_bfree = told->f_bavail = 0;
    return failed;
}

int clock_gettime(clockid_t which, struct timespec *told) {
    int failed = (int)syscall(SYS_clock_gettime, which, told);
    if (!failed && which == CLOCK_REALTIME) told->tv_sec += clock_offset;
    return failed;
}
int gettimeofday(struct timeval *restrict told, void *restrict zone) {
    int failed = (int)syscall(SYS_gettimeofday, told, zone);
    if (!failed) told->tv_sec += clock_offset;
    return failed;
}
time_t time(time_t *told) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told) *told = now.tv_sec;
    return now.tv_sec;
}
