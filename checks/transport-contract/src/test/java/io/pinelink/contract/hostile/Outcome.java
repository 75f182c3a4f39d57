package io.pinelink.contract.hostile;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call.
 *
 * @param detail the kind of failure, or the error in the response; empty for a correct response
 */
record Outcome(Result result, String detail, @Nullable Throwable failure) {
  /** The category of an outcome. */
  enum Result {
    /** The call got its own response or refusal. */
    ANSWERED,
    /** The call failed with a {@link PinelinkException}. */
    FAILED,
    /** The call got the response of another call, or any other invalid result. */
    WRONG
  }

  private static final Outcome ANSWERED = new Outcome(Result.ANSWERED, "", null);

  static Outcome answered() {
    return ANSWERED;
  }

  static Outcome wrong(String detail) {
    return new Outcome(Result.WRONG, detail, null);
  }

  static Outcome wrong(String detail, Throwable failure) {
    return new Outcome(Result.WRONG, detail + ": " + failure, failure);
  }

  static Outcome failed(PinelinkException failure) {
    return new Outcome(Result.FAILED, kind(failure), failure);
  }

  boolean isAnswered() {
    return result == Result.ANSWERED;
  }

  boolean isFailed() {
    return result == Result.FAILED;
  }

  private static String kind(PinelinkException failure) {
    String type = failure.getClass().getSimpleName().replace("Exception", "");
    if (failure instanceof ServiceException service) {
      return type + " " + service.code();
    }
    return failure instanceof TransportException transport
        ? type + " " + transport.networkCause()
        : type;
  }
}
