package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.TransportException;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The rotation of the authority in a file that Spring Boot watches, with real TLS. */
class SslBundleReloadTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  @TempDir private Path folder;

  private static EmbeddedPinecone start(EmbeddedAuthority authority, InetSocketAddress address) {
    EmbeddedPinecone server =
        EmbeddedPinecone.builder()
            .authority(authority)
            .listenAt(Listener.PUBLIC_DATA, address)
            .start();
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
    return server;
  }

  @ParameterizedTest
  @EnumSource
  void newConnectionsUseTheNewFile(Protocol protocol) throws IOException {
    EmbeddedAuthority old = EmbeddedAuthority.create();
    EmbeddedAuthority rotated = EmbeddedAuthority.create();
    Path file = folder.resolve("ca.pem");
    Files.writeString(file, old.pem());
    EmbeddedPinecone first = start(old, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress address = first.address(Listener.PUBLIC_DATA);
    new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(SslAutoConfiguration.class, PinelinkAutoConfiguration.class))
        .withPropertyValues(
            "spring.ssl.bundle.watch.file.quiet-period=50ms",
            "spring.ssl.bundle.pem.pinecone.reload-on-update=true",
            "spring.ssl.bundle.pem.pinecone.truststore.certificate=" + file.toUri(),
            "pinelink.ssl.bundle=pinecone",
            "pinelink.api-key=" + first.project().apiKey(),
            "pinelink.proxy.mode=none",
            "pinelink.protocols=" + protocol,
            "pinelink.retry.max-attempts=1",
            "pinelink.connect-rules[0].host=" + HOST,
            "pinelink.connect-rules[0].dial=127.0.0.1:" + address.getPort(),
            "pinelink.indexes.docs.host=" + HOST)
        .run(
            context -> {
              Index docs = context.getBean(Index.class);
              docs.describeIndexStats();
              first.close();
              try (EmbeddedPinecone second = start(rotated, address)) {
                assertThatThrownBy(docs::describeIndexStats).isInstanceOf(TransportException.class);

                Files.writeString(file, rotated.pem());
                await()
                    .atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(TransportException.class)
                    .until(docs::describeIndexStats, stats -> true);
                assertThat(second.requests()).isNotEmpty();
              }
            });
    first.close();
  }
}
