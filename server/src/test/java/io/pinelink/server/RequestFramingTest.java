package io.pinelink.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that a request whose end cannot be determined without doubt is refused and ends its
 * connection: a proxy in front of the server could see another request in the same bytes.
 */
class RequestFramingTest {
  private static final EmbeddedPinecone SERVER = EmbeddedPinecone.builder().localMode().start();
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  @BeforeEach
  void forget() {
    SERVER.clearRequests();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Sends bytes and returns the statuses of all responses until the server closes. */
  private static List<Integer> statuses(String bytes) throws IOException {
    InetSocketAddress address = SERVER.address(Listener.CONTROL);
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      String received = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      return STATUS.matcher(received).results().map(RequestFramingTest::status).toList();
    }
  }

  private static int status(MatchResult result) {
    return Integer.parseInt(result.group(1));
  }

  /** Returns a request; each | ends a line. */
  private static String request(String head, String rest) {
    return (head + "|Host: localhost|Api-Key: key" + rest).replace("|", "\r\n");
  }

  private static String smuggled() {
    return request("GET /smuggled HTTP/1.1", "|Connection: close||");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "400 ! |Content-Length: 5|Content-Length: 6||12345",
        "400 ! |Content-Length: 5|Content-Length: 5||12345",
        "400 ! |Content-Length: 5, 5||12345",
        "400 ! |Content-Length: +5||12345",
        "400 ! |Content-Length: -5||12345",
        "400 ! |Content-Length: 0x5||12345",
        "400 ! |Content-Length: 5 5||12345",
        "400 ! |Content-Length:||12345",
        "400 ! |Content-Length: 99999999999999999999||12345",
        "400 ! |Content-Length : 5||12345",
        "400 ! | Content-Length: 5||12345",
        "400 ! |Transfer-Encoding : chunked||0||",
        "501 ! |Transfer-Encoding: xchunked||0||",
        "501 ! |Transfer-Encoding: identity||0||",
        "501 ! |Transfer-Encoding: gzip||0||",
        "501 ! |Transfer-Encoding: gzip, chunked||0||",
        "400 ! |Transfer-Encoding: chunked, gzip||0||",
        "400 ! |Transfer-Encoding: chunked, chunked||0||",
        "400 ! |Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||",
        "400 ! |Transfer-Encoding: chunked|Transfer-Encoding: identity||0||",
        "501 ! |Transfer-Encoding: \"chunked\"||0||",
        "501 ! |Transfer-Encoding: chunked;a=b||0||",
        "501 ! |Transfer-Encoding:||0||",
        "400 ! |Transfer-Encoding:| chunked||0||",
        "400 ! |Content-Length: 5|Transfer-Encoding: chunked||0||",
        "400 ! |Transfer-Encoding: chunked|Content-Length: 5||0||",
        "400 ! |Content-Length: 0|Transfer-Encoding: chunked||0||",
        "400 ! |Transfer-Encoding: chunked||+1|x|0||",
        "400 ! |Transfer-Encoding: chunked||-1|x|0||",
        "400 ! |Transfer-Encoding: chunked||0x1|x|0||",
        "400 ! |Transfer-Encoding: chunked||1|xyz|0||",
        "400 ! |Transfer-Encoding: chunked|||0||",
        "400 ! |X-Folded: a| b||",
        "400 ! |No-Colon||",
        "400 ! |: no name||",
        "400 ! |Bad\u0001Name: x||",
        "400 ! |Bad-Value: a\u0000b||",
        "400 ! |Host: localhost||"
      })
  void ambiguousRequestsAreRefusedAndEndTheConnection(int status, String rest) throws IOException {
    assertThat(statuses(request("POST /indexes HTTP/1.1", rest) + smuggled()))
        .containsExactly(status);

    assertThat(SERVER.requests()).extracting(RecordedRequest::path).doesNotContain("/smuggled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "GET /indexes HTTP/1.1\\nHost: localhost|Api-Key: key||",
        "GET /indexes HTTP/1.1|Host: localhost\\nApi-Key: key||",
        "GET /indexes HTTP/1.1|Host: localhost|Api-Key: key\\n\\n",
        "POST /indexes HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||1;\\nx|0||",
        "POST /indexes HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||1|x\\n0||",
        "GET /indexes HTTP/1.1|Host: localhost|X: a\\rb||",
      })
  void linesThatDoNotEndWithBothCharactersAreRefused(String text) throws IOException {
    String bytes = text.replace("|", "\r\n").replace("\\n", "\n").replace("\\r", "\r");

    assertThat(statuses(bytes + smuggled())).containsExactly(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "GET /indexes HTTP/1.1|Api-Key: key||",
        "GET /indexes HTTP/1.1|Host: localhost|Host: evil.example|Api-Key: key||",
        "GET /indexes HTTP/1.1 x|Host: localhost||",
        "GET /indexes HTTP/11|Host: localhost||",
        "GET /indexes|Host: localhost||",
        "POST /indexes HTTP/1.0|Host: localhost|Transfer-Encoding: chunked||0||",
      })
  void requestsThatAreNotHttpAreRefused(String text) throws IOException {
    assertThat(statuses(text.replace("|", "\r\n") + smuggled())).containsExactly(400);
  }

  @Test
  void otherVersionsOfHttpAreRefused() throws IOException {
    assertThat(statuses(request("GET /indexes HTTP/2.0", "||") + smuggled())).containsExactly(505);
  }

  @Test
  void refusalsOfAmbiguousRequestsWaitForEarlierResponsesAndAreRecorded() throws IOException {
    String first = request("GET /indexes HTTP/1.1", "||");
    String second = request("POST /indexes HTTP/1.1", "|Transfer-Encoding: xchunked||0||");

    assertThat(statuses(first + second)).containsExactly(200, 501);
    assertThat(SERVER.requests())
        .extracting(request -> request.httpStatus().getAsInt())
        .containsExactly(200, 501);
  }

  @Test
  void plainRequestsOfEitherFramingAreServedOneAfterAnother() throws IOException {
    List<String> requests = new ArrayList<>();
    requests.add(request("POST /none HTTP/1.1", "|Content-Length: 5||12345"));
    requests.add(request("POST /none HTTP/1.1", "|Transfer-Encoding: Chunked||1;a=b|x|0|T: x||"));
    requests.add(request("HEAD /none HTTP/1.1", "||"));
    requests.add(request("GET /indexes HTTP/1.1", "||"));
    requests.add(request("GET /indexes HTTP/1.1", "|Connection: close||"));

    assertThat(statuses(String.join("", requests))).containsExactly(404, 404, 404, 200, 200);
  }
}
