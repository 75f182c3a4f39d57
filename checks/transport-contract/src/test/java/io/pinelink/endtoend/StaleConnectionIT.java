package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.AsyncIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.HttpVersion;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests connections that worked and then ended, not by the client. Calls that were certainly not
 * processed are resent, so a write is executed exactly once. The build runs it with OpenSSL and
 * with the JDK's TLS.
 */
@Tag("tls")
class StaleConnectionIT {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  /** The transports. */
  enum Wire {
    GRPC(Protocol.GRPC, HttpVersion.HTTP_1_1),
    REST(Protocol.REST, HttpVersion.HTTP_1_1),
    REST_OVER_HTTP2(Protocol.REST, HttpVersion.HTTP_2);

    private final Protocol protocol;
    private final HttpVersion version;

    Wire(Protocol protocol, HttpVersion version) {
      this.protocol = protocol;
      this.version = version;
    }

    /** Returns a client whose callbacks run on its network threads. */
    Pinelink client(X509Certificate authority, InetSocketAddress address) {
      return Pinelink.builder()
          .apiKey(EmbeddedPinecone.API_KEY)
          .protocols(protocol)
          .httpVersion(version)
          .callbackExecutor(Runnable::run)
          .addressGuard(AddressGuard.privateOnly().allowingLoopback())
          .tls(TlsOptions.trustOnly(authority))
          .connectRule(ConnectRule.forHost(HOST).dial(address))
          .build();
    }
  }

  private static UpsertRequest vector(String id) {
    return UpsertRequest.of(List.of(Vector.of(id, new float[] {1, 2})));
  }

  private static EmbeddedPinecone server() {
    EmbeddedPinecone server = EmbeddedPinecone.start();
    try (Pinelink setup = server.clientBuilder().build()) {
      Indexes.create(setup, "docs", Metric.COSINE);
    }
    server.clearRequests();
    return server;
  }

  private static long upserts(EmbeddedPinecone server) {
    return server.requests().stream().filter(each -> each.operation().equals("upsert")).count();
  }

  /** The socket is closed; the library may learn it some microseconds later. */
  @ParameterizedTest
  @EnumSource(Wire.class)
  void anIdleConnectionThatWasClosedIsNotUsed(Wire wire) throws Exception {
    try (EmbeddedPinecone server = server();
        Relay relay = new Relay(server.address(Listener.PRIVATE_DATA));
        Pinelink client = wire.client(server.authority().certificate(), relay.address())) {
      Index docs = client.indexAt(HOST);
      docs.upsert(vector("before"));
      relay.finish();

      UpsertResponse after = docs.upsert(vector("after"));

      assertThat(after.info().attempts()).isBetween(1, 2);
      assertThat(upserts(server)).isEqualTo(2);
    }
  }

  /** The client may learn of the reset some microseconds later. */
  @ParameterizedTest
  @EnumSource(Wire.class)
  void aWriteAfterAResetIsExecutedOnce(Wire wire) throws Exception {
    try (EmbeddedPinecone server = server();
        Relay relay = new Relay(server.address(Listener.PRIVATE_DATA));
        Pinelink client = wire.client(server.authority().certificate(), relay.address())) {
      Index docs = client.indexAt(HOST);
      docs.upsert(vector("before"));
      relay.reset();

      UpsertResponse after = docs.upsert(vector("after"));

      assertThat(after.info().attempts()).isBetween(1, 2);
      assertThat(upserts(server)).isEqualTo(2);
    }
  }

  /**
   * The call is made by the thread that would receive the reset, so it cannot have received it yet.
   * REST over HTTP/1.1 checks the socket before it writes, and then sends nothing on it.
   */
  @ParameterizedTest
  @CsvSource({"GRPC, 2", "REST, 1", "REST_OVER_HTTP2, 2"})
  void aWriteDuringAResetIsExecutedOnce(Wire wire, int attempts) throws Exception {
    try (EmbeddedPinecone server = server();
        Relay relay = new Relay(server.address(Listener.PRIVATE_DATA));
        Pinelink client = wire.client(server.authority().certificate(), relay.address())) {
      AsyncIndex docs = client.indexAt(HOST).async();

      UpsertResponse after =
          docs.upsert(vector("before"))
              .thenCompose(
                  before -> {
                    relay.reset();
                    return docs.upsert(vector("after"));
                  })
              .get(20, TimeUnit.SECONDS);

      assertThat(after.info().attempts()).isEqualTo(attempts);
      assertThat(upserts(server)).isEqualTo(2);
    }
  }

  static Stream<Arguments> http2() {
    return Stream.of(Wire.GRPC, Wire.REST_OVER_HTTP2)
        .flatMap(
            wire ->
                Arrays.stream(Http2Peer.Refusal.values())
                    .map(refusal -> Arguments.of(wire, refusal)));
  }

  @ParameterizedTest
  @MethodSource("http2")
  void anUnprocessedWriteIsResentOnce(Wire wire, Http2Peer.Refusal refusal) throws Exception {
    Instant now = Instant.now();
    X509Bundle certificate =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=" + HOST)
            .addSanDnsName(HOST)
            .notBefore(now.minus(Duration.ofDays(1)))
            .notAfter(now.plus(Duration.ofDays(1)))
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    try (Http2Peer peer = new Http2Peer(certificate);
        Pinelink client = wire.client(certificate.getCertificate(), peer.address())) {
      Index docs = client.indexAt(HOST);
      assertThat(docs.upsert(vector("before")).info().attempts()).isEqualTo(1);
      peer.refuseNext(refusal);

      UpsertResponse after = docs.upsert(vector("after"));

      assertThat(after.info().attempts()).isEqualTo(2);
      assertThat(peer.refused()).isEqualTo(1);
      assertThat(peer.answered()).isEqualTo(2);
    }
  }
}
