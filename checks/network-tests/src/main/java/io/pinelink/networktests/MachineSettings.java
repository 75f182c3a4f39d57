package io.pinelink.networktests;

import java.util.List;
import java.util.Map;

/**
 * Settings of the machine on which a command runs.
 *
 * @param prefix a command that runs the command in an environment of its own
 * @param jvmOptions options of the JVM
 * @param environment variables of the environment
 */
record MachineSettings(
    List<String> prefix, List<String> jvmOptions, Map<String, String> environment) {
  static final MachineSettings PLAIN = new MachineSettings(List.of(), List.of(), Map.of());

  /**
   * Returns a machine whose clock is ahead, as {@code faketime} takes it: {@code +2h}. It moves the
   * monotonic clock as well, which must not become negative.
   */
  static MachineSettings withClock(String offset) {
    return new MachineSettings(List.of("faketime", "-f", offset), List.of(), Map.of());
  }

  static MachineSettings withJvmOptions(String... options) {
    return new MachineSettings(List.of(), List.of(options), Map.of());
  }

  static MachineSettings withEnvironment(Map<String, String> variables) {
    return new MachineSettings(List.of(), List.of(), variables);
  }
}
