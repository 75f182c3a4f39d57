package io.pinelink.internal.bulk.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.FakeTransport;
import io.pinelink.bulk.FetchConsumer;
import io.pinelink.documents.Document;
import io.pinelink.internal.bulk.BulkTarget;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.SparseValues;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.credential.ApiKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final FetchConsumer<Document> IGNORING =
      new FetchConsumer<>() {
        @Override
        public void found(Document document) {}

        @Override
        public void missing(String id) {}
      };

  private final Caller caller =
      Caller.of(
          new ClientState(
              new InFlightCalls(),
              new RouteCounts(new RouteListener() {}),
              Scheduler.system(),
              SelectedApiVersion.ofEachOperation()),
          new FakeTransport(Protocol.REST),
          new ApiKey("any-api-key"),
          new CurrentRoute(
              new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
                  .toHost("docs-a1.svc.aped-1.pinecone.io")),
          Duration.ofSeconds(30));

  @Test
  void writesToEachNamespaceHaveTheirOwnLimitForEachOperation() {
    Caller en = caller.inNamespace("en");

    assertThat(
            List.of(
                Targets.documents(en).scope(),
                Targets.documents(caller.inNamespace("et")).scope(),
                Targets.documentUpdates(en).scope(),
                Targets.documentDeletes(en).scope(),
                Targets.deletes(en).scope()))
        .doesNotHaveDuplicates();
    assertThat(Targets.documents(caller.inNamespace("__default__")).scope())
        .isEqualTo(Targets.documents(caller).scope());
  }

  @Test
  void fetchesFromAllNamespacesShareALimit() {
    assertThat(Targets.documentFetches(caller.inNamespace("en"), IGNORING).scope())
        .isEqualTo(Targets.documentFetches(caller.inNamespace("et"), IGNORING).scope());
  }

  @Test
  void callsHaveAtMostAThousandItemsAnd2Megabytes() {
    for (BulkTarget<?> target :
        List.of(
            Targets.documents(caller),
            Targets.documentUpdates(caller),
            Targets.documentDeletes(caller),
            Targets.documentFetches(caller, IGNORING))) {
      assertThat(target.maxItems()).as(target.description()).isEqualTo(1_000);
      assertThat(target.maxBytes()).as(target.description()).isEqualTo(2_000_000);
      assertThat(target.isRepeatable()).as(target.description()).isTrue();
    }
  }

  @Test
  void aFetchedDocumentCountsWithItsDenseAndSparseValuesInMemory() {
    float[] thousand = new float[1_000];
    thousand[0] = 1;
    long[] indices = new long[1_000];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = i;
    }
    Document small = Document.builder("a").put("text", "x").build();
    Document dense = Document.builder("a").put("text", "x").put("dense", thousand).build();
    SparseValues values = SparseValues.of(indices, thousand);
    Document sparse = Document.builder("a").put("text", "x").put("sparse", values).build();

    assertThat(RequestSizeEstimate.held(dense) - RequestSizeEstimate.held(small))
        .isBetween(4_000L, 4_200L);
    assertThat(RequestSizeEstimate.held(sparse) - RequestSizeEstimate.held(small))
        .isBetween(8_000L, 8_200L);
  }
}
