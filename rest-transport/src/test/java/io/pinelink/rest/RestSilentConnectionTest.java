package io.pinelink.rest;

import static io.pinelink.rest.Calls.HOST;
import static io.pinelink.rest.Calls.failureOf;
import static io.pinelink.rest.Calls.list;
import static io.pinelink.rest.Calls.resultOf;
import static io.pinelink.spi.ControlOperations.LIST_INDEXES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.model.ListResponse;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.rest.LoopbackServer.Answer;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.DeadlineTimer;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that keep a connection open but let calls make no progress. */
class RestSilentConnectionTest {
  private static final String NONE = "{\"indexes\":[]}";
  private static final Duration BOUND = Duration.ofMillis(400);
  private static final Duration SHORT = Duration.ofMillis(150);
  private static final int STREAMS = 100;

  private final X509Bundle certificate;
  private final TlsOptions trust;
  private final RestTransport transport;
  private final LoopbackServer server;
  private final Route route;

  RestSilentConnectionTest() throws Exception {
    X509Bundle authority = Certificates.authority("ours");
    certificate = Certificates.issuedBy(authority, HOST);
    trust = TlsOptions.trustOnly(authority.getCertificate());
    transport =
        new RestTransport(
            Calls.options(4_096, HttpVersion.HTTP_2, DnsResolver.system()),
            Clock.systemUTC(),
            new DeadlineTimer(),
            BOUND);
    server = LoopbackServer.http2(certificate, STREAMS).answering(200, NONE);
    route = Calls.dialled(trust, HOST, server.address());
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private CompletableFuture<ListResponse<IndexDescription>> listWithin(Duration timeout) {
    return transport.call(
        LIST_INDEXES, new EmptyRequest(), Calls.context(route, Deadline.after(timeout)));
  }

  /** Answers PINGs on the first connection, but no call. */
  private void silenceFirstConnection() {
    server.answering(
        request ->
            request.connection() == 1
                ? Answer.of(LoopbackServer.SILENCE, "")
                : Answer.of(200, NONE));
  }

  private boolean isAnswered() {
    return listWithin(SHORT).handle((value, failure) -> failure == null).join();
  }

  @Test
  void newCallsLeaveAnUnresponsiveConnection() throws Exception {
    resultOf(list(transport, route));
    silenceFirstConnection();
    CompletableFuture<ListResponse<IndexDescription>> sent = list(transport, route);

    await().until(this::isAnswered);

    assertThat(sent).as("may still be answered").isNotDone();
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void callsThatAreCancelledAtTheirDeadlinesLeaveASilentConnection() throws Exception {
    resultOf(list(transport, route));
    silenceFirstConnection();

    assertThat(failureOf(listWithin(SHORT))).isInstanceOf(DeadlineExceededException.class);
    await().until(this::isAnswered);

    assertThat(server.connections()).isEqualTo(2);
    server.awaitFirstClosed();
  }

  @Test
  void aResponsiveConnectionIsKept() throws Exception {
    long end = System.nanoTime() + BOUND.multipliedBy(3).toNanos();
    while (System.nanoTime() < end) {
      resultOf(list(transport, route));
    }

    assertThat(server.connections()).isEqualTo(1);
  }
}
