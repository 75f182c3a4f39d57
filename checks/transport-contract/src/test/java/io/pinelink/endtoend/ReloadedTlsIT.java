package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.error.TransportException;
import io.pinelink.model.Protocol;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that a client follows the rotation of a certificate authority without a restart. The build
 * runs it with OpenSSL and with the JDK's TLS.
 */
@Tag("tls")
class ReloadedTlsIT {
  private static final EmbeddedAuthority OLD = EmbeddedAuthority.create();
  private static final EmbeddedAuthority NEW = EmbeddedAuthority.create();

  private static TlsOptions trustIn(EmbeddedAuthority authority) {
    return TlsOptions.trustOnly(authority.certificate());
  }

  private static EmbeddedPinecone start(EmbeddedAuthority authority, InetSocketAddress address) {
    EmbeddedPinecone server =
        EmbeddedPinecone.builder()
            .authority(authority)
            .listenAt(Listener.PUBLIC_DATA, address)
            .start();
    try (Pinelink setup = server.clientBuilder().build()) {
      setup.controlPlane().createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION));
    }
    return server;
  }

  private static Index open(Pinelink client, EmbeddedPinecone server) {
    try (Pinelink setup = server.clientBuilder().build()) {
      return client.indexAt(setup.controlPlane().describeIndex("docs").host().orElseThrow());
    }
  }

  /** Waits for a call that succeeds: gRPC pauses before it connects again after a failure. */
  private static void awaitSuccess(Index index) {
    await()
        .ignoreExceptionsInstanceOf(TransportException.class)
        .until(index::describeIndexStats, stats -> stats.namespaces().isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void newConnectionsUseTheNewAuthority(Protocol protocol) {
    AtomicReference<TlsOptions> newest = new AtomicReference<>(trustIn(OLD));
    EmbeddedPinecone server =
        start(OLD, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress address = server.address(Listener.PUBLIC_DATA);
    try (Pinelink client =
        server
            .clientBuilder()
            .protocols(protocol)
            .retryOptions(RetryOptions.defaults().toBuilder().maxAttempts(1).build())
            .tls(TlsOptions.reloading(newest::get))
            .build()) {
      Index index = open(client, server);
      index.describeIndexStats();
      server.close();
      server = start(NEW, address);

      assertThatThrownBy(index::describeIndexStats).isInstanceOf(TransportException.class);
      newest.set(trustIn(NEW));
      awaitSuccess(index);

      newest.set(trustIn(OLD));
      server.close();
      server = start(NEW, address);
      assertThatThrownBy(index::describeIndexStats)
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("certificate");
    } finally {
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSourceThatThrowsFailsTheConnectionAndNotTheClient(Protocol protocol) {
    AtomicBoolean fails = new AtomicBoolean();
    EmbeddedPinecone server =
        start(OLD, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress address = server.address(Listener.PUBLIC_DATA);
    try (Pinelink client =
        server
            .clientBuilder()
            .protocols(protocol)
            .retryOptions(RetryOptions.defaults().toBuilder().maxAttempts(1).build())
            .tls(TlsOptions.reloading(() -> fails.get() ? refuse() : trustIn(OLD)))
            .build()) {
      Index index = open(client, server);
      index.describeIndexStats();
      server.close();
      server = start(OLD, address);

      fails.set(true);
      assertThatThrownBy(index::describeIndexStats).isInstanceOf(TransportException.class);
      fails.set(false);
      awaitSuccess(index);
    } finally {
      server.close();
    }
  }

  private static TlsOptions refuse() {
    throw new IllegalStateException("the source has no options");
  }
}
