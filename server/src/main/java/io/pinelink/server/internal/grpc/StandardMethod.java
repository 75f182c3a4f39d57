package io.pinelink.server.internal.grpc;

import java.io.IOException;

/**
 * A method of a standard gRPC service, health checking or reflection, with one response message for
 * each request message.
 */
public interface StandardMethod {
  /**
   * Answers one message.
   *
   * @return the encoded response message
   * @throws IOException if the message cannot be parsed
   */
  byte[] answer(byte[] message) throws IOException;

  /** Returns whether the call ends when the client has sent its last message. */
  default boolean endsWithRequest() {
    return true;
  }
}
