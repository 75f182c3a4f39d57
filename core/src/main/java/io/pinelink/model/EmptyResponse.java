package io.pinelink.model;

import java.util.Objects;

/**
 * The response to a request that returns nothing, such as the deletion of an index. The service has
 * accepted the request; what it starts may end later.
 *
 * @param info the origin of the response; for a namespace alias that an earlier attempt of the call
 *     deleted, from the attempt that found it gone
 */
public record EmptyResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public EmptyResponse {
    Objects.requireNonNull(info, "info");
  }
}
