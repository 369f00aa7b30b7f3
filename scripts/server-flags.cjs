// For the process that serves. Live data are some 40 MB; left to itself V8 lets four times as much garbage stand before it
// collects it, on a machine with much memory, which the database beside it needs more.
module.exports = ['--max-semi-space-size=8', '--heap-growing-percent=35'];
