package io.pinelink.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when the server closes a connection. Each test waits until its socket is closed. */
class SlowConnectionsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofHours(1);
  private static final byte[] HTTP2_START =
      concat(
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII),
          new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});

  private final List<EmbeddedPinecone> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(EmbeddedPinecone::close);
  }

  private EmbeddedPinecone start(EmbeddedPineconeBuilder builder) {
    EmbeddedPinecone server = builder.start();
    started.add(server);
    return server;
  }

  private EmbeddedPinecone startWithShortRequests() {
    return start(EmbeddedPinecone.builder().localMode().requestTimeout(SHORT).idleTimeout(LONG));
  }

  private EmbeddedPinecone startWithShortIdleTime() {
    return start(EmbeddedPinecone.builder().localMode().requestTimeout(LONG).idleTimeout(SHORT));
  }

  private static Socket connect(EmbeddedPinecone server, Listener listener) throws IOException {
    Socket socket =
        new Socket(server.address(listener).getAddress(), server.address(listener).getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Returns all bytes until the server closes the connection; fails if it does not. */
  private static byte[] untilClosed(Socket socket) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (int next = socket.getInputStream().read(); next >= 0; ) {
        bytes.write(next);
        next = socket.getInputStream().read();
      }
    } catch (SocketException e) {
      // The server closed the connection with unread bytes of this client.
    }
    return bytes.toByteArray();
  }

  /** Asserts that a timeout closed the connection; a refusal would close it immediately. */
  private static void assertClosedAfterShort(Socket socket, long begin) throws IOException {
    untilClosed(socket);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SHORT);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static byte[] http1(String request) {
    return request.replace("\n", "\r\n").getBytes(US_ASCII);
  }

  @Test
  void aConnectionThatSendsNothingIsClosed() throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  @Test
  void aConnectionWithoutTlsHandshakeIsClosed() throws IOException {
    EmbeddedPinecone server =
        start(EmbeddedPinecone.builder().requestTimeout(SHORT).idleTimeout(LONG));
    try (Socket socket = connect(server, Listener.PUBLIC_DATA)) {
      socket.getOutputStream().write(0x16);

      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /indexes HTT",
        "GET /indexes HTTP/1.1\nHost: localhost\nApi-Key: k",
        "POST /indexes HTTP/1.1\nHost: localhost\nContent-Length: 10\n\n12345",
        "POST /indexes HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\n5\n123",
        "PRI * HTTP/2.0\n\nSM"
      })
  void aRequestThatIsNotCompletedClosesTheConnection(String request) throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.getOutputStream().write(http1(request));

      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  @Test
  void aRequestThatComesByteByByteClosesTheConnection() throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.setSoTimeout(5);
      long begin = System.nanoTime();
      try {
        socket.getOutputStream().write(http1("GET /indexes HTTP/1.1\nHost: "));
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(20)) {
          socket.getOutputStream().write('h');
          try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            return;
          } catch (SocketTimeoutException e) {
            // Still open.
          }
        }
      } catch (SocketException e) {
        return; // Closed while a byte was in transit.
      }
      throw new AssertionError("the connection is still open");
    }
  }

  @Test
  void theSecondRequestOfAConnectionIsTimedToo() throws IOException {
    // Long enough for the first request on a busy machine.
    EmbeddedPinecone server =
        start(
            EmbeddedPinecone.builder()
                .localMode()
                .requestTimeout(SHORT.multipliedBy(10))
                .idleTimeout(LONG));
    try (Socket socket = connect(server, Listener.CONTROL)) {
      byte[] request = http1("GET /indexes HTTP/1.1\nHost: localhost\nApi-Key: k\n\n");
      socket.getOutputStream().write(request);
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      socket.getOutputStream().write(request, 0, 20);

      assertThat(new String(untilClosed(socket), US_ASCII)).startsWith("TTP/1.1 200");
    }
  }

  @Test
  void anHttp2FrameThatIsNotCompletedClosesTheConnection() throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    long begin = System.nanoTime();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.getOutputStream().write(HTTP2_START);
      socket.getOutputStream().write(new byte[] {0, 0, 5, 1});

      assertClosedAfterShort(socket, begin);
    }
  }

  @Test
  void headersThatAreNotCompletedCloseAnHttp2Connection() throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    long begin = System.nanoTime();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.getOutputStream().write(HTTP2_START);
      // HEADERS of stream 1 with ":method: GET", without END_HEADERS.
      socket.getOutputStream().write(new byte[] {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82});

      assertClosedAfterShort(socket, begin);
    }
  }

  @Test
  void anHttp2StreamWhoseBodyDoesNotComeClosesTheConnection() throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    long begin = System.nanoTime();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.getOutputStream().write(HTTP2_START);
      // HEADERS of stream 1 with "POST http /", with END_HEADERS and without END_STREAM.
      socket
          .getOutputStream()
          .write(new byte[] {0, 0, 3, 1, 4, 0, 0, 0, 1, (byte) 0x83, (byte) 0x86, (byte) 0x84});

      assertClosedAfterShort(socket, begin);
    }
  }

  @Test
  void anIdleConnectionIsClosedAfterALongerTime() throws IOException {
    EmbeddedPinecone server = startWithShortIdleTime();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      long begin = System.nanoTime();
      socket
          .getOutputStream()
          .write(http1("GET /indexes HTTP/1.1\nHost: localhost\nApi-Key: k\n\n"));

      assertThat(new String(untilClosed(socket), US_ASCII))
          .startsWith("HTTP/1.1 200")
          .endsWith("{\"indexes\":[]}");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SHORT);
    }
  }

  @Test
  void anHttp2ConnectionWithoutARequestIsClosedLikeAnyOther() throws IOException {
    EmbeddedPinecone server = startWithShortRequests();
    long begin = System.nanoTime();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.getOutputStream().write(HTTP2_START);
      // PING, whose answer is no request.
      socket
          .getOutputStream()
          .write(new byte[] {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8});

      assertClosedAfterShort(socket, begin);
    }
  }

  @Test
  void anIdleHttp2ConnectionIsClosedWithGoAway() throws IOException {
    EmbeddedPinecone server = startWithShortIdleTime();
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket.getOutputStream().write(HTTP2_START);
      // HEADERS of stream 1 with "GET http /", with END_HEADERS and END_STREAM.
      socket
          .getOutputStream()
          .write(new byte[] {0, 0, 3, 1, 5, 0, 0, 0, 1, (byte) 0x82, (byte) 0x86, (byte) 0x84});

      byte[] received = untilClosed(socket);

      // The last frame: GOAWAY, of 8 bytes without debug data.
      assertThat(received[received.length - 17 + 3]).isEqualTo((byte) 7);
    }
  }

  @Test
  void waitingForAResponseHasNoTimeout() throws IOException {
    EmbeddedPinecone server = startWithShortIdleTime();
    server.faults().nextOfAny(Fault.delay(SHORT.multipliedBy(3)));
    try (Socket socket = connect(server, Listener.CONTROL)) {
      socket
          .getOutputStream()
          .write(http1("GET /indexes HTTP/1.1\nHost: localhost\nApi-Key: k\n\n"));

      assertThat(new String(untilClosed(socket), US_ASCII)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void theBoundsMustBePositive() {
    EmbeddedPineconeBuilder builder = EmbeddedPinecone.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.requestTimeout(Duration.ZERO))
        .withMessage("requestTimeout is not positive: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.idleTimeout(Duration.ofMillis(-1)))
        .withMessage("idleTimeout is not positive: PT-0.001S");
  }
}
