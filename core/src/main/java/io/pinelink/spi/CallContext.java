package io.pinelink.spi;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;

/**
 * The context of a call: everything but its operation and request.
 *
 * @param route the route of this call; a later call to the same index may have another one, after a
 *     refresh of routes or of a stale host
 * @param namespace the namespace of a data-plane call; empty for the default one
 * @param deadline when the call must have ended
 * @param credential authenticates the call
 * @param headers the headers that the program adds
 * @param attempt the number of this attempt, from 1
 * @param handling whether the call may be retried, and who observes its attempts
 */
public record CallContext(
    Route route,
    String namespace,
    Deadline deadline,
    Credential credential,
    ExtraHeaders headers,
    int attempt,
    CallHandling handling) {
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

  /** Returns whether the call must not be retried if it fails. */
  public boolean once() {
    return handling.once();
  }

  /** Returns the context of the next attempt on another route. */
  public CallContext nextAttempt(Route other) {
    return new CallContext(other, namespace, deadline, credential, headers, attempt + 1, handling);
  }

  /**
   * Returns the context of an attempt, whose deadline may be earlier than the deadline of the call.
   *
   * @param number the number of the attempt, from 1
   * @param until when the attempt must have ended
   */
  public CallContext attempt(int number, Deadline until) {
    return new CallContext(route, namespace, until, credential, headers, number, handling);
  }

  /**
   * Returns a text from another source with {@code ***} in place of the call's credential and of
   * the values of its extra headers.
   */
  public String mask(String text) {
    return headers.mask(credential.mask(text));
  }

  /**
   * Returns the description of this call for an exception. The exception {@linkplain #mask masks}
   * all text of itself and of its causes.
   */
  public FailedCall failed(Operation<?, ?> operation) {
    return new FailedCall(operation.name(), route, attempt, this::mask);
  }

  /** Returns the metadata of a response to this call, masked. */
  public ResponseInfo info(Protocol protocol, ResponseHeaders headers) {
    String requestId = headers.requestId();
    return VectorResponses.info(
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
