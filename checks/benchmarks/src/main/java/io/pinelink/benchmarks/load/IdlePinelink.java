package io.pinelink.benchmarks.load;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.routing.ConnectRule;
import java.time.Duration;

/** Pinelink, whose indexes have hosts like the service's. */
final class IdlePinelink implements IdleClient {
  private static final String SUFFIX = ".svc.aped-4627-b74a.pinecone.io";
  private static final QueryRequest QUERY = Requests.queries(Shape.USUAL).get(0);
  private static final UpsertRequest UPSERT = Requests.upserts(Shape.USUAL).get(0);

  private final Pinelink client;

  IdlePinelink(Target target, Protocol protocol, Duration idle) {
    this.client =
        target
            .pinelink(protocol)
            .connectionLifetime(ConnectionLifetime.ofIdle(idle))
            .connectRule(ConnectRule.forHost("*" + SUFFIX).dial("localhost", target.port()))
            .build();
  }

  @Override
  public IdleIndex index(int number) {
    return new Opened(client.indexAt("index-" + number + "-a1b234c" + SUFFIX));
  }

  @Override
  public void close() {
    client.close();
  }

  private static void fail(String context, BulkFailure failure) {
    throw new IllegalStateException(failure.toString());
  }

  private record Opened(Index index) implements IdleIndex {
    @Override
    public void query() {
      index.query(QUERY);
    }

    @Override
    public void upsert() {
      index.upsert(UPSERT);
    }

    @Override
    public IdleIndex namespace(int number) {
      return new Opened(index.namespace("tenant-" + number));
    }

    @Override
    public void write(int namespaces) {
      try (BulkWriter<String> writer =
          index.bulkWriter(BulkOptions.defaults(), IdlePinelink::fail)) {
        Vector vector = UPSERT.vectors().get(0);
        for (int i = 0; i < namespaces; i++) {
          writer.write(BulkChange.upsert(vector).in("tenant-" + i), "");
        }
      }
    }
  }
}
