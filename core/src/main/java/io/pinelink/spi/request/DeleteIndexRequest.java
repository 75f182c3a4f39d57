package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * An index to delete, with all its vectors.
 *
 * @param name the index's name
 */
public record DeleteIndexRequest(String name) {
  /** Checks the name. */
  public DeleteIndexRequest {
    Check.resourceName("index", name);
  }
}
