package io.pinelink;

import io.pinelink.control.DescribeIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.NotFoundException;
import io.pinelink.internal.Futures;
import io.pinelink.spi.ControlOperations;
import java.util.Optional;

/** What the control plane brings about a while after it was asked to. */
final class Awaitables {
  private Awaitables() {}

  static Awaited<IndexDescription> indexReady(String name) {
    DescribeIndexRequest question = new DescribeIndexRequest(name);
    return new Awaited<>(
        "waitUntilReady",
        caller -> caller.call(ControlOperations.DESCRIBE_INDEX, question),
        index -> index.status().ready(),
        index -> ended(index.status().isTerminal(), "index", name, index.status().state()));
  }

  /** Answers whether the index is gone. */
  static Awaited<Boolean> indexDeleted(String name) {
    DescribeIndexRequest question = new DescribeIndexRequest(name);
    return new Awaited<>(
        "waitUntilDeleted",
        caller ->
            Futures.recover(
                Futures.map(
                    caller.call(ControlOperations.DESCRIBE_INDEX, question), found -> false),
                NotFoundException.class,
                true),
        gone -> gone,
        gone -> Optional.empty());
  }

  private static Optional<String> ended(boolean ended, String kind, String name, String state) {
    return ended
        ? Optional.of(kind + " '" + name + "' is " + state + " and will not be ready")
        : Optional.empty();
  }
}
