package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A namespace to delete, with all its contents. Source: deleteNamespace, API version 2025-04.
 *
 * @param name 1 to 512 ASCII characters without NUL; {@code __default__} for the default one
 */
public record DeleteNamespaceRequest(String name) {
  /** Checks the name. */
  public DeleteNamespaceRequest {
    Check.id("name", name);
  }
}
