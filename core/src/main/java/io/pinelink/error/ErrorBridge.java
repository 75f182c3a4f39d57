package io.pinelink.error;

import io.pinelink.bulk.BulkReport;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The access of {@code Failures} of the SPI to exceptions, which have no public constructors.
 *
 * @hidden
 */
// Error Prone does not know the tag, which javadoc has. The SPI is exported to our own modules.
@SuppressWarnings({"InvalidBlockTag", "exports"})
public abstract sealed class ErrorBridge permits io.pinelink.spi.Failures {
  /** For the SPI. */
  protected ErrorBridge() {}

  /** See {@code Failures.transport}. */
  protected static TransportException newTransport(
      FailedCall call,
      NetworkCause networkCause,
      boolean unsent,
      String detail,
      @Nullable Throwable cause) {
    return new TransportException(call, networkCause, unsent, detail, cause);
  }

  /** See {@code Failures.deadlineExceeded}. */
  protected static DeadlineExceededException newDeadlineExceeded(
      FailedCall call, Duration timeout, @Nullable Throwable cause) {
    return new DeadlineExceededException(call, timeout, cause);
  }

  /** See {@code Failures.malformedResponse}. */
  protected static MalformedResponseException newMalformedResponse(
      FailedCall call, String detail, @Nullable Throwable cause) {
    return new MalformedResponseException(call, detail, cause);
  }

  /** See {@code Failures.bulk}. */
  protected static BulkException newBulk(FailedCall call, BulkReport report) {
    return new BulkException(call, report);
  }

  /** See {@code Failures.incompatibleLibrary}. */
  protected static IncompatibleLibraryException newIncompatibleLibrary(
      String message, @Nullable Throwable cause) {
    return new IncompatibleLibraryException(message, cause);
  }

  /** Creates the exception for an error response, of the type that matches its code. */
  protected static ServiceException newService(
      FailedCall call,
      ErrorCode code,
      String message,
      @Nullable String requestId,
      @Nullable Duration retryAfter,
      boolean retryForbidden,
      @Nullable Throwable cause) {
    ErrorReply reply = new ErrorReply(message, requestId, retryAfter, retryForbidden);
    return switch (code) {
      case NOT_FOUND -> new NotFoundException(call, reply, cause);
      case ALREADY_EXISTS -> new AlreadyExistsException(call, reply, cause);
      case UNAUTHENTICATED -> new UnauthenticatedException(call, reply, cause);
      case RESOURCE_EXHAUSTED -> new RateLimitedException(call, reply, cause);
      case QUOTA_EXHAUSTED -> new QuotaExhaustedException(call, reply, cause);
      default -> new ServiceException(call, code, reply, cause, "");
    };
  }

  /** See {@code Failures.addNote}. */
  protected static void appendNote(PinelinkException failure, String note) {
    failure.addNote(note);
  }

  /** Returns whether a refusal's text is about a monthly quota rather than a rate limit. */
  protected static boolean isAboutQuota(String message) {
    return QuotaText.in(message) != null;
  }

  /** Returns whether a refusal's text is about a number of resources, or an index that is full. */
  protected static boolean isAboutCapacity(String message) {
    return QuotaText.isAboutCapacity(message);
  }

  /** Adds the details of an error response. */
  protected static void addDetails(
      ServiceException failure,
      @Nullable String reason,
      Map<String, String> metadata,
      @Nullable ResponseInfo info) {
    failure.addDetails(reason, metadata, info);
  }
}
