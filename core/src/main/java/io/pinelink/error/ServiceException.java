package io.pinelink.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that the service refused or failed with an error response. */
public sealed class ServiceException extends PinelinkException
    permits NotFoundException,
        AlreadyExistsException,
        UnauthenticatedException,
        RateLimitedException {
  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final @Nullable String requestId;
  private final @Nullable Duration retryAfter;
  private final boolean retryForbidden;

  ServiceException(FailedCall call, Refusal refusal, @Nullable Throwable cause, String hint) {
    super(call, call + ": " + refusal + hint, cause);
    this.code = refusal.code();
    this.requestId = refusal.requestId() == null ? null : call.mask().apply(refusal.requestId());
    this.retryAfter = refusal.retryAfter();
    this.retryForbidden = refusal.retryForbidden();
  }

  /**
   * An error response of the service.
   *
   * @param code the reason
   * @param message the text of the error, or a substitute; never null
   * @param requestId the service's id of the call; null if it sent none
   * @param retryAfter how long the service asks to wait; null if it does not
   * @param retryForbidden whether the service asks not to retry the call
   */
  public record Refusal(
      ErrorCode code,
      String message,
      @Nullable String requestId,
      @Nullable Duration retryAfter,
      boolean retryForbidden) {
    private static final int MAX_WORDS = 500;

    /** Creates a refusal that leaves retries to the client. */
    public Refusal(
        ErrorCode code, String message, @Nullable String requestId, @Nullable Duration retryAfter) {
      this(code, message, requestId, retryAfter, false);
    }

    /**
     * Returns the text of a service as shown in messages, over either protocol: one line of at most
     * 500 characters. An HTML page is replaced by a description.
     *
     * @param said the text from the service, without secrets
     */
    public static String text(String said) {
      String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
      if (line.startsWith("<")) {
        return "an HTML page, so something between here and the service may have answered";
      }
      return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }

    /** Returns the code, the message, the request id and the time to wait before a retry. */
    @Override
    public String toString() {
      String said = message.isBlank() ? code.name() : code + ", " + message.strip();
      String by = requestId == null ? said : said + " [request " + requestId + "]";
      return retryAfter == null ? by : by + "; retry after " + retryAfter;
    }
  }

  /** Returns an exception of the type that matches the code. */
  public static ServiceException of(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    return switch (refusal.code()) {
      case NOT_FOUND -> new NotFoundException(call, refusal, cause);
      case ALREADY_EXISTS -> new AlreadyExistsException(call, refusal, cause);
      case UNAUTHENTICATED -> new UnauthenticatedException(call, refusal, cause);
      case RESOURCE_EXHAUSTED -> new RateLimitedException(call, refusal, cause);
      default -> new ServiceException(call, refusal, cause, "");
    };
  }

  /** Returns the reason of the failure. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the service's id of the call, to quote in support requests; empty if it sent none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /**
   * Returns how long the service asks to wait before the next call of this kind; empty if it does
   * not. Sources: {@code Retry-After} in seconds or as an HTTP date, {@code
   * grpc-retry-pushback-ms}.
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Returns whether the service asks not to retry the call, with a {@code grpc-retry-pushback-ms}
   * that is negative or not a number.
   */
  public boolean isRetryForbidden() {
    return retryForbidden;
  }

  @Override
  public boolean isRetryable() {
    return code.isRetryable() && !retryForbidden;
  }
}
