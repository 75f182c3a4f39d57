package io.pinelink.cli.connection;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options for how long a command waits until the service has finished. */
public final class WaitOptions {
  @Option(names = "--no-wait", description = "Does not wait until the service has finished.")
  boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait. Default: ${DEFAULT-VALUE}.")
  int timeout;

  /** Returns whether to wait. */
  public boolean isAsked() {
    return !noWait;
  }

  /** Returns how long to wait. */
  public Duration timeout() {
    return Duration.ofSeconds(timeout);
  }
}
