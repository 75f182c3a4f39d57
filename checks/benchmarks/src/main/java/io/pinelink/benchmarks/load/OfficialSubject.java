package io.pinelink.benchmarks.load;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.clients.AsyncIndex;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import io.pinelink.benchmarks.Embeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The official client. Its lists are boxed in advance, so that the client is measured and not the
 * boxing in the caller. It uses the JVM's trust store.
 */
final class OfficialSubject implements BenchmarkSubject {
  private static final String NAMESPACE = "";

  private final Index index;
  private final AsyncIndex async;

  OfficialSubject(Target target) {
    PineconeConfig config = new PineconeConfig(Requests.KEY);
    config.setHost(target.host());
    config.setTLSEnabled(target.authority() != null);
    PineconeConnection connection = new PineconeConnection(config);
    this.index = new Index(config, connection, "benchmark");
    this.async = new AsyncIndex(config, connection, "benchmark");
  }

  @Override
  public Work<?> work(Call call, Shape shape) {
    return switch (call) {
      case UPSERT -> upsert(shape);
      case UPSERT_ONE -> upsert(new Shape(shape.dimension(), 1));
      case QUERY -> {
        Embeddings embeddings = new Embeddings(1);
        List<List<Float>> vectors =
            IntStream.range(0, VARIETY)
                .mapToObj(i -> boxed(embeddings.next(shape.dimension())))
                .toList();
        yield new Work<>(
            vectors,
            vector -> index.queryByVector(TOP_K, vector),
            vector -> stage(async.queryByVector(TOP_K, vector)));
      }
      case FETCH ->
          new Work<>(
              List.of(IntStream.range(0, FETCHED).mapToObj(i -> "vector-" + i).toList()),
              index::fetch,
              ids -> stage(async.fetch(ids)));
    };
  }

  private Work<List<VectorWithUnsignedIndices>> upsert(Shape shape) {
    return new Work<>(
        batches(new Embeddings(1), shape),
        batch -> index.upsert(batch, NAMESPACE),
        batch -> stage(async.upsert(batch, NAMESPACE)));
  }

  private static List<List<VectorWithUnsignedIndices>> batches(Embeddings embeddings, Shape shape) {
    return IntStream.range(0, VARIETY).mapToObj(i -> batch(embeddings, shape)).toList();
  }

  static List<VectorWithUnsignedIndices> batch(Embeddings embeddings, Shape shape) {
    return IntStream.range(0, shape.batch())
        .mapToObj(
            j ->
                new VectorWithUnsignedIndices(
                    "vector-" + j, boxed(embeddings.next(shape.dimension())), metadata(j), null))
        .toList();
  }

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>(values.length);
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  private static Struct metadata(int i) {
    return Struct.newBuilder()
        .putFields("title", Value.newBuilder().setStringValue("Title number " + i).build())
        .putFields("year", Value.newBuilder().setNumberValue(1_900 + i).build())
        .putFields("draft", Value.newBuilder().setBoolValue(i % 2 == 0).build())
        .build();
  }

  private static <T> CompletionStage<@Nullable T> stage(ListenableFuture<T> future) {
    CompletableFuture<@Nullable T> stage = new CompletableFuture<>();
    Futures.addCallback(
        future,
        new FutureCallback<T>() {
          @Override
          public void onSuccess(T result) {
            stage.complete(result);
          }

          @Override
          public void onFailure(Throwable failure) {
            stage.completeExceptionally(failure);
          }
        },
        MoreExecutors.directExecutor());
    return stage;
  }
}
