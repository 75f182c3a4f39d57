package io.pinelink.reactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.AsyncIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import io.pinelink.testsupport.PageCode;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.FlowAdapters;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Mono;

/** Runs the snippets of docs/reactive-streams.md, and tests what the page promises. */
class ReactiveGuideIT {
  private static final Path PAGE = Path.of("../../docs/reactive-streams.md");
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final String PROGRAM =
      """
      import io.pinelink.*;
      import io.pinelink.bulk.*;
      import io.pinelink.model.*;
      import io.reactivex.rxjava3.core.*;
      import io.smallrye.mutiny.*;
      import org.reactivestreams.FlowAdapters;
      import reactor.adapter.JdkFlowAdapter;
      import reactor.core.publisher.*;

      public class Guide {
        public static String run(AsyncIndex index) {
          %s
          return found.%s.matches().get(0).id() + " " + copied.%2$s.accepted();
        }
      }
      """;

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final Pinelink client = server.clientBuilder().build();
  private Index index;

  @BeforeEach
  void fill() {
    index = Indexes.create(client, "articles", Metric.COSINE);
    Indexes.fill(index);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void snippetsHaveAtMostFiveLines() throws Exception {
    assertThat(PageCode.blocks(PAGE))
        .hasSize(3)
        .allSatisfy(block -> assertThat(block.lines().count()).isLessThanOrEqualTo(5));
  }

  @ParameterizedTest
  @CsvSource({"0, block()", "1, await().indefinitely()", "2, blockingGet()"})
  void aSnippetReadsQueriesAndCopies(int block, String await, @TempDir Path folder)
      throws Exception {
    String source = PROGRAM.formatted(PageCode.blocks(PAGE).get(block), await);
    assertThat(PageCode.compile(source, folder)).isEmpty();

    try (URLClassLoader classes = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Object result =
          classes.loadClass("Guide").getMethod("run", AsyncIndex.class).invoke(null, index.async());
      assertThat(result).isEqualTo("east 3");
    }
    List<String> ids = List.of("east", "north", "northeast");
    assertThat(index.namespace("copy").fetch(FetchRequest.byIds(ids)).vectors()).hasSize(3);
  }

  private interface Started {
    /** Starts reading, and returns what cancels it. */
    Runnable start(AsyncIndex index);
  }

  static Stream<Arguments> scans() {
    return Stream.of(
        Arguments.of(
            "Reactor",
            (Started)
                index -> JdkFlowAdapter.flowPublisherToFlux(index.scan()).subscribe()::dispose),
        Arguments.of(
            "Mutiny",
            (Started)
                index ->
                    Multi.createFrom().publisher(index.scan()).subscribe().with(item -> {})
                        ::cancel),
        Arguments.of(
            "RxJava",
            (Started)
                index ->
                    Flowable.fromPublisher(FlowAdapters.toPublisher(index.scan())).subscribe()
                        ::dispose));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scans")
  void cancellingAScanEndsItsRequest(String library, Started scan) throws Exception {
    endsTheRequest("listIds", scan);
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        Arguments.of(
            "Reactor", (Started) index -> Mono.fromFuture(query(index)).subscribe()::dispose),
        Arguments.of(
            "Mutiny",
            (Started)
                index ->
                    Uni.createFrom().completionStage(query(index)).subscribe().with(found -> {})
                        ::cancel));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void cancellingACallEndsItsRequest(String library, Started call) throws Exception {
    endsTheRequest("query", call);
  }

  private static Supplier<CompletableFuture<QueryResponse>> query(AsyncIndex index) {
    return () -> index.query(QueryRequest.nearest(1, 0));
  }

  private void endsTheRequest(String operation, Started started) throws Exception {
    server.faults().next(operation, Fault.hang());
    server.clearRequests();
    Runnable cancel = started.start(index.async());
    server.awaitRequest(request -> request.operation().equals(operation), LONG);
    cancel.run();
    server.awaitRequest(RecordedRequest::cancelled, LONG);
  }
}
