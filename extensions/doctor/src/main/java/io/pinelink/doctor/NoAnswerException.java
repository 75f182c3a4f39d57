package io.pinelink.doctor;

import java.net.SocketTimeoutException;

/** All was sent on an established connection, and nothing was received before the deadline. */
final class NoAnswerException extends SocketTimeoutException {
  private static final long serialVersionUID = 1L;

  NoAnswerException() {
    super("no answer in time");
  }
}
