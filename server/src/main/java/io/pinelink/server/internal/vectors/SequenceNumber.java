package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.http.ServerResponse;

/**
 * A log sequence number, as response headers tell it: under the documented name and under the one
 * that the Python client reads.
 */
public record SequenceNumber(String header, String alias, long number) {

  static SequenceNumber none() {
    return new SequenceNumber("", "", 0);
  }

  /** The number of a write. */
  public static SequenceNumber ofWrite(long number) {
    return new SequenceNumber("x-pinecone-request-lsn", "x-pinecone-lsn-committed", number);
  }

  /** The number of the last write that a read could see. */
  public static SequenceNumber ofRead(long number) {
    return new SequenceNumber("x-pinecone-max-indexed-lsn", "x-pinecone-lsn-reconciled", number);
  }

  public ServerResponse addTo(ServerResponse answer) {
    if (header.isEmpty()) {
      return answer;
    }
    String text = Long.toString(number);
    return answer.with(header, text).with(alias, text);
  }
}
