package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.http.ServerResponse;

/**
 * A log sequence number in response headers, under the documented name and under the name that the
 * Python client reads.
 */
public record SequenceNumber(String header, String alias, long number) {

  static SequenceNumber none() {
    return new SequenceNumber("", "", 0);
  }

  public static SequenceNumber ofWrite(long number) {
    return new SequenceNumber("x-pinecone-request-lsn", "x-pinecone-lsn-committed", number);
  }

  /** Returns the sequence number of a read: the number of the last write that it could see. */
  public static SequenceNumber ofRead(long number) {
    return new SequenceNumber("x-pinecone-max-indexed-lsn", "x-pinecone-lsn-reconciled", number);
  }

  public ServerResponse addTo(ServerResponse response) {
    if (header.isEmpty()) {
      return response;
    }
    String text = Long.toString(number);
    return response.with(header, text).with(alias, text);
  }
}
