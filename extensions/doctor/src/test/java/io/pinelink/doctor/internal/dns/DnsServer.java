package io.pinelink.doctor.internal.dns;

import io.pinelink.internal.hosttext.Literals;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server on loopback. Names that it does not know do not exist, and an address of the other
 * family is no answer.
 */
public final class DnsServer implements AutoCloseable {
  /** The response code of a server that cannot answer. */
  public static final int SERVFAIL = 2;

  private static final int NXDOMAIN = 3;
  private static final int HEADER = 12;

  private final Map<String, List<InetAddress>> records = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final DatagramSocket socket;
  private volatile int code;
  private volatile int ipv4Code;
  private volatile int toLose;

  /** Starts a server that knows no name. */
  public DnsServer() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread thread = new Thread(this::serve, "dns-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds a name and its addresses; without any, the name has only other records. */
  public DnsServer with(String name, String... addresses) {
    records.put(
        name, Arrays.stream(addresses).map(a -> Literals.address(a).orElseThrow()).toList());
    return this;
  }

  /** Answers everything with an error. */
  public DnsServer failing(int code) {
    this.code = code;
    return this;
  }

  /** Answers questions for IPv4 addresses with an error. */
  public DnsServer failingForIpv4(int code) {
    this.ipv4Code = code;
    return this;
  }

  /** Loses this many datagrams first. */
  public DnsServer losing(int datagrams) {
    this.toLose = datagrams;
    return this;
  }

  /** Returns where it can be asked. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Returns how many questions have arrived. */
  public int asked() {
    return asked.get();
  }

  private void serve() {
    byte[] buffer = new byte[DnsQuestion.MAX_MESSAGE];
    try {
      while (!socket.isClosed()) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        if (asked.incrementAndGet() > toLose) {
          byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()));
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private byte[] answer(byte[] question) throws IOException {
    List<InetAddress> known = records.get(name(question));
    int type = question[question.length - 3];
    int length = type == 1 ? 4 : 16;
    int error = type == 1 && code == 0 ? ipv4Code : code;
    List<InetAddress> found =
        known == null || error != 0
            ? List.of()
            : known.stream().filter(address -> address.getAddress().length == length).toList();
    return message(question, error != 0 ? error : known == null ? NXDOMAIN : 0, type, found);
  }

  /** Returns a response to a question, with its addresses behind an alias. */
  static byte[] message(byte[] question, int code, int type, List<InetAddress> addresses)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(question, 0, 2);
    out.writeShort(0x8180 | code);
    out.writeShort(1);
    out.writeShort(addresses.isEmpty() ? 0 : addresses.size() + 1);
    out.writeInt(0);
    out.write(question, HEADER, question.length - HEADER);
    if (!addresses.isEmpty()) {
      record(out, 5, new byte[] {3, 'a', 'n', 'y', (byte) 0xc0, HEADER});
    }
    for (InetAddress address : addresses) {
      record(out, type, address.getAddress());
    }
    return bytes.toByteArray();
  }

  private static void record(DataOutputStream out, int type, byte[] data) throws IOException {
    out.writeShort(0xc000 | HEADER);
    out.writeShort(type);
    out.writeShort(1);
    out.writeInt(60);
    out.writeShort(data.length);
    out.write(data);
  }

  private static String name(byte[] question) {
    List<String> labels = new ArrayList<>();
    for (int at = HEADER; question[at] != 0; at += question[at] + 1) {
      labels.add(new String(question, at + 1, question[at], StandardCharsets.ISO_8859_1));
    }
    return String.join(".", labels).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    socket.close();
  }
}
