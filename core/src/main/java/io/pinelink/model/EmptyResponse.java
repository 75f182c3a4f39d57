package io.pinelink.model;

/**
 * The response to a request that returns nothing, such as the deletion of an index. The service has
 * accepted the request; what it starts may end later.
 */
public sealed interface EmptyResponse extends Response
    permits io.pinelink.internal.response.VectorResponses.EmptyResult {
  /**
   * Returns the origin of the response; for a namespace alias that an earlier attempt of the call
   * deleted, from the attempt that found it gone.
   */
  @Override
  ResponseInfo info();
}
