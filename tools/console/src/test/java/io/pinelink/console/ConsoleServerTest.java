package io.pinelink.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.routing.IndexFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which requests the console answers. */
class ConsoleServerTest {
  private static Pinelink client;
  private static ConsoleServer console;
  private static String host;
  private static String token;

  @BeforeAll
  static void start() throws IOException {
    client = Pinelink.builder().apiKey("pcsk_console").controlPlane("http://localhost:1").build();
    IndexCatalog catalog = new IndexCatalog(client, "localhost:1", IndexFamily.VECTORS);
    console = ConsoleServer.start(0, new ConsoleApi(client, catalog, null, false, d -> Map.of()));
    host = URI.create(console.address()).getAuthority();
    token = console.link().replaceFirst(".*token=", "");
  }

  @AfterAll
  static void stop() {
    console.close();
    client.close();
  }

  private static RawRequest get(String path, String... headers) {
    List<String> head = new ArrayList<>(List.of("GET " + path));
    head.addAll(List.of(headers));
    return RawRequest.send(console.address(), "", head.toArray(String[]::new));
  }

  private static String bearer() {
    return "Authorization: Bearer " + token;
  }

  @Test
  void theLinkHasATokenOf256RandomBitsInItsFragment() throws IOException {
    assertThat(console.link()).matches("http://127\\.0\\.0\\.1:[0-9]+/#token=[\\w-]{43}");
    assertThat(LinkToken.random().text()).isNotEqualTo(LinkToken.random().text());
    assertThat(LinkToken.random()).hasToString("LinkToken");
  }

  @Test
  void aCallWithTheTokenIsAnswered() {
    RawRequest session = get("/api/session", "Host: " + host, bearer());

    assertThat(session.status()).isEqualTo(200);
    assertThat(session.body()).contains("\"writable\":false");
    assertThat(get("/api/session", "Host: localhost:" + host.split(":", -1)[1], bearer()).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer",
        "Authorization: Bearer ",
        "Authorization: Bearer wrong",
        "Authorization: Basic TOKEN",
        "Authorization: TOKEN",
        "Authorization: Bearer TOKENx",
        "Cookie: token=TOKEN"
      })
  void aCallWithoutTheTokenIsRefused(String header) {
    String sent = header.isEmpty() ? "Accept: */*" : header.replace("TOKEN", token);

    RawRequest refused = get("/api/session", "Host: " + host, sent);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body())
        .contains("open the link that pinelink printed")
        .doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.nip.io:PORT",
        "localhost.evil.example:PORT",
        "0.0.0.0:PORT",
        "[::]:PORT"
      })
  void aHostThatIsNotLoopbackIsRefused(String name) {
    String sent = name.replace("PORT", host.split(":", -1)[1]);

    assertThat(get("/api/session", "Host: " + sent, bearer()).status()).isEqualTo(403);
    assertThat(get("/", "Host: " + sent).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://evil.example",
    "Origin: null",
    "Origin: https://127.0.0.1",
    "Origin: http://127.0.0.1:1",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: same-site",
    "Sec-Fetch-Site: none"
  })
  void aCallOfAnotherSiteIsRefusedWithTheTokenToo(String header) {
    assertThat(get("/api/session", "Host: " + host, header, bearer()).status()).isEqualTo(403);
  }

  @Test
  void aCallOfThePageItselfIsAnswered() {
    assertThat(
            get(
                    "/api/session",
                    "Host: " + host,
                    "Origin: http://" + host,
                    "Sec-Fetch-Site: same-origin",
                    bearer())
                .status())
        .isEqualTo(200);
  }

  @Test
  void headersThatAreGivenTwiceAreRefused() {
    assertThat(get("/api/session", "Host: " + host, "Host: evil.example", bearer()).status())
        .isGreaterThanOrEqualTo(400);
    assertThat(
            get("/api/session", "Host: " + host, "Origin: http://" + host, "Origin: null", bearer())
                .status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/console.js", "/console.css", "/icon.svg"})
  void thePageIsServedWithStrictHeaders(String path) {
    RawRequest file = get(path, "Host: " + host, "Sec-Fetch-Site: none");

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).isNotEmpty();
    assertThat(file.headers())
        .containsEntry("cache-control", "no-store")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("cross-origin-resource-policy", "same-origin");
    assertThat(file.headers().get("content-security-policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/index.htm", "/../pom.xml", "/..%2f..%2fMain.class", "/%2e%2e/Main.class", "//console.js",
        "/page/console.js", "/api", "/console.js/", "/.", "/ConsoleServer.class"
      })
  void otherFilesAreNotServed(String path) {
    assertThat(get(path, "Host: " + host).status()).isIn(400, 404);
  }

  @Test
  void aCallThatDoesNotExistIsReported() {
    assertThat(get("/api/passwd", "Host: " + host, bearer()).status()).isEqualTo(404);
    assertThat(get("/api/search", "Host: " + host, bearer()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | [] | 400",
        "application/json | {\"index\":1} | 400",
        "application/json | {} {} | 400",
        "application/json | nonsense | 400",
        "text/plain | {} | 415"
      })
  void anInvalidBodyIsRefused(String type, String body, int status) {
    RawRequest refused =
        RawRequest.send(
            console.address(),
            body,
            "POST /api/search",
            "Host: " + host,
            bearer(),
            "Content-Type: " + type);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.body()).startsWith("{\"error\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete", "update"})
  void writesAreRefusedUnlessTheyAreAllowed(String call) {
    RawRequest refused =
        RawRequest.send(
            console.address(),
            "{\"index\":\"localhost:1\",\"id\":\"a\",\"fields\":{\"a\":1}}",
            "POST /api/" + call,
            "Host: " + host,
            bearer(),
            "Content-Type: application/json");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("--allow-writes");
  }

  @Test
  void onlyLoopbackIsListenedOn() {
    assertThat(console.address()).startsWith("http://127.0.0.1:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/session HTTP/1.1\r\nHost: ",
        "POST /api/query HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer TOKEN\r\n"
            + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
      })
  void requestsThatDoNotArriveDoNotStopOthers(String half) throws IOException {
    byte[] bytes =
        half.replace("HOST", host).replace("TOKEN", token).getBytes(StandardCharsets.US_ASCII);
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(console.address()).getPort());
        sockets.add(socket);
        socket.getOutputStream().write(bytes);
      }

      assertThat(get("/api/session", "Host: " + host, bearer()).status()).isEqualTo(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5080",
        "localhost:5080",
        "https://localhost:5080/",
        "127.0.0.1:5080",
        "http://[::1]:5080",
        "docs.localhost:5080"
      })
  void onlyAControlPlaneOnLoopbackCanBeAnEmbeddedServer(String local) {
    assertThat(ConsoleServerControls.onLoopback(local)).isPresent();
    for (String other : new String[] {"api.pinecone.io", "https://10.0.0.1", "127.0.0.1.nip.io"}) {
      assertThat(ConsoleServerControls.onLoopback(other)).isEqualTo(Optional.empty());
    }
  }
}
