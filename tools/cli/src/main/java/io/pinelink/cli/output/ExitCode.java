package io.pinelink.cli.output;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.routing.Verdict;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** The exit codes of all commands. */
public enum ExitCode {
  /** Everything was done. */
  DONE(0, "done"),
  /** The command failed for another reason, or a comparison found differences. */
  FAILED(1, "failed for another reason, or differences found"),
  /** The usage, the input or a request is invalid. */
  INVALID(2, "invalid usage or invalid input"),
  /** Some items failed, and the rest was done. */
  PARTLY_DONE(3, "some rows or items failed, and the rest was done"),
  /** An index, a namespace or another resource does not exist. */
  NOT_FOUND(4, "not found"),
  /** The key is wrong, or does not permit the operation. */
  NOT_PERMITTED(5, "the API key was refused, or the operation is not permitted"),
  /** The route is refused, or no connection is possible. */
  NO_CONNECTION(6, "no route or no connection"),
  /** The service throttles, or the time is up. */
  OUT_OF_TIME(7, "throttled, or out of time"),
  /** A file, a disk or standard output cannot be read or written. */
  FILE_FAILED(8, "a file, a disk or standard output could not be read or written"),
  /** A monthly quota of the plan is used up. */
  QUOTA_EXHAUSTED(9, "a monthly quota is used up; retries do not help"),
  /** The command was interrupted, for example by Ctrl-C. */
  INTERRUPTED(130, "interrupted"),
  /** Standard output was closed by the program that reads it. Nothing is printed about it. */
  OUTPUT_CLOSED(141, "standard output was closed by its reader, such as head");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** Returns the code that the process exits with. */
  public int code() {
    return code;
  }

  /** Returns the meaning, as the documentation lists it. */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the exit code of a failure. The outermost exception with a known code decides; a failed
   * bulk operation has the code of its cause.
   */
  public static ExitCode of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      ExitCode code = ofOne(t);
      if (code != FAILED) {
        return code;
      }
      if (t instanceof FailedCommand
          || t instanceof ServiceException
          || t instanceof MalformedResponseException) {
        return FAILED;
      }
    }
    return FAILED;
  }

  /** Returns the exit code of a bulk operation that ended early. */
  public static ExitCode of(BulkReport report) {
    return of(report.ending(), report.cause().orElse(null));
  }

  /** Returns the exit code of a bulk operation or copy that ended early. */
  public static ExitCode of(BulkOutcome ending, @Nullable Throwable cause) {
    ExitCode code = cause == null ? FAILED : of(cause);
    boolean outOfTime = ending == BulkOutcome.STALLED || ending == BulkOutcome.DEADLINE;
    return code == FAILED && outOfTime ? OUT_OF_TIME : code;
  }

  /** Returns the exit code of a check of routes: an answer of the service differs from none. */
  public static ExitCode of(Verdict verdict) {
    return switch (verdict) {
      case ANSWERED, RATE_LIMITED -> DONE;
      case QUOTA_EXHAUSTED -> QUOTA_EXHAUSTED;
      case FORBIDDEN -> NOT_PERMITTED;
      case INDEX_NOT_FOUND -> NOT_FOUND;
      case REFUSED, UNAUTHENTICATED, UNREACHABLE -> FAILED;
    };
  }

  private static ExitCode ofOne(Throwable t) {
    if (t instanceof FailedCommand failed) {
      return failed.exitCode();
    }
    if (t instanceof PinelinkException failure) {
      return ofCall(failure);
    }
    if (t instanceof ParameterException || t instanceof IllegalArgumentException) {
      return INVALID;
    }
    if (t instanceof InterruptedException
        || t instanceof CancellationException
        || t instanceof ClosedByInterruptException) {
      return INTERRUPTED;
    }
    if (t instanceof BindException || t.getCause() instanceof BindException) {
      return FAILED;
    }
    if (t instanceof SocketException || t instanceof UnknownHostException) {
      return NO_CONNECTION;
    }
    return t instanceof IOException ? FILE_FAILED : FAILED;
  }

  private static ExitCode ofCall(PinelinkException failure) {
    if (failure instanceof ServiceException refused) {
      return ofCode(refused.code());
    }
    if (failure instanceof TransportException) {
      return NO_CONNECTION;
    }
    return failure instanceof DeadlineExceededException ? OUT_OF_TIME : FAILED;
  }

  private static ExitCode ofCode(ErrorCode code) {
    return switch (code) {
      case INVALID_ARGUMENT, UNPROCESSABLE_ENTITY, OUT_OF_RANGE -> INVALID;
      case NOT_FOUND -> NOT_FOUND;
      case UNAUTHENTICATED, PERMISSION_DENIED, PAYMENT_REQUIRED -> NOT_PERMITTED;
      case QUOTA_EXHAUSTED -> QUOTA_EXHAUSTED;
      case RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED -> OUT_OF_TIME;
      case UNAVAILABLE -> NO_CONNECTION;
      case ALREADY_EXISTS,
          FAILED_PRECONDITION,
          ABORTED,
          UNIMPLEMENTED,
          INTERNAL,
          DATA_LOSS,
          UNKNOWN ->
          FAILED;
    };
  }
}
