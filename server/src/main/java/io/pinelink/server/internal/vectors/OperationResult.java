package io.pinelink.server.internal.vectors;

/** The result of an operation with its sequence number. */
record OperationResult<T>(T value, SequenceNumber lsn) {}
