package io.pinelink.cli.indexes;

import io.pinelink.control.ReadCapacity;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The capacity that serves the reads of an index. */
final class ReadCapacityOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--read-mode",
      paramLabel = "MODE",
      description = "ondemand or dedicated. Default: ondemand, or unchanged.")
  @Nullable String mode;

  @Option(
      names = "--read-node-type",
      paramLabel = "TYPE",
      description = "The type of dedicated read nodes, such as b1 or t1.")
  @Nullable String nodeType;

  @Option(
      names = "--read-shards",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of shards of dedicated read nodes. Default: ${DEFAULT-VALUE}.")
  int shards;

  @Option(
      names = "--read-replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of replicas of dedicated read nodes. Default: ${DEFAULT-VALUE}.")
  int replicas;

  /** Returns the capacity; empty if it is not given. */
  Optional<ReadCapacity> capacity() {
    if (mode == null) {
      if (nodeType != null) {
        throw refused("--read-node-type needs --read-mode dedicated");
      }
      return Optional.empty();
    }
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "ondemand" -> Optional.of(ReadCapacity.onDemand());
      case "dedicated" -> {
        if (nodeType == null) {
          throw refused("--read-mode dedicated needs --read-node-type");
        }
        yield Optional.of(ReadCapacity.dedicated(nodeType, shards, replicas));
      }
      default -> throw refused("expected ondemand or dedicated, but was '" + mode + "'");
    };
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
