package io.pinelink.networktests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the packets that the router forwards, and captures those that leave the private network.
 * Only packets of the control plane may.
 */
final class PacketJudge implements AutoCloseable {
  private static final String APP = "10.77.1.10";
  private static final String CONTROL = NetworkAddress.CONTROL_PLANE.address();
  private static final String TO_CONTROL = "app to public for " + CONTROL;
  private static final String FROM_CONTROL = "public to app for " + APP;
  private static final Set<String> ALLOWED = Set.of(APP + " to " + CONTROL, CONTROL + " to " + APP);

  private static final Duration DRAINED = Duration.ofSeconds(10);

  /** In the names of all hosts of the data plane, public and private. */
  private static final String DATA_PLANE = ".svc.";

  private static final Pattern ELEMENT =
      Pattern.compile("\"(\\w+)\" \\. \"(\\w+)\" \\. ([0-9.]+) counter packets (\\d+)");

  private final Network network;
  private final Violations violations;
  private final PacketCapture atRouter;
  private final PacketCapture atApp;
  private final Map<String, Long> captured = new TreeMap<>();
  private Map<String, Long> forwarded = Map.of();

  PacketJudge(Network network, Violations violations) {
    this.network = network;
    this.violations = violations;
    network.on(
        "router",
        "nft",
        """
        table ip endurance {
          set forwarded {
            type ifname . ifname . ipv4_addr
            flags dynamic
            counter
            size 1024
          }
          chain forward {
            type filter hook forward priority -10
            update @forwarded { iifname . oifname . ip daddr }
          }
        }
        """);
    atRouter = new PacketCapture(network, "router", "public");
    atApp =
        new PacketCapture(
            network, "app", "eth0", "not (src net 10.77.0.0/16 and dst net 10.77.0.0/16)");
  }

  /** Ends the captures and reports every packet that must not be among them. */
  void judge() {
    if (!Network.holdsWithin(DRAINED, this::capturesAreComplete)) {
      violations.add("the captures and the router's counters differ");
    }
    if (forwarded.getOrDefault(TO_CONTROL, 0L) == 0) {
      violations.add("the router counted no packets of the control plane");
    }
    forwarded.forEach(
        (path, packets) -> {
          if (path.contains(" to public ") && !path.endsWith(" " + CONTROL)) {
            violations.add(packets + " packets forwarded from " + path);
          }
        });
    long arrived = network.packetsTo(NetworkAddress.PUBLIC_DATA);
    if (arrived > 0) {
      violations.add(arrived + " packets arrived at the public data plane");
    }
    judge("the router's public interface", atRouter);
    judge("the application's interface", atApp);
  }

  /** Returns whether both captures have as many packets of the control plane as the router. */
  private boolean capturesAreComplete() {
    forwarded = forwarded();
    return Stream.of(atRouter, atApp)
        .map(capture -> PacketCapture.counts(capture.packets(), packet -> true))
        .allMatch(
            counts ->
                Objects.equals(counts.get(APP + " to " + CONTROL), forwarded.get(TO_CONTROL))
                    && Objects.equals(
                        counts.get(CONTROL + " to " + APP), forwarded.get(FROM_CONTROL)));
  }

  private void judge(String where, PacketCapture capture) {
    long missed = capture.missed();
    if (missed > 0) {
      violations.add(missed + " packets not captured at " + where);
    }
    List<PacketCapture.Packet> packets = capture.packets();
    PacketCapture.counts(packets, packet -> true)
        .forEach((between, count) -> captured.put(where + ": " + between, count));
    PacketCapture.counts(packets, PacketJudge::isForbidden)
        .forEach(
            (between, count) ->
                violations.add(count + " packets captured at " + where + ": " + between));
    // Without it, an empty capture would pass.
    if (packets.stream().noneMatch(packet -> packet.text().contains("api.pinecone.io"))) {
      violations.add("captured at " + where + ": no call of the control plane");
    }
  }

  private static boolean isForbidden(PacketCapture.Packet packet) {
    return !packet.isLocal()
        && (!ALLOWED.contains(packet.between()) || packet.text().contains(DATA_PLANE));
  }

  private Map<String, Long> forwarded() {
    Map<String, Long> counts = new TreeMap<>();
    ELEMENT
        .matcher(network.on("router", "nft", "list set ip endurance forwarded"))
        .results()
        .forEach(
            found ->
                counts.merge(
                    found.group(1) + " to " + found.group(2) + " for " + found.group(3),
                    Long.parseLong(found.group(4)),
                    Long::sum));
    return counts;
  }

  /** Returns the packets that the router forwarded, by interfaces and destination. */
  Map<String, Long> forwardedPackets() {
    return forwarded;
  }

  /** Returns the captured packets, by interface and addresses. */
  Map<String, Long> capturedPackets() {
    return captured;
  }

  @Override
  public void close() {
    atRouter.close();
    atApp.close();
  }
}
