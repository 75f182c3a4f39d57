package io.pinelink.cli.indexes;

import io.pinelink.control.ReadCapacity;
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
      description = "The number of shards of dedicated read nodes. Default: 1 for a new index.")
  @Nullable Integer shards;

  @Option(
      names = "--read-replicas",
      paramLabel = "N",
      description = "The number of replicas of dedicated read nodes. Default: 1 for a new index.")
  @Nullable Integer replicas;

  /** Returns the capacity of a new index; empty if it is not given. */
  Optional<ReadCapacity> capacity() {
    if (mode != null && mode.equalsIgnoreCase("dedicated")) {
      if (nodeType == null) {
        throw refused("--read-mode dedicated needs --read-node-type");
      }
      return Optional.of(
          ReadCapacity.dedicated(
              nodeType, shards == null ? 1 : shards, replicas == null ? 1 : replicas));
    }
    if (nodeType != null || shards != null || replicas != null) {
      throw refused(
          "--read-node-type, --read-shards and --read-replicas need --read-mode dedicated");
    }
    if (mode == null) {
      return Optional.empty();
    }
    if (!mode.equalsIgnoreCase("ondemand")) {
      throw refused("--read-mode is neither ondemand nor dedicated: '" + mode + "'");
    }
    return Optional.of(ReadCapacity.onDemand());
  }

  /** Returns the capacity of an existing index; empty if it stays. No default reduces it. */
  Optional<ReadCapacity> changedCapacity() {
    Optional<ReadCapacity> changed = capacity();
    if (changed.isPresent()
        && changed.get() instanceof ReadCapacity.Dedicated
        && (shards == null || replicas == null)) {
      throw refused("--read-mode dedicated needs --read-shards and --read-replicas");
    }
    return changed;
  }

  private ParameterException refused(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
