package io.pinelink.internal.bulk.targets;

import io.pinelink.model.ResponseInfo;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The content of the response to a fetch.
 *
 * @param byId what exists, by id
 * @param bytes its approximate memory size
 */
record Fetched<T>(Map<String, T> byId, long bytes, ResponseInfo info) {
  /** Creates the content and adds up its size. */
  static <T> Fetched<T> of(Map<String, T> byId, ToLongFunction<T> held, ResponseInfo info) {
    return new Fetched<>(byId, byId.values().stream().mapToLong(held).sum(), info);
  }
}
