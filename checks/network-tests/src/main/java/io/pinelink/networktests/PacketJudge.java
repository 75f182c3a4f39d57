package io.pinelink.networktests;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Counts the packets that the router forwards, and captures those that leave the private network.
 * Only packets of the control plane may.
 */
final class PacketJudge implements AutoCloseable {
  private static final String APP = "10.77.1.10";
  private static final String CONTROL = NetworkAddress.CONTROL_PLANE.address();
  private static final Set<String> ALLOWED = Set.of(APP + " to " + CONTROL, CONTROL + " to " + APP);

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
    forwarded = forwarded();
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
    judge("the router's public interface", atRouter.packets());
    judge("the application's interface", atApp.packets());
  }

  private void judge(String where, List<PacketCapture.Packet> packets) {
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
