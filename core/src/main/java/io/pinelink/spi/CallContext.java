package io.pinelink.spi;

import io.pinelink.error.FailedCall;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;

/**
 * What a call needs besides its request.
 *
 * @param route the way that this call takes to the service; the next call to the same index takes
 *     another where routes were refreshed in between, or the index's host turned out to be stale
 * @param namespace the namespace that a data-plane call is about; empty for the default one
 * @param deadline when the call must have ended
 * @param credential what lets the call in
 * @param headers the headers that the program adds
 * @param attempt which try this is, from 1
 * @param once whether the call is not to be tried again if it fails
 */
public record CallContext(
    Route route,
    String namespace,
    Deadline deadline,
    Credential credential,
    ExtraHeaders headers,
    int attempt,
    boolean once) {
  /**
   * Checks that the credential may take the route.
   *
   * @throws IllegalArgumentException if the credential is too short to be masked in messages, and
   *     the route does not lead to loopback; every call has a context, so that such a credential is
   *     never sent elsewhere
   */
  public CallContext {
    SecretReach.check(credential, route);
  }

  /** A call that may be tried again. */
  public CallContext(
      Route route,
      String namespace,
      Deadline deadline,
      Credential credential,
      ExtraHeaders headers,
      int attempt) {
    this(route, namespace, deadline, credential, headers, attempt, false);
  }

  /** The same call, tried once more. */
  public CallContext nextAttempt() {
    return nextAttempt(route);
  }

  /** The same call, tried once more on another route. */
  public CallContext nextAttempt(Route other) {
    return new CallContext(other, namespace, deadline, credential, headers, attempt + 1, once);
  }

  /**
   * The same call as a certain try of it, which may have less time than the call.
   *
   * @param number which try it is, from 1
   * @param until when the try must have ended
   */
  public CallContext attempt(int number, Deadline until) {
    return new CallContext(route, namespace, until, credential, headers, number, once);
  }

  /**
   * Returns a text from elsewhere with {@code ***} in place of the call's credential and of the
   * values of its extra headers.
   */
  public String mask(String text) {
    return headers.mask(credential.mask(text));
  }

  /**
   * Returns what an exception about this call reports. The exception {@linkplain #mask masks} all
   * of its text, and that of its causes.
   */
  public FailedCall failed(Operation<?, ?> operation) {
    return new FailedCall(operation.name(), route, attempt, this::mask);
  }

  /** Returns what a response to this call reports, masked. */
  public ResponseInfo info(Protocol protocol, ResponseHeaders headers) {
    String requestId = headers.requestId();
    return ResponseInfo.of(
        requestId == null ? null : mask(requestId),
        namespace,
        headers.writeLsn(),
        headers.readLsn(),
        headers.serverDuration(),
        route,
        protocol,
        attempt);
  }
}
