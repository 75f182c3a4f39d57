package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.local.serverapi.ApiAccess;
import io.pinelink.local.serverapi.ServerApi;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.internal.gateway.WebPageGuard;
import io.pinelink.server.internal.http.Ingress;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.shaded.io.netty.handler.codec.http.DefaultHttpHeaders;
import io.pinelink.server.shaded.io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which callers the interface of the server accepts. */
class ServerApiAccessTest {
  private static final String TOKEN = "a-token-of-the-test";

  private final List<EmbeddedPinecone> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(EmbeddedPinecone::close);
  }

  private EmbeddedPinecone start(LocalServerBuilder builder) {
    EmbeddedPinecone server = builder.start().pinecone();
    started.add(server);
    return server;
  }

  private static LocalServerBuilder withToken() {
    return local().serverApiToken(TOKEN);
  }

  private static LocalServerBuilder local() {
    return LocalServer.builder(EmbeddedPinecone.builder().localMode());
  }

  /** Returns the status of a call of an interface that is starting, which is 503 if it may call. */
  private static int status(
      @Nullable String token, boolean fromLoopback, boolean encrypted, String... headers)
      throws Exception {
    HttpHeaders all = new DefaultHttpHeaders().add("host", "localhost");
    for (int i = 0; i < headers.length; i += 2) {
      all.set(headers[i], headers[i + 1]);
    }
    ServerApi api =
        new ServerApi(
            new ApiAccess(
                token, new WebPageGuard(Set.of(), host -> false, true, "allowHost"), "t"));
    ServerResponse response =
        api.answer(
                new ServerCall(
                    new Ingress(ListenerRole.CONTROL, "", 0, encrypted, fromLoopback),
                    "GET",
                    "/_pinelink/clock",
                    all,
                    new byte[0]),
                Runnable::run)
            .get();
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain(TOKEN);
    return response.status();
  }

  @Test
  void withoutATokenOnlyLoopbackMayCall() throws Exception {
    assertThat(status(null, true, false)).isEqualTo(503);
    assertThat(status(null, false, false)).isEqualTo(403);
    assertThat(status(null, false, false, "Authorization", "Bearer " + TOKEN)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Real-IP",
        "CF-Connecting-IP"
      })
  void withoutATokenCallsThroughAProxyAreRefused(String header) throws Exception {
    assertThat(status(null, true, false, header, "127.0.0.1")).isEqualTo(403);
    assertThat(status(TOKEN, true, false, header, "1.2.3.4", "Authorization", "Bearer " + TOKEN))
        .isEqualTo(503);
  }

  @Test
  void callersWithTheTokenMayBeAnywhere() throws Exception {
    assertThat(status(TOKEN, false, false, "Authorization", "Bearer " + TOKEN)).isEqualTo(503);
    assertThat(status(TOKEN, false, true, "Authorization", "Bearer " + TOKEN)).isEqualTo(503);
    assertThat(status(TOKEN, false, false, "Authorization", "Bearer " + TOKEN + "x"))
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer ",
        "bearer a-token-of-the-test",
        "a-token-of-the-test",
        "Bearer a-token-of-the-tes",
        "Basic a-token-of-the-test"
      })
  void withATokenEveryOtherAuthorizationIsRefused(String authorization) {
    EmbeddedPinecone server = start(withToken());
    HttpResponse<String> response =
        new ApiCaller(server).call("GET", "clock", "", "Authorization", authorization);

    JsonNode error = ApiCaller.json(response, 401).path("error");
    assertThat(error.path("field").asText()).isEqualTo("Authorization");
    assertThat(error.path("value").isNull()).isTrue();
    assertThat(response.body()).doesNotContain("a-token");
  }

  @Test
  void healthNeedsNoTokenOnLoopback() {
    ApiCaller api = new ApiCaller(start(withToken()));

    assertThat(api.call("GET", "health", "").statusCode()).isEqualTo(200);
    assertThat(api.call("GET", "clock", "").statusCode()).isEqualTo(401);
    assertThat(api.call("GET", "clock", "", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example, false",
    "Origin, https://evil.example, true",
    "Origin, null, true",
    "Origin, http://localhost.evil.example, true",
    "Sec-Fetch-Site, cross-site, true",
    "Host, evil.example, false",
  })
  void webPagesAreRefusedEvenWithTheToken(String header, String value, boolean encrypted)
      throws Exception {
    assertThat(status(null, true, encrypted, header, value)).isEqualTo(403);
    assertThat(status(TOKEN, true, encrypted, header, value, "Authorization", "Bearer " + TOKEN))
        .isEqualTo(403);
  }

  @Test
  void pagesOfLoopbackMayCall() throws Exception {
    assertThat(status(null, true, false, "Origin", "http://localhost:3000")).isEqualTo(503);
    assertThat(status(null, true, true, "Origin", "https://127.0.0.1")).isEqualTo(503);
    assertThat(status(null, true, false, "Sec-Fetch-Site", "same-origin")).isEqualTo(503);
  }

  @Test
  void theAddressOfTheConnectionDecides() throws IOException {
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    Assumptions.assumeTrue(own.isPresent(), "the machine has an address besides loopback");
    EmbeddedPinecone server =
        start(
            LocalServer.builder(
                EmbeddedPinecone.builder()
                    .localMode()
                    .listenAt(Listener.CONTROL, new InetSocketAddress("0.0.0.0", 0))));
    int port = server.address(Listener.CONTROL).getPort();

    assertThat(send(InetAddress.getLoopbackAddress(), port)).startsWith("HTTP/1.1 200 ");
    assertThat(send(own.get(), port)).startsWith("HTTP/1.1 403 ").contains("another machine");
  }

  private static String send(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket(address, port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET /_pinelink/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void theTokenIsNotLogged(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("requests.jsonl");
    EmbeddedPinecone server = start(withToken().requestLog(file));
    ApiCaller api = new ApiCaller(server);
    api.call("GET", "clock", "", "Authorization", "Bearer " + TOKEN);
    // Beside the interface it is a header as in any other call.
    String other = "http://localhost:" + server.address(Listener.CONTROL).getPort() + "/_pinelinks";
    HttpResponse<String> unused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(other))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build(),
                BodyHandlers.ofString());

    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().toString()).doesNotContain(TOKEN);
    assertThat(Files.readString(file)).contains("_pinelinks").doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "fifteen-charact", "with space in it!", "with\nline in it!!"})
  void tokensThatAreEasyToGuessOrCannotBeSentAreRefused(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> local().serverApiToken(token))
        .withMessage(
            "LocalServerBuilder.serverApiToken is not 16 to 1000 visible ASCII characters");
  }
}
