/*
 * Stands between a process and the files of one folder (LD_PRELOAD): writes down, in their order, all calls that
 * change them, and fails the call that it is told to fail. Used by the suites `power`, `io` and `full`.
 *
 *   SHIM_FOLDER  only paths below it are seen
 *   SHIM_TRACE   file that the record goes to; absent: nothing is recorded
 *
 * The process steers it by writing lines to `SHIM_FOLDER/shim.control`; what it writes to `SHIM_FOLDER/shim.mark` stands
 * in the record at its place. Neither reaches the disk.
 *
 *   arm K KIND   the Kth call from now on fails: enospc, eio, eintr, short, or ends the process: kill. `fsync` counts
 *                flushes alone, `read` reads alone; after `lie` a flush fails and says that it did not
 *   stick KIND   every call fails from now on, until `arm 0 none`
 *   quota N      no more than N bytes are written to files of the folder (-1: no limit)
 *   report PATH  writes "calls fired" to PATH
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
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_FD = 4096 };
enum kind { NONE, FULL, IO, INTERRUPTED, SHORT, FLUSH, LIE, READ, KILL };
enum call { CHANGES, FLUSHES, READS };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static int trace_fd = -1;
static char *path_of[MAX_FD];
static enum kind armed = NONE, sticking = NONE;
static long due, calls, fired, quota = -1;

static void raw_write(int fd, const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    long written = syscall(SYS_write, fd, at, length);
    if (written <= 0) return;
    at += written;
    length -= (size_t)written;
  }
}

__attribute__((constructor)) static void begin(void) {
  const char *wanted = getenv("SHIM_FOLDER");
  const char *trace = getenv("SHIM_TRACE");
  if (wanted == NULL) return;
  snprintf(folder, sizeof folder, "%s/", wanted);
  folder_length = strlen(folder);
  if (trace != NULL)
    trace_fd = (int)syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

/* The path below the folder; NULL: none of ours. */
static const char *below(const char *path) {
  if (folder_length == 0 || path == NULL) return NULL;
  if (strncmp(path, folder, folder_length) == 0) return path + folder_length;
  return strlen(path) == folder_length - 1 && strncmp(path, folder, folder_length - 1) == 0 ? "." : NULL;
}
static const char *of_fd(int fd) { return fd >= 0 && fd < MAX_FD ? path_of[fd] : NULL; }

/* op, lengths of path and data, offset; then both. */
static void record(char op, const char *path, int64_t offset, const void *data, size_t length) {
  if (trace_fd < 0) return;
  struct { char op; char pad[3]; uint32_t path; uint32_t data; uint32_t pad2; int64_t offset; } head = {0};
  head.op = op;
  head.path = (uint32_t)strlen(path);
  head.data = (uint32_t)length;
  head.offset = offset;
  raw_write(trace_fd, &head, sizeof head);
  raw_write(trace_fd, path, head.path);
  if (length > 0) raw_write(trace_fd, data, length);
}

static enum kind kind_of(const char *word) {
  if (strncmp(word, "enospc", 6) == 0) return FULL;
  if (strncmp(word, "eio", 3) == 0) return IO;
  if (strncmp(word, "short", 5) == 0) return SHORT;
  if (strncmp(word, "eintr", 5) == 0) return INTERRUPTED;
  if (strncmp(word, "fsync", 5) == 0) return FLUSH;
  if (strncmp(word, "lie", 3) == 0) return LIE;
  if (strncmp(word, "read", 4) == 0) return READ;
  if (strncmp(word, "kill", 4) == 0) return KILL;
  return NONE;
}

static void control(const char *line, size_t length) {
  char text[PATH_MAX + 64], word[PATH_MAX];
  long number;
  if (length >= sizeof text) return;
  memcpy(text, line, length);
  text[length] = 0;
  if (sscanf(text, "arm %ld %15s", &number, word) == 2) {
    due = number;
    armed = number > 0 ? kind_of(word) : NONE;
    sticking = NONE;
    calls = 0;
    fired = 0;
  } else if (sscanf(text, "stick %15s", word) == 1) sticking = kind_of(word);
  else if (sscanf(text, "quota %ld", &number) == 1) quota = number;
  else if (sscanf(text, "report %4095s", word) == 1) {
    int fd = (int)syscall(SYS_openat, AT_FDCWD, word, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    char said[64];
    int size = snprintf(said, sizeof said, "%ld %ld\n", calls, fired);
    raw_write(fd, said, (size_t)size);
    syscall(SYS_close, fd);
  }
}

static int concerns(enum kind fault, enum call call) {
  if (fault == FLUSH || fault == LIE) return call == FLUSHES;
  if (fault == READ) return call == READS;
  return fault != NONE && call != READS;
}

/* What becomes of this call. */
static enum kind verdict(enum call call) {
  enum kind now = concerns(sticking, call) ? sticking : NONE;
  if (concerns(armed, call)) {
    calls += 1;
    if (calls == due) {
      now = armed;
      fired = 1;
    }
  }
  if (now == KILL) kill(getpid(), SIGKILL);
  return now;
}

/* Whether it fails outright, with its reason. */
static int fails(enum kind now) {
  switch (now) {
    case FULL: errno = ENOSPC; return 1;
    case IO: case FLUSH: case READ: errno = EIO; return 1;
    case INTERRUPTED: errno = EINTR; return 1;
    default: return 0;
  }
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void note_open(int fd, const char *path, int flags) {
  const char *own = below(path);
  if (fd < 0 || fd >= MAX_FD) return;
  free(path_of[fd]);
  path_of[fd] = own == NULL ? NULL : strdup(own);
  if (own != NULL && strncmp(own, "shim.", 5) != 0) {
    if (flags & O_TRUNC) record('t', own, 0, NULL, 0);
    else if (flags & O_CREAT) record('o', own, 0, NULL, 0);
  }
}

static int open_through(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  const char *own = below(path);
  if (own == NULL) return real(path, flags, mode);
  pthread_mutex_lock(&lock);
  enum kind now = strncmp(own, "shim.", 5) == 0 || !(flags & O_CREAT) ? NONE : verdict(CHANGES);
  int fd = -1;
  if (!fails(now)) {
    fd = real(path, flags, mode);
    note_open(fd, path, flags);
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

#define OPENED(name)                                             \
  int name(const char *path, int flags, ...) {                   \
    va_list rest;                                                \
    va_start(rest, flags);                                       \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest);                                                \
    return open_through((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name), path, flags, mode); \
  }
OPENED(open)
OPENED(open64)

int close(int fd) {
  pthread_mutex_lock(&lock);
  if (of_fd(fd) != NULL) {
    free(path_of[fd]);
    path_of[fd] = NULL;
  }
  pthread_mutex_unlock(&lock);
  return REAL(close)(fd);
}

/* Writes at an offset; -1: where the file stands. */
static ssize_t write_through(int fd, const void *bytes, size_t length, off_t offset) {
  const char *path = of_fd(fd);
  if (path == NULL)
    return offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
  pthread_mutex_lock(&lock);
  ssize_t written = -1;
  if (strcmp(path, "shim.control") == 0) {
    control(bytes, length);
    written = (ssize_t)length;
  } else if (strcmp(path, "shim.mark") == 0) {
    record('m', path, 0, bytes, length);
    written = (ssize_t)length;
  } else {
    enum kind now = verdict(CHANGES);
    size_t asked = length;
    if (quota >= 0) {
      struct stat known;
      off_t end = 0, at = offset;
      if (fstat(fd, &known) == 0) end = known.st_size;
      if (at < 0) at = lseek(fd, 0, SEEK_CUR);
      long grows = (long)(at + (off_t)length - end);
      if (grows > quota) now = FULL;
      else if (grows > 0) quota -= grows;
    }
    if (now == SHORT) asked = length > 1 ? length / 2 : length;
    if (!fails(now)) {
      off_t at = offset;
      if (at < 0) {
        int flags = fcntl(fd, F_GETFL);
        at = flags & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
      }
      written = offset < 0 ? syscall(SYS_write, fd, bytes, asked) : syscall(SYS_pwrite64, fd, bytes, asked, offset);
      if (written > 0) record('w', path, at, bytes, (size_t)written);
    }
  }
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_through(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return write_through(fd, bytes, length, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  return write_through(fd, bytes, length, offset);
}

static int flush_through(int fd, int (*real)(int)) {
  const char *path = of_fd(fd);
  if (path == NULL) return real(fd);
  pthread_mutex_lock(&lock);
  enum kind now = verdict(FLUSHES);
  int done = -1;
  if (now == LIE || fails(now)) {
    /* What a failed flush leaves: pages that the system takes for written, and that no disk has. */
    record('x', path, 0, NULL, 0);
    if (now == LIE) done = 0;
  } else {
    done = 0;
    record('f', path, 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return done;
}
int fsync(int fd) { return flush_through(fd, REAL(fsync)); }
int fdatasync(int fd) { return flush_through(fd, REAL(fdatasync)); }

static int truncate_through(int fd, off_t length) {
  const char *path = of_fd(fd);
  if (path == NULL) return (int)syscall(SYS_ftruncate, fd, length);
  pthread_mutex_lock(&lock);
  enum kind now = verdict(CHANGES);
  int done = -1;
  if (!fails(now)) {
    done = (int)syscall(SYS_ftruncate, fd, length);
    if (done == 0) record('s', path, length, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return done;
}
int ftruncate(int fd, off_t length) { return truncate_through(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncate_through(fd, length); }

static int unlink_through(const char *path, const char *own) {
  pthread_mutex_lock(&lock);
  enum kind now = verdict(CHANGES);
  int done = -1;
  if (!fails(now)) {
    struct stat known;
    if (quota >= 0 && stat(path, &known) == 0) quota += known.st_size;
    done = (int)syscall(SYS_unlink, path);
    if (done == 0) record('u', own, 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

int unlink(const char *path) {
  const char *own = below(path);
  return own == NULL ? REAL(unlink)(path) : unlink_through(path, own);
}
int unlinkat(int at, const char *path, int flags) {
  /* A folder that is removed with all that is in it is gone through by its handles. */
  char whole[PATH_MAX], link[64];
  const char *named = path;
  if (at != AT_FDCWD && path[0] != '/') {
    snprintf(link, sizeof link, "/proc/self/fd/%d", at);
    ssize_t length = readlink(link, whole, sizeof whole - 1);
    if (length > 0 && (size_t)length + strlen(path) + 2 < sizeof whole) {
      whole[length] = '/';
      strcpy(whole + length + 1, path);
      named = whole;
    }
  }
  const char *own = flags == 0 ? below(named) : NULL;
  return own == NULL ? REAL(unlinkat)(at, path, flags) : unlink_through(named, own);
}
int remove(const char *path) {
  struct stat known;
  const char *own = below(path);
  if (own != NULL && lstat(path, &known) == 0 && S_ISDIR(known.st_mode)) own = NULL;
  return own == NULL ? REAL(remove)(path) : unlink_through(path, own);
}

static ssize_t read_through(int fd, void *bytes, size_t length, off_t offset) {
  const char *path = of_fd(fd);
  if (path != NULL) {
    pthread_mutex_lock(&lock);
    int failed = fails(verdict(READS));
    pthread_mutex_unlock(&lock);
    if (failed) return -1;
  }
  return offset < 0 ? syscall(SYS_read, fd, bytes, length) : syscall(SYS_pread64, fd, bytes, length, offset);
}
ssize_t read(int fd, void *bytes, size_t length) { return read_through(fd, bytes, length, -1); }
ssize_t pread(int fd, void *bytes, size_t length, off_t offset) { return read_through(fd, bytes, length, offset); }
ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset) {
  return read_through(fd, bytes, length, offset);
}

int rename(const char *from, const char *to) {
  const char *own = below(from), *target = below(to);
  if (own == NULL || target == NULL) return REAL(rename)(from, to);
  pthread_mutex_lock(&lock);
  enum kind now = verdict(CHANGES);
  int done = -1;
  if (!fails(now)) {
    done = REAL(rename)(from, to);
    if (done == 0) record('r', own, 0, target, strlen(target));
  }
  pthread_mutex_unlock(&lock);
  return done;
}
