package io.pinelink.rest;

import static io.pinelink.rest.Calls.HOST;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.ListResponse;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Ending;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that ended while they were idle, or end at the moment of their use. */
class RestStaleConnectionTest {
  private static final String NONE = "{\"indexes\":[]}";
  private static final int SEVERAL = 3;

  private final X509Bundle certificate;
  private final TlsOptions trust;

  RestStaleConnectionTest() throws Exception {
    X509Bundle authority = Certificates.authority("ours");
    certificate = Certificates.issuedBy(authority, HOST);
    trust = TlsOptions.trustOnly(authority.getCertificate());
  }

  enum Wire {
    PLAINTEXT,
    TLS,
    HTTP2
  }

  private LoopbackServer server(Wire wire) throws Exception {
    LoopbackServer server =
        switch (wire) {
          case PLAINTEXT -> LoopbackServer.plaintext();
          case TLS -> LoopbackServer.tls(certificate);
          case HTTP2 -> LoopbackServer.http2(certificate, 1);
        };
    return server.answering(200, NONE);
  }

  private static RestTransport transport(Wire wire) {
    HttpVersion version = wire == Wire.HTTP2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1;
    return Calls.transport(Calls.options(4_096, version, DnsResolver.system()));
  }

  private Route route(Wire wire, LoopbackServer server) {
    return wire == Wire.PLAINTEXT
        ? Calls.local(server.port())
        : Calls.dialled(trust, HOST, server.address());
  }

  /** Opens several connections and leaves them idle. */
  private static void warm(RestTransport transport, Route route, LoopbackServer server)
      throws Exception {
    server.holding();
    List<CompletableFuture<ListResponse<IndexDescription>>> calls = new ArrayList<>();
    for (int i = 0; i < SEVERAL; i++) {
      calls.add(list(transport, route));
    }
    for (int i = 0; i < SEVERAL; i++) {
      server.next();
    }
    server.release();
    for (CompletableFuture<ListResponse<IndexDescription>> call : calls) {
      resultOf(call);
    }
    assertThat(server.connections()).isEqualTo(SEVERAL);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void connectionsThatTheServerClosedAreNotUsed(Wire wire) throws Exception {
    try (LoopbackServer server = server(wire);
        RestTransport transport = transport(wire)) {
      Route route = route(wire, server);
      warm(transport, route, server);
      server.endConnections(Ending.FIN);
      server.awaitClosed();

      assertThat(resultOf(list(transport, route)).items()).isEmpty();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void nothingIsSentOnResetConnections(Wire wire) throws Exception {
    try (LoopbackServer server = server(wire);
        RestTransport transport = transport(wire)) {
      Route route = route(wire, server);
      warm(transport, route, server);
      server.endConnections(Ending.RESET);

      assertThat(untilSent(transport, route).items()).isEmpty();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  /**
   * Repeats a call until it succeeds. The client may not have noticed the end of a connection; then
   * the call must fail as unsent.
   */
  private static ListResponse<IndexDescription> untilSent(RestTransport transport, Route route)
      throws Exception {
    while (true) {
      CompletableFuture<ListResponse<IndexDescription>> call = list(transport, route);
      try {
        return resultOf(call);
      } catch (ExecutionException e) {
        assertIsUnsent(failureOf(call));
      }
    }
  }

  private static void assertIsUnsent(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.isUnsent()).isTrue();
              assertThat(e.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
            });
  }

  /** Makes a call on the thread that would otherwise notice the end of the connection. */
  private static CompletableFuture<ListResponse<IndexDescription>> callAtTheMomentOf(
      Ending ending, RestTransport transport, Route route, LoopbackServer server) {
    server.holding(); // so that the second call is not made on this thread
    CompletableFuture<ListResponse<IndexDescription>> call =
        list(transport, route)
            .thenCompose(
                before -> {
                  server.endConnections(ending);
                  return list(transport, route);
                });
    server.release();
    return call;
  }

  /** Over HTTP/1.1, the end of a connection is noticed before the next request is written. */
  @ParameterizedTest
  @CsvSource({"PLAINTEXT, RESET", "TLS, RESET", "PLAINTEXT, FIN", "TLS, FIN"})
  void aConnectionThatEndsAsTheCallStartsIsNotUsed(Wire wire, Ending ending) throws Exception {
    try (LoopbackServer server = server(wire);
        RestTransport transport = transport(wire)) {
      CompletableFuture<ListResponse<IndexDescription>> call =
          callAtTheMomentOf(ending, transport, route(wire, server), server);

      assertThat(resultOf(call).items()).isEmpty();
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionResetAsTheCallStartsHasSentNothing() throws Exception {
    try (LoopbackServer server = server(Wire.HTTP2);
        RestTransport transport = transport(Wire.HTTP2)) {
      CompletableFuture<ListResponse<IndexDescription>> call =
          callAtTheMomentOf(Ending.RESET, transport, route(Wire.HTTP2, server), server);

      assertIsUnsent(failureOf(call));
      assertThat(server.requests()).as("the first call alone").isEqualTo(1);
    }
  }

  @Test
  void aServerThatClosesAsTheCallStartsMayHaveSeenIt() throws Exception {
    try (LoopbackServer server = server(Wire.HTTP2);
        RestTransport transport = transport(Wire.HTTP2)) {
      CompletableFuture<ListResponse<IndexDescription>> call =
          callAtTheMomentOf(Ending.FIN, transport, route(Wire.HTTP2, server), server);

      TransportException lost = (TransportException) failureOf(call);
      assertThat(lost.networkCause()).isEqualTo(NetworkCause.CONNECTION_LOST);
      assertThat(lost.isUnsent()).isFalse();
    }
  }
}
