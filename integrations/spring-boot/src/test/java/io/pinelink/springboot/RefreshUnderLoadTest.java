package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.AsyncIndex;
import io.pinelink.ControlPlane;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.RecordedRequest;
import io.pinelink.springai.PinelinkVectorStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** Refreshes of Spring Cloud while an application calls the service. */
@Tag("slow")
@Timeout(120)
class RefreshUnderLoadTest {
  private static final int REFRESHES = 5;

  /** How many calls each thread makes between two refreshes, at least. */
  private static final int CALLS = 5;

  private static final String ALL =
      "io.pinelink.Pinelink,io.pinelink.Index,io.pinelink.DocumentIndex";

  /** Objects that an application derives from the beans of Pinelink once, at its start. */
  @Configuration(proxyBeanMethods = false)
  static class Derived {
    @Bean
    EmbeddingModel model() {
      return new AxisModel();
    }

    @Bean
    AsyncIndex asyncIndex(Index docs) {
      return docs.async();
    }

    @Bean
    ControlPlane controlPlane(Pinelink client) {
      return client.controlPlane();
    }
  }

  private static ApplicationContextRunner application(EmbeddedPinecone server, String refreshable) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                RefreshAutoConfiguration.class,
                PinelinkAutoConfiguration.class,
                PinelinkRefreshAutoConfiguration.class,
                PinelinkVectorStoreAutoConfiguration.class))
        .withBean(PinelinkConnectionDetails.class, () -> server::clientBuilder)
        .withUserConfiguration(Derived.class)
        .withPropertyValues(
            "pinelink.indexes.docs=",
            "pinelink.indexes.texts.kind=documents",
            "pinelink.spring-ai.index=docs",
            "pinelink.source-tag=generation0",
            "spring.cloud.refresh.extra-refreshable=" + refreshable);
  }

  private static EmbeddedPinecone server() {
    EmbeddedPinecone server = EmbeddedPinecone.start();
    IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
    IndexSchema schema = IndexSchema.builder().text("body", FullTextSearch.defaults()).build();
    try (Pinelink client = server.clientBuilder().build()) {
      client.controlPlane().createIndex(CreateIndexRequest.dense("docs", 2, spec));
      client
          .controlPlane()
          .createDocumentIndex(CreateDocumentIndexRequest.builder("texts", schema, spec).build());
      client.index("docs").upsert(List.of(Vector.of("a", new float[] {1, 0})));
    }
    return server;
  }

  /** Returns each way in which an application may hold a part of the client. */
  private static Map<String, Runnable> users(ApplicationContext context) {
    Pinelink client = context.getBean(Pinelink.class);
    Index docs = context.getBean("docsIndex", Index.class);
    Index view = docs.namespace("en");
    DocumentIndex texts = context.getBean(DocumentIndex.class);
    DocumentIndex textsView = texts.namespace("en");
    AsyncIndex async = context.getBean(AsyncIndex.class);
    ControlPlane control = context.getBean(ControlPlane.class);
    PinelinkVectorStore store = context.getBean(PinelinkVectorStore.class);
    PinelinkVectorStore storeView = store.namespace("en");
    Map<String, Runnable> users = new LinkedHashMap<>();
    users.put("index", docs::describeIndexStats);
    users.put("view of the index", view::describeIndexStats);
    users.put("async index", () -> async.describeIndexStats().join());
    users.put("document index", texts::describeIndexStats);
    users.put("view of the document index", textsView::describeIndexStats);
    users.put("control plane", control::listIndexes);
    users.put("client", () -> client.controlPlane().describeIndex("docs"));
    users.put("opened index", () -> client.index("docs").describeIndexStats());
    users.put("vector store", () -> search(store));
    users.put("view of the vector store", () -> search(storeView));
    return users;
  }

  private static void search(PinelinkVectorStore store) {
    assertThat(store.similaritySearch(SearchRequest.builder().query("x").topK(1).build()))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL, "io.pinelink.Pinelink"})
  void noCallIsLost(String refreshable) {
    try (EmbeddedPinecone server = server()) {
      application(server, refreshable)
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                Load load = new Load(users(context));
                try {
                  load.awaitCalls(CALLS);
                  for (int i = 1; i <= REFRESHES; i++) {
                    refresh(context.getSourceApplicationContext(), i);
                    load.awaitCalls(CALLS);
                  }
                } finally {
                  load.stop();
                }
                assertThat(load.failures).isEmpty();
              });
      assertThat(server.requests())
          .filteredOn(request -> request.headers().toString().contains("generation" + REFRESHES))
          .extracting(RecordedRequest::operation)
          .contains("describeIndexStats", "listIndexes", "query");
    }
  }

  private static void refresh(ConfigurableApplicationContext context, int generation) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "refresh" + generation, Map.of("pinelink.source-tag", "generation" + generation)));
    context.getBean(RefreshScope.class).refreshAll();
  }

  @Test
  void viewsUseTheNewClientAfterARefresh() {
    try (EmbeddedPinecone server = server()) {
      application(server, "io.pinelink.Pinelink")
          .run(
              context -> {
                Map<String, Runnable> users = users(context);
                refresh(context.getSourceApplicationContext(), 1);
                int before = server.requests().size();
                users.values().forEach(Runnable::run);
                assertThat(server.requests().subList(before, server.requests().size()))
                    .isNotEmpty()
                    .allSatisfy(
                        request ->
                            assertThat(request.headers().toString()).contains("generation1"));
              });
    }
  }

  @Test
  void theOldClientIsKeptIfTheChangedPropertiesCannotBeUsed() {
    try (EmbeddedPinecone server = server()) {
      application(server, ALL)
          .run(
              context -> {
                Map<String, Runnable> users = users(context);
                ConfigurableApplicationContext source = context.getSourceApplicationContext();
                source
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("wrong", Map.of("pinelink.timeout", "-1s")));
                source.getBean(RefreshScope.class).refreshAll();
                users.values().forEach(Runnable::run);

                source.getEnvironment().getPropertySources().remove("wrong");
                refresh(source, 2);
                users.values().forEach(Runnable::run);
              });
      assertThat(server.requests())
          .anySatisfy(request -> assertThat(request.headers().toString()).contains("generation2"));
    }
  }

  /** A thread for each user, which calls until it is stopped. */
  private static final class Load {
    final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<String, AtomicInteger> calls = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();

    Load(Map<String, Runnable> users) {
      users.forEach(
          (name, call) -> {
            AtomicInteger count = new AtomicInteger();
            calls.put(name, count);
            Thread thread = new Thread(() -> run(name, call, count), name);
            threads.add(thread);
            thread.start();
          });
    }

    private void run(String name, Runnable call, AtomicInteger count) {
      while (!stopped.get()) {
        try {
          call.run();
        } catch (RuntimeException | Error e) {
          failures.add(name + ": " + e);
        }
        count.incrementAndGet();
      }
    }

    private AtomicInteger count(String name) {
      return Objects.requireNonNull(calls.get(name));
    }

    /** Waits until each thread has made further calls. */
    void awaitCalls(int more) {
      Map<String, Integer> before = new LinkedHashMap<>();
      calls.forEach((name, count) -> before.put(name, count.get()));
      await()
          .atMost(60, TimeUnit.SECONDS)
          .until(
              () ->
                  before.entrySet().stream()
                      .allMatch(entry -> count(entry.getKey()).get() >= entry.getValue() + more));
    }

    void stop() throws InterruptedException {
      stopped.set(true);
      for (Thread thread : threads) {
        thread.join(TimeUnit.SECONDS.toMillis(60));
      }
    }
  }
}
