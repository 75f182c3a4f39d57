package io.pinelink.benchmarks.load;

import io.pinelink.DocumentIndex;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.Protocol;
import java.util.List;

/** Pinelink with documents, which have the values and fields of the other clients' vectors. */
final class DocumentSubject implements BenchmarkSubject {
  private final DocumentIndex index;

  DocumentSubject(Target target) {
    this.index = target.pinelink(Protocol.REST).build().documentsAt(target.pinelinkHost());
  }

  @Override
  public Work<?> work(Call call, Shape shape) {
    return switch (call) {
      case UPSERT -> upsert(shape);
      case UPSERT_ONE -> upsert(new Shape(shape.dimension(), 1));
      case QUERY -> new Work<>(Requests.searches(shape), index::search, index.async()::search);
      case FETCH ->
          new Work<>(
              List.of(FetchDocumentsRequest.byIds(Requests.ids())),
              index::fetch,
              index.async()::fetch);
    };
  }

  private Work<UpsertDocumentsRequest> upsert(Shape shape) {
    return new Work<>(Requests.documents(shape), index::upsert, index.async()::upsert);
  }
}
