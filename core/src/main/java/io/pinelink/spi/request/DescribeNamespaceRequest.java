package io.pinelink.spi.request;

import io.pinelink.internal.validation.Check;

/**
 * A namespace to describe. Source: describeNamespace, API version 2025-04.
 *
 * @param name 1 to 512 ASCII characters without NUL; {@code __default__} for the default one
 */
public record DescribeNamespaceRequest(String name) {
  /** Checks the name. */
  public DescribeNamespaceRequest {
    Check.id("name", name);
  }
}
