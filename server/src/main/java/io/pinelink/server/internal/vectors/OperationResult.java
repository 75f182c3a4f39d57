package io.pinelink.server.internal.vectors;

/** What an operation returns, and the sequence number that goes with it. */
record OperationResult<T>(T value, SequenceNumber lsn) {}
