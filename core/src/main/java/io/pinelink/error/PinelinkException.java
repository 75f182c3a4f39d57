package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.routing.Route;
import io.pinelink.routing.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed call. The subclasses differ in how a caller can react; an {@link ErrorCode} or a {@link
 * NetworkCause} gives the details.
 *
 * <p>Neither the message nor any cause contains the credential of the call, even if a server, proxy
 * or parser repeated it. A cause whose message contains the credential is replaced by an exception
 * that prints the same text with {@code ***} instead of the credential.
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
  private volatile String notes = "";

  PinelinkException(FailedCall call, String message, @Nullable Throwable cause) {
    super(call.mask().apply(message), MaskedCause.of(cause, call.mask()));
    this.call = call;
    this.operation = call.operation();
    this.attempts = call.attempts();
  }

  /** Appends a note to the message. See {@code Failures.addNote}. */
  final void addNote(String note) {
    notes = notes + "; " + masked(note);
  }

  /** Returns a text from the service without the credential of the call. */
  final String masked(String text) {
    return call == null ? text : call.mask().apply(text);
  }

  @Override
  public @Nullable String getMessage() {
    return super.getMessage() + notes;
  }

  /**
   * Returns whether the same call may succeed later. This does not imply that repeating it is safe.
   */
  public abstract boolean isRetryable();

  /**
   * Returns what this failure shows about the index and the route to it, as a diagnosis sums it up:
   * {@link Verdict#UNREACHABLE} if the service did not answer.
   */
  public Verdict verdict() {
    return Verdict.UNREACHABLE;
  }

  /** Returns the name of the operation that failed, such as {@code query}. */
  public String operation() {
    return operation;
  }

  /** Returns the number of attempts of the call, at least 1. */
  public int attempts() {
    return attempts;
  }

  /** Returns the route of the call; empty after deserialization. */
  public Optional<Route> route() {
    return call == null ? Optional.empty() : Optional.of(call.route());
  }
}
