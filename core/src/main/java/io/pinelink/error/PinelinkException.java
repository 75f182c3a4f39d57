package io.pinelink.error;

import io.pinelink.routing.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The kinds differ in what a caller can do; everything finer is an {@link
 * ErrorCode} or a {@link NetworkCause}.
 *
 * <p>Neither the message nor any cause shows the credential of the call, even if a server, proxy or
 * parser repeats it. A cause whose message contains it is replaced by an exception that prints like
 * it, with {@code ***} in its place.
 */
public abstract sealed class PinelinkException extends RuntimeException
    permits ServiceException,
        TransportException,
        DeadlineExceededException,
        MalformedResponseException,
        BulkException {
  private static final long serialVersionUID = 1;

  private final transient FailedCall call;
  private final String operation;
  private final int attempts;
  private volatile String sequel = "";

  PinelinkException(FailedCall call, String message, @Nullable Throwable cause) {
    super(call.mask().apply(message), MaskedCause.of(cause, call.mask()));
    this.call = call;
    this.operation = call.operation();
    this.attempts = call.attempts();
  }

  /**
   * Adds to the message what came of the failure, such as why the call was not tried again. For
   * those who decide that; not for users.
   *
   * @param text what came of it
   */
  public final void add(String text) {
    sequel = sequel + "; " + (call == null ? text : call.mask().apply(text));
  }

  @Override
  public @Nullable String getMessage() {
    return super.getMessage() + sequel;
  }

  /** Whether the same call may succeed later. Whether it may be repeated is another question. */
  public abstract boolean isRetryable();

  /** The name of the operation that failed, such as {@code query}. */
  public String operation() {
    return operation;
  }

  /** How often the call was tried in all, at least 1. */
  public int attempts() {
    return attempts;
  }

  /** The way the call took; empty after deserialisation. */
  public Optional<Route> route() {
    return call == null ? Optional.empty() : Optional.of(call.route());
  }
}
