package io.pinelink.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that opens connections to a server, half of them with HTTP/1.1 and a request that was
 * answered, half with HTTP/2 and its settings, and leaves them idle until its input ends.
 */
final class IdleConnections {
  private static final int FRAME_HEAD = 9;
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  private IdleConnections() {}

  /**
   * Opens the connections, and prints a line.
   *
   * @param args the port on the loopback address, and the number of connections
   */
  public static void main(String... args) throws IOException {
    InetSocketAddress address = new InetSocketAddress("localhost", Integer.parseInt(args[0]));
    byte[] request =
        "GET /_pinelink/none HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    List<SocketChannel> open = new ArrayList<>();
    for (int i = Integer.parseInt(args[1]); i > 0; i--) {
      SocketChannel channel = SocketChannel.open(address);
      open.add(channel);
      if (i % 2 == 0) {
        channel.write(ByteBuffer.wrap(request));
      } else {
        channel.write(ByteBuffer.wrap(preface));
        channel.write(ByteBuffer.wrap(SETTINGS));
      }
      // The answer, or the server's settings.
      if (channel.read(ByteBuffer.allocate(1 << 16)) < FRAME_HEAD) {
        throw new IOException("a connection was not answered");
      }
    }
    System.out.println(open.size());
    while (System.in.read() >= 0) {
      // The connections stay open.
    }
    System.exit(0);
  }
}
