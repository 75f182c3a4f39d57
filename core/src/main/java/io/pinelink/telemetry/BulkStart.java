package io.pinelink.telemetry;

import java.util.Objects;
import java.util.Optional;

/**
 * A bulk operation that starts. It describes the operation, never its content.
 *
 * @param client the number of the client, which is unique in this process
 * @param operation the operation of its calls, such as {@code upsert}
 * @param index the name of the index, as {@link CallStart#index} returns it
 * @param namespace the namespace; empty for the default one
 */
public record BulkStart(long client, String operation, Optional<String> index, String namespace) {
  /** Checks that no part is null. */
  public BulkStart {
    Objects.requireNonNull(operation, "operation is null");
    Objects.requireNonNull(index, "index is null");
    Objects.requireNonNull(namespace, "namespace is null");
  }
}
