package io.pinelink.testing;

import io.pinelink.server.internal.http.ServerResponse;

/**
 * A log sequence number, as response headers tell it: under the documented name and under the one
 * that the Python client reads.
 */
record Lsn(String header, String alias, long number) {

  static Lsn none() {
    return new Lsn("", "", 0);
  }

  /** The number of a write. */
  static Lsn ofWrite(long number) {
    return new Lsn("x-pinecone-request-lsn", "x-pinecone-lsn-committed", number);
  }

  /** The number of the last write that a read could see. */
  static Lsn ofRead(long number) {
    return new Lsn("x-pinecone-max-indexed-lsn", "x-pinecone-lsn-reconciled", number);
  }

  ServerResponse addTo(ServerResponse answer) {
    if (header.isEmpty()) {
      return answer;
    }
    String text = Long.toString(number);
    return answer.with(header, text).with(alias, text);
  }
}
