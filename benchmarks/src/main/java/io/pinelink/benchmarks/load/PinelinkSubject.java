package io.pinelink.benchmarks.load;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.UpsertCoalescer;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Pinelink, called through its public API. */
final class PinelinkSubject implements BenchmarkSubject {
  /** The settings that differ from the defaults. */
  enum Style {
    AS_IT_COMES,
    /** Futures complete on the thread that read the answer. */
    IN_PLACE,
    ONE_CONNECTION,
    /** Single vectors go through a coalescer. */
    COALESCING
  }

  private final Pinelink client;
  private final Index index;
  private final Style style;

  PinelinkSubject(Target target, Protocol protocol, Style style) {
    Pinelink.Builder builder = target.pinelink(protocol);
    if (style == Style.IN_PLACE) {
      builder.callbackExecutor(Runnable::run);
    } else if (style == Style.ONE_CONNECTION) {
      builder.maxGrpcConnections(1);
    }
    this.client = builder.build();
    this.index = client.indexAt(target.pinelinkHost());
    this.style = style;
  }

  @Override
  public Work work(Call call, Shape shape) {
    return switch (call) {
      case UPSERT -> upsert(Requests.upserts(shape));
      case UPSERT_ONE -> {
        List<UpsertRequest> single = Requests.upserts(new Shape(shape.dimension(), 1));
        yield style == Style.COALESCING ? coalesced(single) : upsert(single);
      }
      case QUERY -> query(Requests.queries(shape));
      case FETCH -> fetch(FetchRequest.byIds(Requests.ids()));
    };
  }

  private Work upsert(List<UpsertRequest> requests) {
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

  private Work coalesced(List<UpsertRequest> single) {
    UpsertCoalescer coalescer = index.coalescing();
    List<Vector> vectors = single.stream().map(request -> request.vectors().get(0)).toList();
    return new Work() {
      @Override
      public void run(int turn) {
        coalescer.upsert(vectors.get(turn % VARIETY));
      }

      @Override
      public CompletionStage<?> start(int turn) {
        return coalescer.upsertAsync(vectors.get(turn % VARIETY));
      }
    };
  }

  private Work query(List<QueryRequest> requests) {
    return new Work() {
      @Override
      public void run(int turn) {
        index.query(requests.get(turn % VARIETY));
      }

      @Override
      public CompletionStage<?> start(int turn) {
        return index.async().query(requests.get(turn % VARIETY));
      }
    };
  }

  private Work fetch(FetchRequest request) {
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
    return client.indexAt("index" + number + "-a1b234c.svc.aped-4627-b74a.pinecone.io");
  }
}
