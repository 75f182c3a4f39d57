package io.pinelink.spi;

import io.pinelink.model.EmptyResponse;
import io.pinelink.model.Protocol;
import io.pinelink.spi.request.RawRequest;
import java.util.Set;

/**
 * An operation without a form of its own, for checks of the service. No facade offers it: a
 * decorator sends it to the next transport in place of the call that it received, with the context
 * of that call, so that it takes the same route. {@link Operations#all()} does not list it.
 */
public final class RawOperations {
  /**
   * Sends an HTTP request as it is, over REST only. A refusal fails the call as it does for every
   * operation; the body of any other response is not read. A {@link
   * io.pinelink.telemetry.CallObserver} that wants exchanges receives it.
   */
  public static final Operation<RawRequest, EmptyResponse> SEND =
      new Operation<>(
              "sendRaw",
              RawRequest.class,
              EmptyResponse.class,
              Plane.DATA,
              Effect.NOT_IDEMPOTENT,
              "2024-07",
              Set.of(Protocol.REST))
          .inVersionOf(RawRequest::apiVersion);

  private RawOperations() {}
}
