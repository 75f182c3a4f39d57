package io.pinelink.server.internal.vectors;

/**
 * An encoder of results that have more members in newer API versions.
 *
 * @param <T> the type of the result
 * @param <M> the type of the encoded result
 */
@FunctionalInterface
interface VersionedEncoder<T, M> {
  /**
   * Encodes a result.
   *
   * @param withSizes whether the API version of the call reports sizes in bytes
   */
  M encode(T result, boolean withSizes);
}
