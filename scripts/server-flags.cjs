// For the process that serves. Live data are some 40 MB; left to itself V8 lets four times as much garbage stand before it
// collects it, on a machine with much memory, which the database beside it needs more.
exports.flags = ['--max-semi-space-size=8', '--heap-growing-percent=25'];
// glibc keeps what each of a dozen threads has freed apart, in arenas of its own: 60 to 80 MB that nobody uses.
exports.environment = { MALLOC_ARENA_MAX: '1' };
