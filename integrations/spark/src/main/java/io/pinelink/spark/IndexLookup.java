package io.pinelink.spark;

import io.pinelink.Pinelink;
import io.pinelink.connector.IndexLimits;
import io.pinelink.connector.SinkIndex;
import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens the index of a table on the driver, once: each micro-batch of a stream asks for it. A wrong
 * key, a missing index or a route that the policy refuses fails here, and not in each task.
 */
final class IndexLookup {
  private static final System.Logger LOG = System.getLogger(IndexLookup.class.getName());

  private final SourceOptions options;
  private final UUID table = UUID.randomUUID();
  private @Nullable Opened opened;

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

  /**
   * An index that was opened.
   *
   * @param options options with which tasks open the index without asking the control plane
   * @param limits what the index takes
   */
  record Opened(SourceOptions options, IndexLimits limits) implements Serializable {
    @Serial private static final long serialVersionUID = 1;
  }

  /** Opens the index, the first time, and logs its route. */
  synchronized Opened opened() {
    Opened known = opened;
    if (known == null) {
      try (Pinelink client = options.newClient()) {
        SinkIndex index = options.target().sink(client);
        logRoute(options, index);
        IndexLimits limits = index.verify();
        known = new Opened(options.resolvedBy(client), limits);
      }
      opened = known;
    }
    return known;
  }

  /** Logs the route on which a process uses the index. */
  static void logRoute(SourceOptions options, SinkIndex index) {
    LOG.log(
        System.Logger.Level.INFO,
        "Index {0} is used over this route: {1}",
        options.target(),
        index.route());
  }
}
