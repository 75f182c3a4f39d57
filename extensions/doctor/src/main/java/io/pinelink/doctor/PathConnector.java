package io.pinelink.doctor;

import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.network.TlsOptions;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Connections that show how far a path carries data. Methods block. A deadline covers the whole
 * exchange.
 *
 * <p>Thread-safe.
 */
final class PathConnector {
  /**
   * A receive buffer, in bytes, that lets the peer send only a few hundred bytes at once. The
   * kernel may round it up.
   */
  private static final int SMALL = 1_024;

  private final ProbeConnector connector;
  private final Function<TlsOptions, SSLContext> trust;
  private final boolean small;

  PathConnector(ProbeConnector connector) {
    this(connector, TlsOptions::sslContext, false);
  }

  private PathConnector(
      ProbeConnector connector, Function<TlsOptions, SSLContext> trust, boolean small) {
    this.connector = connector;
    this.trust = trust;
    this.small = small;
  }

  /**
   * Returns a connector whose small receive window makes the peer send small packets, which pass
   * where large ones are lost.
   */
  PathConnector receivingSmallPackets() {
    return new PathConnector(connector, trust, true);
  }

  /**
   * Returns a connector that checks certificates as of a time at which they are valid, instead of
   * this machine's. It is for reading the server's time only.
   */
  PathConnector ignoringDates() {
    return new PathConnector(connector, DatelessTrust::sslContext, small);
  }

  /**
   * Connects and completes the TLS handshake.
   *
   * @param target a target of the destination; unresolved if the proxy resolves it
   * @throws IOException if it fails, or the deadline passes
   */
  Handshake shake(Destination destination, ConnectTarget target, Deadline deadline)
      throws IOException {
    return connector.shake(socket(), destination, target, deadline, () -> {});
  }

  /**
   * Sends a request without a key, {@code GET /}, and returns the head of the response.
   *
   * <p>The request is one TLS record, which the server can read only as a whole. A response
   * therefore shows that all packets of the request arrived.
   *
   * @param bytes the size of the request's body, in bytes; it is blank
   * @throws NoAnswerException if the request was sent, and the deadline passes
   * @throws IOException if it fails, or the deadline passes before
   */
  HttpHead request(Destination destination, ConnectTarget target, int bytes, Deadline deadline)
      throws IOException {
    AtomicBoolean secured = new AtomicBoolean();
    return connector.exchange(
        socket(),
        destination,
        target,
        deadline,
        socket -> {
          SSLSocket tls =
              ProbeConnector.secured(
                  trust.apply(destination.options().tls()), socket, destination, "http/1.1");
          secured.set(true);
          String length = bytes == 0 ? "" : "Content-Length: " + bytes + "\r\n";
          String request =
              "GET / HTTP/1.1\r\nHost: %s\r\n%s\r\n%s"
                  .formatted(destination.authority(), length, " ".repeat(bytes));
          tls.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
          HttpHead head = HttpHead.read(tls.getInputStream());
          if (head.text().isEmpty()) {
            throw new EOFException("the server closed the connection without an answer");
          }
          return head;
        },
        () ->
            secured.get()
                ? new NoAnswerException()
                : ConnectExceptions.tlsTimeout(deadline.timeout()));
  }

  /**
   * Sends a TLS message of about 50 bytes that no server can accept, and waits for any reaction.
   *
   * @throws NoAnswerException if it was sent, and the deadline passes
   * @throws IOException if the connection cannot be made, or is reset, which is a reaction
   */
  void provoke(Destination destination, ConnectTarget target, Deadline deadline)
      throws IOException {
    connector.exchange(
        socket(),
        destination,
        target,
        deadline,
        socket -> {
          socket.getOutputStream().write(ClientHello.unacceptable());
          // An alert, an end or a reset of the connection: each has crossed the path.
          return socket.getInputStream().read();
        },
        NoAnswerException::new);
  }

  private Socket socket() throws IOException {
    Socket socket = ProbeConnector.socket();
    if (small) {
      socket.setReceiveBufferSize(SMALL);
    }
    return socket;
  }
}
