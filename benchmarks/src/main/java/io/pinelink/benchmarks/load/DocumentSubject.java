package io.pinelink.benchmarks.load;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.Protocol;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Pinelink with documents, which have the values and fields of the other clients' vectors. */
final class DocumentSubject implements BenchmarkSubject {
  private final Pinelink client;
  private final DocumentIndex index;

  DocumentSubject(Target target) {
    this.client = target.pinelink(Protocol.REST).build();
    this.index = client.documentsAt(target.pinelinkHost());
  }

  @Override
  public Work work(Call call, Shape shape) {
    return switch (call) {
      case UPSERT -> upsert(Requests.documents(shape));
      case UPSERT_ONE -> upsert(Requests.documents(new Shape(shape.dimension(), 1)));
      case QUERY -> search(Requests.searches(shape));
      case FETCH -> fetch(FetchDocumentsRequest.byIds(Requests.ids()));
    };
  }

  private Work upsert(List<UpsertDocumentsRequest> requests) {
    return new Work() {
      @Override
      public void run(int turn) {
        index.upsert(requests.get(turn % VARIETY));
      }

      @Override
      public CompletionStage<?> start(int turn) {
        return index.async().upsert(requests.get(turn % VARIETY));
      }
    };
  }

  private Work search(List<SearchDocumentsRequest> requests) {
    return new Work() {
      @Override
      public void run(int turn) {
        index.search(requests.get(turn % VARIETY));
      }

      @Override
      public CompletionStage<?> start(int turn) {
        return index.async().search(requests.get(turn % VARIETY));
      }
    };
  }

  private Work fetch(FetchDocumentsRequest request) {
    return new Work() {
      @Override
      public void run(int turn) {
        index.fetch(request);
      }

      @Override
      public CompletionStage<?> start(int turn) {
        return index.async().fetch(request);
      }
    };
  }

  @Override
  public Object openIndex(int number) {
    return client.documentsAt("index" + number + "-a1b234c.svc.aped-4627-b74a.pinecone.io");
  }
}
