package io.pinelink.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that the server refuses HTTP/2 requests that a translation to HTTP/1.1 would make
 * ambiguous.
 */
class Http2FramingTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final EmbeddedPinecone SERVER = EmbeddedPinecone.builder().localMode().start();

  @BeforeEach
  void forget() {
    SERVER.clearRequests();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static void frame(ByteArrayOutputStream out, int type, int flags, int id, byte[] body) {
    out.write(body.length >> 16);
    out.write(body.length >> 8);
    out.write(body.length);
    out.write(type);
    out.write(flags);
    out.writeBytes(new byte[] {0, 0, 0, (byte) id});
    out.writeBytes(body);
  }

  /** Encodes headers, each as name=value, literally and without indexing. */
  private static byte[] headers(List<String> headers) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (String header : headers) {
      int equals = header.indexOf('=');
      block.write(0);
      string(block, header.substring(0, equals));
      string(block, header.substring(equals + 1));
    }
    return block.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  /** Sends one request and returns the type of the frame that ends it. */
  private static int answer(List<String> headers, String body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    frame(out, SETTINGS, 0, 0, new byte[0]);
    frame(out, HEADERS, END_HEADERS | (body.isEmpty() ? END_STREAM : 0), 1, headers(headers));
    if (!body.isEmpty()) {
      frame(out, DATA, END_STREAM, 1, body.getBytes(ISO_8859_1));
    }
    InetSocketAddress address = SERVER.address(Listener.CONTROL);
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(out.toByteArray());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5L + length);
        if (type == HEADERS || type == RST_STREAM || type == GOAWAY) {
          return type;
        }
      }
    }
  }

  private static List<String> request(String more) {
    String all = ":method=POST|:scheme=http|:authority=localhost|:path=/none|api-key=key|" + more;
    return List.of(all.replace("\\r", "\r").replace("\\n", "\n").split("\\|"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "transfer-encoding=chunked ! 12345",
        "connection=close ! 12345",
        "keep-alive=timeout ! 12345",
        "proxy-connection=close ! 12345",
        "upgrade=h2c ! 12345",
        "te=gzip ! 12345",
        "content-length=4 ! 12345",
        "content-length=6 ! 12345",
        "content-length=6 ! ''",
        "content-length=5|content-length=6 ! 12345",
        "content-length=+5 ! 12345",
        "content-length=-5 ! 12345",
        "X-Upper=a ! 12345",
        ":path=/other ! 12345",
        "x-injected=a\\r\\nx: b ! 12345",
        "x y=a ! 12345",
        "host=evil.example ! 12345",
      })
  void requestsThatCouldBeReadTwoWaysAreRefused(String headers, String body) throws IOException {
    int type = answer(request(headers), body);

    if (type == HEADERS) {
      assertThat(SERVER.requests())
          .singleElement()
          .satisfies(request -> assertThat(request.httpStatus()).hasValue(400));
    } else {
      assertThat(SERVER.requests()).isEmpty();
    }
  }

  @Test
  void requestsWithTheLengthOfTheirBodyAreServed() throws IOException {
    assertThat(answer(request("content-length=5|te=trailers|host=localhost"), "12345"))
        .isEqualTo(HEADERS);

    assertThat(SERVER.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.httpStatus()).hasValue(404));
  }
}
