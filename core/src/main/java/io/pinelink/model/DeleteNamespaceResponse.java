package io.pinelink.model;

import java.util.Objects;

/**
 * The response to a request to delete a namespace, which the service accepted. Deletion is
 * asynchronous.
 */
public record DeleteNamespaceResponse(ResponseInfo info) implements Response {
  /** Checks that no part is null. */
  public DeleteNamespaceResponse {
    Objects.requireNonNull(info, "info");
  }
}
