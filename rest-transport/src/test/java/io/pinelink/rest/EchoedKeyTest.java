package io.pinelink.rest;

import static io.pinelink.rest.Calls.KEY;
import static io.pinelink.rest.Calls.context;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.local;
import static io.pinelink.spi.ControlOperations.DESCRIBE_INDEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.BearerToken;
import io.pinelink.spi.credential.ClientCredentials;
import io.pinelink.spi.credential.Credential;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.request.ByName;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and proxies that repeat the key of a call, each in another part of the response. */
class EchoedKeyTest {
  private static final String INDEX =
      "{\"name\":\"docs\",\"metric\":\"cosine\",\"host\":\"h\",\"status\":{\"ready\":true,"
          + "\"state\":\"Ready\"},\"spec\":{\"serverless\":{\"cloud\":\"a\",\"region\":\"r\"}},";

  private final RestTransport transport = Calls.transport();
  private final ServerSocket server;

  EchoedKeyTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    transport.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 no %s\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 500 No\r\nx-request-id: %s\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.1 429 No\r\nRetry-After: %s\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.1 307 No\r\nLocation: /%s\r\nContent-Length: 2\r\n\r\nno",
        "HTTP/1.1 400 No\r\nContent-Length: 16\r\n\r\n%s",
        "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n",
        "%s\r\n\r\n",
        "HTTP/1.1 200 OK\r\n%s\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: %s\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: %s\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n{}",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n%s",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"name\":%s}",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + INDEX + "\"tags\":{\"%s\":[1]}}",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + INDEX + "\"tags\":{\"%s\":\"a}",
      })
  void noPartOfTheFailureShowsTheKey(String answer) throws Exception {
    answering(answer.formatted(KEY));

    PinelinkException failure =
        failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context(local(port()))));

    if (failure instanceof ServiceException refused) {
      assertThat(refused.requestId().orElse("")).doesNotContain(KEY);
    }
  }

  @Test
  void aReasonPhraseIsNotShownAndARequestIdIsMasked() throws Exception {
    answering(
        "HTTP/1.1 503 no %s\r\nx-request-id: r-%s\r\nContent-Length: 0\r\n\r\n"
            .formatted(KEY, KEY));

    PinelinkException failure =
        failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context(local(port()))));

    assertThat(failure)
        .hasMessageContaining("HTTP 503: Service Unavailable [request r-***]")
        .isInstanceOfSatisfying(
            ServiceException.class, e -> assertThat(e.requestId()).contains("r-***"));
  }

  @Test
  void theKeyIsMaskedInEncodedText() throws Exception {
    String headers = "api-key: " + KEY + "\r\n";
    String encoded = Base64.getEncoder().encodeToString(headers.getBytes(StandardCharsets.UTF_8));
    answering("HTTP/1.1 502 No\r\nConnection: close\r\n\r\n" + encoded);

    PinelinkException failure =
        failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context(local(port()))));

    assertThat(failure)
        .hasMessageContaining("***")
        .hasMessageNotContaining(encoded.substring(12, 20));
  }

  @Test
  void tokensAndSecretsOfTheAdminApiAreMaskedToo() throws Exception {
    answering(
        "HTTP/1.1 403 no %s\r\nx-request-id: %s\r\nConnection: close\r\n\r\n".formatted(KEY, KEY));
    for (Credential credential :
        List.of(new BearerToken(KEY), new ClientCredentials("client", KEY))) {
      CallContext context =
          new CallContext(
              local(port()),
              "",
              Deadline.after(Calls.LONG),
              credential,
              ExtraHeaders.none(),
              1,
              CallHandling.unobserved(false));

      assertThat(failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context)))
          .hasMessageContaining("HTTP 403: Forbidden [request ***]");
    }
  }

  @Test
  void valuesOfExtraHeadersAreMaskedToo() throws Exception {
    answering(
        "HTTP/1.1 403 no %s\r\nx-request-id: %s\r\nConnection: close\r\n\r\nno token %s"
            .formatted(KEY, KEY, KEY));
    CallContext context =
        new CallContext(
            local(port()),
            "",
            Deadline.after(Calls.LONG),
            new ApiKey("an0ther-key"),
            ExtraHeaders.none().with("x-gate", "Bearer " + KEY),
            1,
            CallHandling.unobserved(false));

    assertThat(failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context)))
        .hasMessageContaining("no token *** [request ***]");
  }

  @Test
  void aProxyThatRepeatsTheKeyIsMasked() throws Exception {
    answering("HTTP/1.1 403 no %s\r\nx: %s\r\nContent-Length: 0\r\n\r\n".formatted(KEY, KEY));
    Route route =
        ControlPlaneEndpoint.route(
            Calls.HOST,
            List.of(
                ConnectRule.forHost(Calls.HOST)
                    .dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))),
            new TrustedDomains(List.of()),
            new NetworkOptions(
                TlsOptions.systemTrust(),
                ProxyOptions.http("127.0.0.1", port()),
                AddressGuard.privateOnly(),
                null));

    failureOf(transport.call(DESCRIBE_INDEX, ByName.ofIndex("docs"), context(route)));
  }

  private int port() {
    return server.getLocalPort();
  }

  /** Answers the next connections with this text, independent of the request. */
  private void answering(String text) {
    ServerSocket listening = server;
    Thread thread =
        new Thread(
            () -> {
              while (!listening.isClosed()) {
                try (Socket socket = listening.accept()) {
                  readHead(socket.getInputStream());
                  socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                  socket.shutdownOutput();
                } catch (IOException e) {
                  // The test is over, or the client has closed the connection.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      head.append((char) next);
    }
  }
}
