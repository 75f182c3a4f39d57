package io.pinelink.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/**
 * A server on loopback that reads a request, whatever it is, and sends bytes that were ready
 * before. Once a connection is open it allocates next to nothing, so what the JVM allocates is the
 * client's.
 */
final class HttpSink implements AutoCloseable {
  private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MAX_REQUEST = 64 * 1_024;

  private final ServerSocket server;
  private final byte[] response;

  HttpSink(byte[] response) throws IOException {
    this.response = response;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** A whole response with a body of announced length. */
  static byte[] withLength(byte[] body) {
    return join("Content-Length: " + body.length + "\r\n\r\n", body, "");
  }

  /** A whole response whose length shows at its end. */
  static byte[] chunked(byte[] body) {
    return join(
        "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n",
        body,
        "\r\n0\r\n\r\n");
  }

  private static byte[] join(String endOfHead, byte[] body, String tail) {
    byte[] before =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + endOfHead)
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] after = tail.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[before.length + body.length + after.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(body, 0, all, before.length, body.length);
    System.arraycopy(after, 0, all, before.length + body.length, after.length);
    return all;
  }

  int port() {
    return server.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "sink");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // The server was closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    byte[] request = new byte[MAX_REQUEST];
    try (socket) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      while (readRequest(in, request)) {
        out.write(response);
      }
    } catch (SocketException e) {
      // The client went away.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one request; the next does not begin before its answer. */
  private static boolean readRequest(InputStream in, byte[] request) throws IOException {
    int filled = 0;
    int end = -1;
    while (end < 0 || filled < end) {
      int more = in.read(request, filled, request.length - filled);
      if (more < 0) {
        return false;
      }
      filled += more;
      end = end < 0 ? end(request, filled) : end;
    }
    return true;
  }

  /** Where the request ends; -1 if its head is not all there. */
  private static int end(byte[] request, int filled) {
    for (int i = 3; i < filled; i++) {
      if (request[i] == '\n' && request[i - 2] == '\n') {
        return i + 1 + contentLength(request, i);
      }
    }
    return -1;
  }

  private static int contentLength(byte[] request, int headEnd) {
    for (int i = 0; i < headEnd - LENGTH.length; i++) {
      if (isAt(request, i)) {
        int length = 0;
        for (int j = i + LENGTH.length; request[j] >= '0' && request[j] <= '9'; j++) {
          length = 10 * length + request[j] - '0';
        }
        return length;
      }
    }
    return 0;
  }

  private static boolean isAt(byte[] request, int position) {
    for (int i = 0; i < LENGTH.length; i++) {
      int letter = request[position + i];
      if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
