package io.pinelink.benchmarks.load;

import io.pinelink.Index;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.util.List;
import java.util.stream.IntStream;

/** Pinelink, called through its public API. */
final class PinelinkSubject implements BenchmarkSubject {
  /** More than are in flight, since a writer sends the changes of one id one after another. */
  private static final int IDS = 1_024;

  private final Index index;
  private final boolean writing;

  /** Creates a client; if it is writing, single vectors go through a bulk writer. */
  PinelinkSubject(Target target, Protocol protocol, boolean writing) {
    this.index = target.pinelink(protocol).build().indexAt(target.pinelinkHost());
    this.writing = writing;
  }

  @Override
  public Work<?> work(Call call, Shape shape) {
    return switch (call) {
      case UPSERT -> upsert(shape);
      case UPSERT_ONE -> {
        Shape single = new Shape(shape.dimension(), 1);
        yield writing ? written(single) : upsert(single);
      }
      case QUERY -> new Work<>(Requests.queries(shape), index::query, index.async()::query);
      case FETCH ->
          new Work<>(
              List.of(FetchRequest.byIds(Requests.ids())), index::fetch, index.async()::fetch);
    };
  }

  private Work<UpsertRequest> upsert(Shape shape) {
    return new Work<>(Requests.upserts(shape), index::upsert, index.async()::upsert);
  }

  private Work<BulkChange> written(Shape single) {
    // One of the asynchronous index: what the thread of another one allocates is lost when it ends.
    BulkWriter<Void> writer = index.async().bulkWriter(BulkOptions.defaults());
    List<UpsertRequest> upserts = Requests.upserts(single);
    List<BulkChange> changes =
        IntStream.range(0, IDS)
            .mapToObj(
                i -> {
                  Vector vector = upserts.get(i % upserts.size()).vectors().get(0);
                  return BulkChange.upsert(
                      Vector.of("vector-" + i, vector.values(), vector.metadata()));
                })
            .toList();
    return new Work<>(changes, change -> writer.send(change).join(), writer::send);
  }
}
