package io.pinelink.contract.hostile;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param detail the failure's kind, or what is wrong with the answer; empty for the right answer
 */
record Outcome(Result result, String detail, @Nullable Throwable failure) {
  /** What the caller may conclude. */
  enum Result {
    /** The call's own answer, or its own refusal. */
    ANSWERED,
    /** A {@link PinelinkException}. */
    FAILED,
    /** The answer of another call, or anything else that no caller should see. */
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
