package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * A request to copy a pod index into a collection, from which other indexes can be created.
 *
 * <p>Source: createCollection, API version 2026-04.
 *
 * @param name 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends
 * @param source the name of the pod index
 */
public record CreateCollectionRequest(String name, String source) {
  /** Checks the names. */
  public CreateCollectionRequest {
    Objects.requireNonNull(source, "source is null");
    Check.resourceName("collection", name);
    Check.resourceName("index", source);
  }
}
