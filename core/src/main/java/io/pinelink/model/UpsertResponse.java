package io.pinelink.model;

import java.util.Objects;

/**
 * The response to an upsert.
 *
 * @param upsertedCount the number of vectors written, new and replaced alike
 */
public record UpsertResponse(long upsertedCount, ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public UpsertResponse {
    Objects.requireNonNull(info, "info");
  }
}
