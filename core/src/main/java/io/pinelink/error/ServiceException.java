package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that the service refused or failed with an error response. */
public sealed class ServiceException extends PinelinkException
    permits NotFoundException,
        AlreadyExistsException,
        UnauthenticatedException,
        RateLimitedException,
        QuotaExhaustedException {
  private static final long serialVersionUID = 1;

  /** The reason of a namespace that was created a moment ago; its code is not retryable. */
  private static final String NOT_ACTIVE = "TARGET_NAMESPACE_NOT_ACTIVE";

  private final ErrorCode code;
  private final @Nullable String requestId;
  private final @Nullable Duration retryAfter;
  private final boolean retryForbidden;
  private @Nullable String reason;

  @SuppressWarnings("serial") // Unmodifiable maps of strings are serializable.
  private Map<String, String> reasonMetadata = Map.of();

  private transient @Nullable ResponseInfo info;

  /**
   * Creates an exception, which {@link ErrorBridge#newService} does.
   *
   * @param hint a text at the end of the message
   */
  ServiceException(
      FailedCall call, ErrorCode code, ErrorReply reply, @Nullable Throwable cause, String hint) {
    super(call, call + ": " + text(code, reply) + hint, cause);
    this.code = code;
    this.requestId = reply.requestId() == null ? null : call.mask().apply(reply.requestId());
    this.retryAfter = reply.retryAfter();
    this.retryForbidden = reply.retryForbidden();
  }

  private static String text(ErrorCode code, ErrorReply reply) {
    String message = reply.message().strip();
    String text = message.isEmpty() ? code.name() : code + ", " + message;
    String by = reply.requestId() == null ? text : text + " [request " + reply.requestId() + "]";
    return reply.retryAfter() == null
        ? by
        : by + "; retry after " + DurationText.of(reply.retryAfter());
  }

  /**
   * Adds the details of the error response.
   *
   * @param reason the reason in the details, such as {@code TARGET_NAMESPACE_NOT_FOUND}; null if
   *     there is none
   * @param metadata the values that belong to the reason
   * @param info the info of the response; null if it is not known
   */
  final void addDetails(
      @Nullable String reason, Map<String, String> metadata, @Nullable ResponseInfo info) {
    this.reason = reason == null ? null : masked(reason);
    Map<String, String> masked = new LinkedHashMap<>();
    metadata.forEach((name, value) -> masked.put(masked(name), masked(value)));
    this.reasonMetadata = Collections.unmodifiableMap(masked);
    this.info = info;
  }

  /** Returns the reason of the failure. */
  public ErrorCode code() {
    return code;
  }

  /**
   * Returns the service's name of the reason, such as {@code WRITE_TO_ALIAS}, which is more
   * specific than the code; empty if the service sent none. It sends one for failures that concern
   * namespace aliases, over both protocols.
   */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * Returns the values that the service sent with the {@linkplain #reason() reason}, such as {@code
   * target_namespace}, the target of an alias that already exists; empty if it sent none.
   */
  public Map<String, String> reasonMetadata() {
    return reasonMetadata;
  }

  /**
   * Returns the origin of the error response; empty after deserialization, and if no response of
   * the service is known.
   */
  public Optional<ResponseInfo> info() {
    return Optional.ofNullable(info);
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
  public Verdict verdict() {
    Verdict verdict =
        switch (code) {
          case UNAUTHENTICATED -> Verdict.UNAUTHENTICATED;
          case RESOURCE_EXHAUSTED -> Verdict.RATE_LIMITED;
          case QUOTA_EXHAUSTED -> Verdict.QUOTA_EXHAUSTED;
          case PERMISSION_DENIED, PAYMENT_REQUIRED -> Verdict.FORBIDDEN;
          case NOT_FOUND -> Verdict.INDEX_NOT_FOUND;
          case INVALID_ARGUMENT,
              UNPROCESSABLE_ENTITY,
              ALREADY_EXISTS,
              FAILED_PRECONDITION,
              OUT_OF_RANGE,
              UNIMPLEMENTED ->
              Verdict.REFUSED;
          case ABORTED, INTERNAL, UNAVAILABLE, DEADLINE_EXCEEDED, DATA_LOSS, UNKNOWN ->
              Verdict.UNREACHABLE;
        };
    // Something on the path may answer with these statuses too.
    return verdict.provesRoute() && info().isEmpty() ? Verdict.UNREACHABLE : verdict;
  }

  @Override
  public boolean isRetryable() {
    return (code.isRetryable() || NOT_ACTIVE.equals(reason)) && !retryForbidden;
  }
}
