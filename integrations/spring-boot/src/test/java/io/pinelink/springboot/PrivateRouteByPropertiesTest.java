package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.model.Protocol;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.spi.DocumentOperations;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.core.env.MapPropertySource;

/** The connection by properties alone: dial rules, an SSL bundle, the private route. */
class PrivateRouteByPropertiesTest {
  private final EmbeddedPinecone server = EmbeddedPinecone.start();

  @AfterEach
  void close() {
    server.close();
  }

  private ApplicationContextRunner application() {
    createIndex("docs");
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                SslAutoConfiguration.class,
                RefreshAutoConfiguration.class,
                PinelinkAutoConfiguration.class))
        .withPropertyValues(
            "spring.ssl.bundle.pem.pinecone.truststore.certificate=" + server.authority().pem(),
            "pinelink.ssl.bundle=pinecone",
            "pinelink.api-key=" + server.project().apiKey(),
            "pinelink.route-policy=private-required",
            "pinelink.proxy.mode=none",
            "pinelink.address-guard.allow-loopback=true",
            "pinelink.connect-rules[0].host=api.pinecone.io",
            "pinelink.connect-rules[0].dial=" + at(Listener.CONTROL),
            "pinelink.connect-rules[1].host=*." + privateZone(),
            "pinelink.connect-rules[1].dial=" + at(Listener.PRIVATE_DATA),
            "pinelink.indexes.docs.namespace=en");
  }

  private void createIndex(String name) {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense(name, 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  private String privateZone() {
    try (Pinelink client = server.clientBuilder().build()) {
      String host = client.controlPlane().describeIndex("docs").privateHost().orElseThrow();
      return host.substring(host.indexOf('.') + 1);
    }
  }

  private String at(Listener listener) {
    InetSocketAddress address = server.address(listener);
    return "127.0.0.1:" + address.getPort();
  }

  @Test
  void anIndexIsReachedOverThePrivateListenerOnly() {
    application()
        .run(
            context -> {
              Index docs = context.getBean(Index.class);
              docs.upsert(List.of(Vector.of("a", new float[] {1, 0})));
              assertThat(docs.route().kind()).isEqualTo(Route.Kind.PRIVATE);
              assertThat(docs.namespaces().describe("en").recordCount()).isEqualTo(1);
            });
    assertThat(server.requests())
        .extracting(RecordedRequest::listener)
        .contains(Listener.PRIVATE_DATA)
        .isSubsetOf(Listener.CONTROL, Listener.PRIVATE_DATA);
  }

  @Test
  void optionsOfRequestsArriveAtTheService() {
    application()
        .withPropertyValues(
            "pinelink.protocols=rest",
            "pinelink.api-version=2026-04",
            "pinelink.source-tag=shop",
            "pinelink.headers.x-team=search")
        .run(context -> context.getBean(Index.class).describeIndexStats());
    RecordedRequest last = server.requests().get(server.requests().size() - 1);
    assertThat(last.protocol()).isEqualTo(Protocol.REST);
    assertThat(last.headers())
        .containsEntry("x-pinecone-api-version", List.of("2026-04"))
        .containsEntry("x-team", List.of("search"));
    assertThat(last.headers().get("user-agent")).asString().contains("shop");
  }

  @Test
  void theClientCertificateOfTheBundleIsUsed(@TempDir Path folder) {
    server.authority().save(folder);
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
        .withPropertyValues(
            "spring.ssl.bundle.pem.own.keystore.certificate=" + folder.resolve("ca.pem").toUri(),
            "spring.ssl.bundle.pem.own.keystore.private-key="
                + folder.resolve("ca-key.pem").toUri())
        .run(
            context -> {
              SslBundles bundles = context.getBean(SslBundles.class);
              assertThat(TlsBundles.of(bundles.getBundle("own")).keyManager()).isPresent();
            });
  }

  @Test
  void aRefreshReplacesTheClientAndItsIndexes() {
    createIndex("other");
    MapPropertySource changed =
        new MapPropertySource(
            "changed",
            Map.of("pinelink.indexes.docs.name", "other", "pinelink.indexes.docs.namespace", "fr"));
    application()
        .withPropertyValues(
            "spring.cloud.refresh.extra-refreshable=io.pinelink.Pinelink,io.pinelink.Index")
        .run(
            context -> {
              Index docs = context.getBean(Index.class);
              docs.upsert(List.of(Vector.of("a", new float[] {1, 0})));
              assertThat(docs.route().host()).startsWith("docs-");

              context.getEnvironment().getPropertySources().addFirst(changed);
              context.getBean(RefreshScope.class).refreshAll();

              docs.upsert(List.of(Vector.of("b", new float[] {1, 0})));
              assertThat(docs.route().host()).startsWith("other-");
              assertThat(docs.namespaces().describe("fr").recordCount()).isEqualTo(1);
            });
  }

  @Test
  void aRefreshReplacesTheClientAndItsDocumentIndexes() {
    createDocumentIndex("texts");
    createDocumentIndex("other");
    MapPropertySource changed =
        new MapPropertySource("changed", Map.of("pinelink.indexes.texts.name", "other"));
    application()
        .withPropertyValues(
            "pinelink.indexes.texts.kind=documents",
            "spring.cloud.refresh.extra-refreshable="
                + "io.pinelink.Pinelink,io.pinelink.Index,io.pinelink.DocumentIndex")
        .run(
            context -> {
              DocumentIndex texts = context.getBean(DocumentIndex.class);
              texts.upsert(List.of(Document.builder("a").put("body", "the kettle").build()));
              assertThat(texts.route().host()).startsWith("texts-");

              context.getEnvironment().getPropertySources().addFirst(changed);
              context.getBean(RefreshScope.class).refreshAll();

              texts.upsert(List.of(Document.builder("b").put("body", "the kettle").build()));
              assertThat(texts.route().host()).startsWith("other-");
            });
    assertThat(server.requests())
        .filteredOn(
            request -> request.operation().equals(DocumentOperations.UPSERT_DOCUMENTS.name()))
        .extracting(request -> request.authority().replaceFirst("-.*", ""))
        .containsExactly("texts", "other");
  }

  private void createDocumentIndex(String name) {
    IndexSchema schema = IndexSchema.builder().text("body", FullTextSearch.defaults()).build();
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(
                      name, schema, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .build());
    }
  }
}
