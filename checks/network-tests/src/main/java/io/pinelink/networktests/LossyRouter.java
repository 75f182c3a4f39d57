package io.pinelink.networktests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Packets between the application and the endpoints that are lost and reordered: while it is on,
 * the router sends them through the program {@code checks/network-tests/lossy-router}.
 */
final class LossyRouter implements AutoCloseable {
  private static final String INTERFACE = "lossy";
  private static final String TABLE = "100";

  private final Network network;
  private final Path output;
  private final Process process;

  LossyRouter(Network network, long seed) {
    this.network = network;
    this.output = network.directory().resolve("lossy-router.out");
    try {
      process =
          new ProcessBuilder(
                  network.commandOn(
                      "router",
                      List.of(System.getProperty("lossy-router"), INTERFACE, String.valueOf(seed))))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Network.await("the lossy router is ready: " + output, () -> lines().contains("ready"));
    network.on("router", "ip", "link", "set", INTERFACE, "up");
    network.on("router", "ip", "route", "add", "default", "dev", INTERFACE, "table", TABLE);
    // Packets come back from an interface that has no route to their source.
    network.on("router", "sysctl", "-q", "-w", "net.ipv4.conf.all.rp_filter=0");
    network.on("router", "sysctl", "-q", "-w", "net.ipv4.conf." + INTERFACE + ".rp_filter=0");
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void begin() {
    detour("add");
  }

  void end() {
    detour("delete");
  }

  private void detour(String action) {
    for (List<String> between :
        List.of(List.of("app", "10.77.2.0/24"), List.of("endpoint", "10.77.1.0/24"))) {
      network.on(
          "router",
          "ip",
          "rule",
          action,
          "iif",
          between.get(0),
          "to",
          between.get(1),
          "lookup",
          TABLE);
    }
  }

  /** Ends the program and returns its counts. */
  String counts() {
    process.destroy();
    Network.await("the lossy router has ended", () -> !process.isAlive());
    List<String> lines = lines();
    return lines.get(lines.size() - 1);
  }

  /** Ends the program and returns whether it lost packets and held others back. */
  boolean hasStruck() {
    return counts().matches("packets [1-9]\\d* lost [1-9]\\d* held [1-9]\\d*");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
