package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A collection to delete.
 *
 * @param name the collection's name
 */
public record DeleteCollectionRequest(String name) {
  /** Checks the name. */
  public DeleteCollectionRequest {
    Check.resourceName("collection", name);
  }
}
