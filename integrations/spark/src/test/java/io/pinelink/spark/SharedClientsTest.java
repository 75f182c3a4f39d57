package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.connector.IndexLimits;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.UUID;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how long clients are shared, with clients that make no calls. */
class SharedClientsTest {
  private final SourceOptions options =
      SourceOptions.of(Map.of("index.host", "docs-a1.svc.x.pinecone.io"));
  private final UUID table = UUID.randomUUID();
  private final Queue<Runnable> afterIdleTime = new ArrayDeque<>();
  private final Queue<Pinelink> opened = new ArrayDeque<>();
  private final SharedClients clients = new SharedClients(unused -> open(), afterIdleTime::add);
  private int closed;

  private Pinelink open() {
    CallListener counter =
        new CallListener() {
          @Override
          public CallObserver started(CallStart call) {
            throw new AssertionError(call);
          }

          @Override
          public void closed(long client) {
            closed++;
          }
        };
    Pinelink client = Pinelink.builder().apiKey("key").callListener(counter).build();
    opened.add(client);
    return client;
  }

  @AfterEach
  void closeClients() {
    opened.forEach(Pinelink::close);
  }

  private SharedClients.Lease lease() {
    return clients.lease(table, options);
  }

  /** Passes the idle time of all clients that are unused by now. */
  private void passIdleTime() {
    for (int due = afterIdleTime.size(); due > 0; due--) {
      afterIdleTime.remove().run();
    }
  }

  @Test
  void tasksOfOneTableShareAClient() {
    try (SharedClients.Lease first = lease();
        SharedClients.Lease second = lease();
        SharedClients.Lease other = clients.lease(UUID.randomUUID(), options)) {
      assertThat(second.client()).isSameAs(first.client());
      assertThat(other.client()).isNotSameAs(first.client());
    }
  }

  @Test
  void anUnusedClientStaysOpenForTheNextTaskAndIsClosedAfterTheIdleTime() {
    lease().close();
    try (SharedClients.Lease next = lease()) {
      passIdleTime();
      assertThat(closed).isZero();
      assertThat(next.client()).isSameAs(opened.peek());
    }
    passIdleTime();
    assertThat(closed).isEqualTo(1);

    lease().close();
    assertThat(opened).hasSize(2);
  }

  @Test
  void theIdleTimeStartsAgainAfterEachUse() {
    lease().close();
    Runnable idleSinceFirst = afterIdleTime.remove();
    lease().close();

    idleSinceFirst.run();
    assertThat(closed).isZero();
    passIdleTime();
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aRefusedRowLeavesTheClientToTheNextTask() throws Exception {
    StructType rows = new StructType().add("id", "string").add("values", "array<float>");
    InternalRow invalid = new GenericInternalRow(2);
    SharedClients.Lease failed = lease();
    IndexStats stats = stats(options.target().sink(failed.client()).route());
    IndexLookup.Opened index = new IndexLookup.Opened(options, IndexLimits.of(stats));
    try (TaskWriter writer = new TaskWriter(index, new RowConverter(rows, options), failed)) {
      writer.write(invalid);
      assertThatThrownBy(() -> writer.write(invalid)).hasMessageContaining("refused row");
      writer.abort();
    }

    try (SharedClients.Lease next = lease()) {
      assertThat(next.client()).isSameAs(failed.client());
    }
  }

  private static IndexStats stats(Route route) {
    return new VectorResponses.StatsResult(
        Map.of(),
        0,
        OptionalInt.of(2),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        VectorResponses.info(null, "", null, null, route, Protocol.GRPC, 1));
  }

  @Test
  void aFailedTaskLetsTheNextOneOpenANewClient() {
    SharedClients.Lease running = lease();
    try (SharedClients.Lease failed = lease()) {
      failed.discard();
    }
    try (SharedClients.Lease next = lease()) {
      assertThat(next.client()).isNotSameAs(running.client());
      assertThat(closed).isZero();
      running.close();
      running.close();
      assertThat(closed).isEqualTo(1);
    }
  }
}
