import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP proxy on loopback that leads each CONNECT to one of two ports, of the control
 * plane or of the data plane. Clients that know only the names of the real service reach the
 * embedded server through it; JVM properties are all that they need.
 */
final class Tunnel {
  private static final byte[] ESTABLISHED =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Tunnel() {}

  public static void main(String... args) throws IOException {
    int control = Integer.parseInt(args[0]);
    int data = Integer.parseInt(args[1]);
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      System.out.println(listener.getLocalPort());
      while (true) {
        Socket client = listener.accept();
        start(() -> connect(client, control, data));
      }
    }
  }

  private static void connect(Socket client, int control, int data) throws IOException {
    try (client) {
      String head = readHead(client.getInputStream());
      int port = head.startsWith("CONNECT api.pinecone.io:") ? control : data;
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write(ESTABLISHED);
        start(() -> copy(client, server));
        copy(server, client);
      }
    }
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("the head of the request is incomplete");
      }
      head.append((char) read);
    }
    return head.toString();
  }

  private static void copy(Socket from, Socket to) throws IOException {
    OutputStream out = to.getOutputStream();
    from.getInputStream().transferTo(out);
    to.shutdownOutput();
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void start(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException closed) {
                // One of the two ended the connection; the other end is closed, too.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
