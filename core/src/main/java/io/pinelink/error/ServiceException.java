package io.pinelink.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service answered, and said no. */
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
   * What the service answered.
   *
   * @param code its reason
   * @param message its words, or a stand-in; never null
   * @param requestId its name for the call; null if it gave none
   * @param retryAfter how long it asks to wait; null if it does not
   * @param retryForbidden whether it asks not to be called again for this
   */
  public record Refusal(
      ErrorCode code,
      String message,
      @Nullable String requestId,
      @Nullable Duration retryAfter,
      boolean retryForbidden) {
    private static final int MAX_WORDS = 500;

    /** A refusal that leaves it to the client whether to call again. */
    public Refusal(
        ErrorCode code, String message, @Nullable String requestId, @Nullable Duration retryAfter) {
      this(code, message, requestId, retryAfter, false);
    }

    /**
     * The words of a service as a message shows them, over either protocol: one line of at most 500
     * characters, and of a page of HTML nothing.
     *
     * @param said what the service said, without secrets
     */
    public static String text(String said) {
      String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
      if (line.startsWith("<")) {
        return "an HTML page, so something between here and the service may have answered";
      }
      return line.length() > MAX_WORDS ? line.substring(0, MAX_WORDS) + "…" : line;
    }

    /** Code, words, request id, and when to come back. */
    @Override
    public String toString() {
      String said = message.isBlank() ? code.name() : code + ", " + message.strip();
      String by = requestId == null ? said : said + " [request " + requestId + "]";
      return retryAfter == null ? by : by + "; retry after " + retryAfter;
    }
  }

  /** The exception of the kind that fits the code. */
  public static ServiceException of(FailedCall call, Refusal refusal, @Nullable Throwable cause) {
    return switch (refusal.code()) {
      case NOT_FOUND -> new NotFoundException(call, refusal, cause);
      case ALREADY_EXISTS -> new AlreadyExistsException(call, refusal, cause);
      case UNAUTHENTICATED -> new UnauthenticatedException(call, refusal, cause);
      case RESOURCE_EXHAUSTED -> new RateLimitedException(call, refusal, cause);
      default -> new ServiceException(call, refusal, cause, "");
    };
  }

  /** Why the service refused. */
  public ErrorCode code() {
    return code;
  }

  /** The service's name for the call, to quote to its support; empty if it gave none. */
  public Optional<String> requestId() {
    return Optional.ofNullable(requestId);
  }

  /**
   * How long the service asks to wait before the next call of this kind; empty if it does not say.
   * Sources: {@code Retry-After} in seconds or as an HTTP date, {@code grpc-retry-pushback-ms}.
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Whether the service asks not to be called again for this, by a {@code grpc-retry-pushback-ms}
   * that is negative or no number.
   */
  public boolean isRetryForbidden() {
    return retryForbidden;
  }

  @Override
  public boolean isRetryable() {
    return code.isRetryable() && !retryForbidden;
  }
}
