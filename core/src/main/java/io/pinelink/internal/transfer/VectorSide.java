package io.pinelink.internal.transfer;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.internal.bulk.targets.BulkOperations;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Page;
import io.pinelink.model.Vector;
import io.pinelink.spi.DataOperations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A namespace of vectors. */
public record VectorSide(Caller caller) implements NamespaceSide<Vector> {
  private static final Executor SOURCES = new DaemonThreadExecutor("pinelink-copy-source");

  @Override
  public VectorSide inNamespace(String namespace) {
    return new VectorSide(caller.inNamespace(namespace));
  }

  @Override
  public String description() {
    return BulkOperations.publicHost(caller);
  }

  @Override
  public String id(Vector vector) {
    return vector.id();
  }

  @Override
  public CompletableFuture<? extends Page<String>> page(@Nullable String token) {
    ListIdsRequest request = ListIdsRequest.all();
    return caller
        .inPlace()
        .call(
            DataOperations.LIST_IDS, token == null ? request : request.withPaginationToken(token));
  }

  @Override
  public CompletableFuture<BulkReport> fetch(
      BulkSource<String> ids, BulkOptions options, SideConsumer<Vector> consumer) {
    return operations().fetch(ids, options, consumer(consumer), executor()).start(SOURCES);
  }

  private static FetchConsumer<Vector> consumer(SideConsumer<Vector> consumer) {
    return new FetchConsumer<>() {
      @Override
      public void found(Vector vector) {
        consumer.found(vector);
      }

      @Override
      public void missing(String id) {
        consumer.missing(id);
      }
    };
  }

  @Override
  public Map<String, Vector> fetchNow(List<String> ids) {
    return Futures.await(caller.call(DataOperations.FETCH, FetchRequest.byIds(ids))).vectors();
  }

  @Override
  public CompletableFuture<BulkReport> upsert(
      BulkSource<Vector> vectors, BulkOptions options, Consumer<List<String>> accepted) {
    return operations().upsert(vectors, options, executor(), accepted).start(SOURCES);
  }

  @Override
  public CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options) {
    return operations().delete(ids, options, executor()).start(SOURCES);
  }

  private BulkOperations operations() {
    return new BulkOperations(caller.inPlace());
  }

  private Executor executor() {
    return caller.completeOn();
  }

  @Override
  public long checksum(Vector vector) {
    return Checksum.of(vector);
  }

  @Override
  public Map<String, Long> parts(Vector vector) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("values", Checksum.ofValues(vector));
    parts.put("sparse values", Checksum.ofSparse(vector.sparseValues()));
    vector
        .metadata()
        .asMap()
        .forEach((key, value) -> parts.put("metadata '" + key + "'", Checksum.ofValue(value)));
    return parts;
  }
}
