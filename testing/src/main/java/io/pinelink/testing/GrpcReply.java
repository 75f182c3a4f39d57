package io.pinelink.testing;

import com.google.protobuf.MessageLite;

/** A message to send, and the sequence number that goes with it. */
record GrpcReply(MessageLite message, Lsn lsn) {}
