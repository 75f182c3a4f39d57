package io.pinelink.benchmarks.load;

import io.pinelink.Index;
import io.pinelink.UpsertCoalescer;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.util.List;

/** Pinelink, called through its public API. */
final class PinelinkSubject implements BenchmarkSubject {
  private final Index index;
  private final boolean coalescing;

  /** Creates a client; if it is coalescing, single vectors go through a coalescer. */
  PinelinkSubject(Target target, Protocol protocol, boolean coalescing) {
    this.index = target.pinelink(protocol).build().indexAt(target.pinelinkHost());
    this.coalescing = coalescing;
  }

  @Override
  public Work<?> work(Call call, Shape shape) {
    return switch (call) {
      case UPSERT -> upsert(shape);
      case UPSERT_ONE -> {
        Shape single = new Shape(shape.dimension(), 1);
        yield coalescing ? coalesced(single) : upsert(single);
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

  private Work<Vector> coalesced(Shape single) {
    UpsertCoalescer coalescer = index.coalescing();
    List<Vector> vectors =
        Requests.upserts(single).stream().map(request -> request.vectors().get(0)).toList();
    return new Work<>(vectors, coalescer::upsert, coalescer::upsertAsync);
  }
}
