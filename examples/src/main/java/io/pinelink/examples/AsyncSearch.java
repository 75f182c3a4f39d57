package io.pinelink.examples;

import static java.util.Objects.requireNonNull;

import io.pinelink.AsyncIndex;
import io.pinelink.CallOptions;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous calls: futures that are composed, cancelled and given a deadline, and a stream that
 * is read no faster than its subscriber requests.
 *
 * <p>For the real service, use {@code Pinelink.builder().apiKey(key)}. Unlike the server here, it
 * does not hang on demand.
 */
public final class AsyncSearch {
  private static final int BATCH = 100;

  public static void main(String... args) throws InterruptedException, TimeoutException {
    Embedder embedder = new Embedder();
    List<Vector> vectors =
        Dictionary.mostUsedNouns(400).stream().map(entry -> entry.vector(embedder)).toList();
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client
          .controlPlane()
          .createIndex(CreateIndexRequest.dense("words", Embedder.DIMENSION, spec));
      AsyncIndex words = client.index("words").async();

      // All batches are in flight at the same time.
      List<CompletableFuture<UpsertResponse>> writes =
          IntStream.range(0, vectors.size() / BATCH)
              .mapToObj(i -> words.upsert(vectors.subList(i * BATCH, (i + 1) * BATCH)))
              .toList();
      CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)).join();
      System.out.println(
          "wrote " + writes.stream().mapToLong(write -> write.join().upsertedCount()).sum());

      // A call that uses the response of another.
      QueryRequest feline =
          QueryRequest.builder()
              .vector(embedder.embed("a small domesticated feline"))
              .topK(1)
              .build();
      List<String> alike =
          words
              .query(feline)
              .thenCompose(found -> words.query(around(found.matches().get(0))))
              .thenApply(found -> found.matches().stream().map(AsyncSearch::lemma).toList())
              .join();
      System.out.println("the best match and similar words: " + alike);

      // The reader requests 30 vectors at a time and stops after 150: two of four pages.
      server.clearRequests();
      Reader reader = new Reader(30, 150);
      words.scan().subscribe(reader);
      System.out.println("read " + reader.ids.join().size() + " of " + vectors.size());
      System.out.println("pages requested: " + count(server, "listIds"));

      // A deadline covers the whole call: the future fails, and the call is cancelled on the
      // server.
      server.faults().next("query", Fault.hang(), Fault.hang());
      String late =
          words
              .with(CallOptions.defaults().timeout(Duration.ofMillis(200)))
              .query(feline)
              .handle((found, failure) -> failure == null ? "in time" : failure.getMessage())
              .join();
      System.out.println("with a deadline: " + late);

      // Cancelling a future ends the call on the wire.
      server.clearRequests();
      CompletableFuture<QueryResponse> unwanted = words.query(feline);
      server.awaitRequest(request -> true, Duration.ofMinutes(1));
      unwanted.cancel(true);
      server.awaitRequest(RecordedRequest::cancelled, Duration.ofMinutes(1));
      System.out.println("cancelled: " + unwanted.isCancelled() + ", also on the server");
    }
  }

  private static QueryRequest around(Match match) {
    return QueryRequest.builder().id(match.id()).topK(4).includeMetadata().build();
  }

  private static String lemma(Match match) {
    return match.metadata().string("lemma").orElse(match.id());
  }

  private static long count(EmbeddedPinecone server, String operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation))
        .count();
  }

  /** Requests a few vectors at a time, and cancels once it has enough. */
  private static final class Reader implements Flow.Subscriber<Vector> {
    private final int portion;
    private final int enough;
    private final List<String> read = new ArrayList<>();
    private final CompletableFuture<List<String>> ids = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    Reader(int portion, int enough) {
      this.portion = portion;
      this.enough = enough;
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      subscription = granted;
      granted.request(portion);
    }

    @Override
    public void onNext(Vector vector) {
      read.add(vector.id());
      if (read.size() == enough) {
        requireNonNull(subscription).cancel();
        onComplete();
      } else if (read.size() % portion == 0) {
        requireNonNull(subscription).request(portion);
      }
    }

    @Override
    public void onError(Throwable failure) {
      ids.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      ids.complete(read);
    }
  }
}
