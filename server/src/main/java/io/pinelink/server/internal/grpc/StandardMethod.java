package io.pinelink.server.internal.grpc;

import java.io.IOException;

/**
 * A method of a standard gRPC service, health checking or reflection: one answer for each message
 * of the request.
 */
interface StandardMethod {
  /**
   * Answers one message.
   *
   * @return the encoded answer
   * @throws IOException if the message cannot be parsed
   */
  byte[] answer(byte[] message) throws IOException;

  /** Returns whether the call ends when the client has sent its last message. */
  default boolean endsWithRequest() {
    return true;
  }
}
