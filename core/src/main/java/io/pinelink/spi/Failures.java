package io.pinelink.spi;

import io.pinelink.bulk.BulkReport;
import io.pinelink.error.BulkException;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorBridge;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.IncompatibleLibraryException;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.internal.response.FailedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Creates the exceptions of failed calls. */
public final class Failures extends ErrorBridge {
  private Failures() {}

  /**
   * Appends a note to the message of an exception, such as why the call was not retried. For
   * transports and the layers above them.
   */
  public static void addNote(PinelinkException failure, String note) {
    appendNote(failure, note);
  }

  /** Creates the exception for an error response, of the type that matches its code. */
  public static ServiceException refusal(
      FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    ServiceException failure =
        newService(
            call,
            code(refusal),
            refusal.message(),
            refusal.requestId(),
            refusal.retryAfter(),
            refusal.retryForbidden(),
            cause);
    addDetails(failure, refusal.details().reason(), refusal.details().metadata(), refusal.info());
    return failure;
  }

  /**
   * Returns the code of a refusal. The codes of limits do not determine whether waiting helps: only
   * the text distinguishes a rate limit from a monthly quota and from a limit of capacity.
   */
  private static ErrorCode code(Refusal refusal) {
    ErrorCode code = refusal.code();
    if (code != ErrorCode.RESOURCE_EXHAUSTED && code != ErrorCode.PERMISSION_DENIED) {
      return code;
    }
    if (isAboutQuota(refusal.message())) {
      return ErrorCode.QUOTA_EXHAUSTED;
    }
    return isAboutCapacity(refusal.message()) ? ErrorCode.PERMISSION_DENIED : code;
  }

  /**
   * Creates the exception for a call that failed without a response, for a known reason.
   *
   * @param unsent whether the service certainly did not process the request
   * @param detail what happened, for the message
   */
  public static TransportException transport(
      FailedCall call,
      NetworkCause networkCause,
      boolean unsent,
      String detail,
      @Nullable Throwable cause) {
    return newTransport(call, networkCause, unsent, detail, cause);
  }

  /**
   * Creates the exception for a call whose deadline passed.
   *
   * @param timeout the timeout of the call, for the message
   */
  public static DeadlineExceededException deadlineExceeded(
      FailedCall call, Duration timeout, @Nullable Throwable cause) {
    return newDeadlineExceeded(call, timeout, cause);
  }

  /**
   * Creates the exception for a response that does not conform to the API.
   *
   * @param detail what is wrong with the response, without its content
   */
  public static MalformedResponseException malformedResponse(
      FailedCall call, String detail, @Nullable Throwable cause) {
    return newMalformedResponse(call, detail, cause);
  }

  /** Creates the exception for the report of a bulk operation with failures. */
  public static BulkException bulk(FailedCall call, BulkReport report) {
    return newBulk(call, report);
  }

  /**
   * Creates the exception for a library that a transport cannot run on.
   *
   * @param cause the error of the JVM; null if none was thrown yet
   */
  public static IncompatibleLibraryException incompatibleLibrary(
      String message, @Nullable Throwable cause) {
    return newIncompatibleLibrary(message, cause);
  }

  /**
   * Creates the exception for a connection that could not be established or broke.
   *
   * @param unsent whether the transport knows that the request was not sent; a failure to connect
   *     or in the handshake always counts as unsent
   * @param cause the exception of the network library
   */
  public static TransportException connectionLost(
      FailedCall call, boolean unsent, Throwable cause) {
    NetworkCause why = NetworkCauses.of(cause);
    if (unsent && why == NetworkCause.TLS_FAILURE) {
      return unconnected(call, cause);
    }
    return described(call, why, unsent || NetworkCauses.isFromBeforeSending(cause), cause);
  }

  /**
   * Creates the exception for a call that ended without a response, where nothing was thrown.
   *
   * @param unsent whether the transport knows that the request was not sent
   * @param detail what happened, for the message
   */
  public static TransportException connectionLost(FailedCall call, boolean unsent, String detail) {
    return newTransport(call, NetworkCause.CONNECTION_LOST, unsent, detail, null);
  }

  /**
   * Creates the exception for a connection that was never established, so that the request cannot
   * have been sent.
   *
   * @param cause the exception of the network library from the connect or the handshake
   */
  public static TransportException unconnected(FailedCall call, Throwable cause) {
    return described(call, NetworkCauses.ofUnconnected(cause, call.route()), true, cause);
  }

  /**
   * Creates the exception for a connection without a common application protocol, where the network
   * library has no specific exception.
   *
   * @param cause the exception of the network library
   */
  public static TransportException noCommonProtocol(FailedCall call, Throwable cause) {
    return described(call, NetworkCause.NO_COMMON_PROTOCOL, true, cause);
  }

  /**
   * Creates the exception for a call that the client refuses to send; it is not retryable.
   *
   * @param detail why the client does not send it, for the message
   */
  public static TransportException notSent(
      FailedCall call, String detail, @Nullable Throwable cause) {
    return newTransport(call, NetworkCause.REFUSED_LOCALLY, true, detail, cause);
  }

  /**
   * Returns the code for an HTTP response that gives no other reason, such as one from a gateway. A
   * gateway may send such a response to calls of any protocol.
   */
  public static ErrorCode errorCode(int httpStatus) {
    return switch (httpStatus) {
      case 400, 413, 414, 415 -> ErrorCode.INVALID_ARGUMENT;
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 402 -> ErrorCode.PAYMENT_REQUIRED;
      case 403 -> ErrorCode.PERMISSION_DENIED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 408, 504 -> ErrorCode.DEADLINE_EXCEEDED;
      case 409 -> ErrorCode.ALREADY_EXISTS;
      case 412 -> ErrorCode.FAILED_PRECONDITION;
      case 422 -> ErrorCode.UNPROCESSABLE_ENTITY;
      case 429 -> ErrorCode.RESOURCE_EXHAUSTED;
      case 500 -> ErrorCode.INTERNAL;
      case 405, 501 -> ErrorCode.UNIMPLEMENTED;
      case 502, 503 -> ErrorCode.UNAVAILABLE;
      default -> httpStatus >= 500 ? ErrorCode.INTERNAL : ErrorCode.UNKNOWN;
    };
  }

  private static TransportException described(
      FailedCall call, NetworkCause why, boolean unsent, Throwable cause) {
    return newTransport(
        call,
        why,
        unsent,
        NetworkCauses.describe(why, call.route(), cause) + NetworkCauses.ofEachAddress(cause),
        cause);
  }
}
