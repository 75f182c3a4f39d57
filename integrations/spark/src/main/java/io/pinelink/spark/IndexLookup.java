package io.pinelink.spark;

import io.pinelink.Pinelink;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens the index of a table on the driver, once: each micro-batch of a stream asks for it. A wrong
 * key, a missing index or a route that the policy refuses fails here, and not in each task.
 */
final class IndexLookup {
  private final SourceOptions options;
  private final UUID table = UUID.randomUUID();
  private @Nullable SourceOptions resolved;

  IndexLookup(SourceOptions options) {
    this.options = options;
  }

  /** Returns the options, before the index is opened. */
  SourceOptions options() {
    return options;
  }

  /** Returns an id of the table, whose tasks share clients. */
  UUID table() {
    return table;
  }

  /** Returns options with which tasks open the index without asking the control plane. */
  synchronized SourceOptions resolved() {
    SourceOptions known = resolved;
    if (known == null) {
      try (Pinelink client = options.newClient()) {
        options.target().verify(client);
        known = options.resolvedBy(client);
      }
      resolved = known;
    }
    return known;
  }
}
