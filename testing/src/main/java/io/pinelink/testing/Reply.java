package io.pinelink.testing;

/** What an operation returns, and the sequence number that goes with it. */
record Reply<T>(T value, Lsn lsn) {}
