package io.pinelink.networktests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Packets of an interface that {@code tcpdump} wrote to a file, which is read afterwards. */
final class PacketCapture implements AutoCloseable {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int ETHERNET_HEADER = 14;
  private static final int TYPE_OFFSET = 12;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int ARP = 0x0806;
  private static final int ICMPV6 = 58;
  private static final int ROUTER_SOLICITATION = 133;
  private static final int REDIRECT = 137;

  private static final Pattern DROPPED =
      Pattern.compile("^(\\d+) packets? dropped by kernel$", Pattern.MULTILINE);

  private final Path file;
  private final Path output;
  private final Process process;

  /**
   * Starts to capture.
   *
   * @param filter the packets to capture; empty for all
   */
  PacketCapture(Network network, String host, String networkInterface, String... filter) {
    file = network.directory().resolve(host + "-" + networkInterface + ".pcap");
    output = network.directory().resolve(host + "-" + networkInterface + ".out");
    List<String> command =
        new ArrayList<>(
            List.of(
                "tcpdump",
                "-i",
                networkInterface,
                "--immediate-mode",
                "-U",
                "-n",
                "-Z",
                "root",
                "-w",
                file.toString()));
    command.addAll(List.of(filter));
    try {
      process =
          new ProcessBuilder(network.commandOn(host, command))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Network.await(
        "tcpdump writes " + file,
        () -> Files.exists(file) && file.toFile().length() >= FILE_HEADER);
  }

  /**
   * A packet.
   *
   * @param between its source and destination, or what else it is
   * @param text its bytes as Latin-1, in which names of TLS and HTTP can be read
   */
  record Packet(String between, String text) {
    /** Returns whether it stays on its link, as those that look for neighbours do. */
    boolean isLocal() {
      return between.equals("ARP") || between.equals("IPv6 of the link");
    }
  }

  /** Ends the capture and returns how many packets it missed. */
  long missed() {
    process.destroy();
    Network.await("tcpdump has ended", () -> !process.isAlive());
    try {
      String summary = Files.readString(output);
      Matcher dropped = DROPPED.matcher(summary);
      if (!dropped.find()) {
        throw new IllegalStateException("no summary of tcpdump: " + summary);
      }
      return Long.parseLong(dropped.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the packets until now. */
  List<Packet> packets() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
      bytes.position(FILE_HEADER);
      List<Packet> packets = new ArrayList<>();
      while (bytes.remaining() >= RECORD_HEADER) {
        int captured = bytes.getInt(bytes.position() + 2 * Integer.BYTES);
        if (bytes.remaining() < RECORD_HEADER + captured) {
          break; // it is being written
        }
        bytes.position(bytes.position() + RECORD_HEADER);
        byte[] frame = new byte[captured];
        bytes.get(frame);
        packets.add(packet(frame));
      }
      return packets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Packet packet(byte[] frame) {
    int type = Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(TYPE_OFFSET));
    return new Packet(between(type, frame), new String(frame, StandardCharsets.ISO_8859_1));
  }

  private static String between(int type, byte[] frame) {
    return switch (type) {
      case ARP -> "ARP";
      case IPV4 ->
          address(frame, ETHERNET_HEADER + 12) + " to " + address(frame, ETHERNET_HEADER + 16);
      case IPV6 -> isOfTheLink(frame) ? "IPv6 of the link" : "IPv6";
      default -> "type " + Integer.toHexString(type);
    };
  }

  private static String address(byte[] frame, int at) {
    return (frame[at] & 0xff)
        + "."
        + (frame[at + 1] & 0xff)
        + "."
        + (frame[at + 2] & 0xff)
        + "."
        + (frame[at + 3] & 0xff);
  }

  /**
   * Returns whether routers do not forward a packet: it finds neighbours, or its addresses are of
   * the link.
   */
  private static boolean isOfTheLink(byte[] frame) {
    int source = ETHERNET_HEADER + 8;
    int destination = ETHERNET_HEADER + 24;
    int icmpType = frame[ETHERNET_HEADER + 40] & 0xff;
    boolean findsNeighbours =
        frame[ETHERNET_HEADER + 6] == ICMPV6
            && icmpType >= ROUTER_SOLICITATION
            && icmpType <= REDIRECT;
    return findsNeighbours
        || isLinkLocal(frame, source)
        || isLinkLocal(frame, destination)
        || ((frame[destination] & 0xff) == 0xff && (frame[destination + 1] & 0x0f) == 2);
  }

  private static boolean isLinkLocal(byte[] frame, int at) {
    return (frame[at] & 0xff) == 0xfe && (frame[at + 1] & 0xc0) == 0x80;
  }

  /** Returns how many of the packets there are between each two addresses. */
  static Map<String, Long> counts(List<Packet> packets, Predicate<Packet> which) {
    return packets.stream()
        .filter(which)
        .collect(Collectors.groupingBy(Packet::between, TreeMap::new, Collectors.counting()));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
