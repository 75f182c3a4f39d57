package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;
import java.util.Objects;

/**
 * A request to copy a pod index into a collection.
 *
 * @param name the name of the collection
 * @param source the name of the pod index
 */
public record CollectionSource(String name, String source) {
  /** Checks the names. */
  public CollectionSource {
    Objects.requireNonNull(source, "source is null");
    Check.resourceName("collection", name);
    Check.resourceName("index", source);
  }
}
