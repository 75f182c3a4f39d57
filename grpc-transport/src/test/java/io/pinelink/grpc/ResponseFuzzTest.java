package io.pinelink.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.sun.management.ThreadMXBean;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.grpc.codec.GrpcBindings;
import io.pinelink.grpc.codec.Messages;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.routing.Route;
import io.pinelink.spi.AliasOperations;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Operations;
import io.pinelink.spi.request.AliasTarget;
import io.pinelink.spi.request.ByName;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any bytes that a server sends, a call ends at once with a response or a {@link
 * MalformedResponseException}, and the memory use is in proportion to the bytes.
 */
class ResponseFuzzTest {
  private static final Route ROUTE = Calls.route(Calls.PUBLIC_HOST);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int TRIES = 3;

  /** The memory that any call takes. */
  private static final long BASE = 4L << 20;

  /** The smallest message takes two bytes, its object and the object of the model two hundred. */
  private static final long FACTOR = 500;

  private static final Filter FILTER = Filter.eq("lang", "et");

  private static final List<Asked<?, ?>> CALLS =
      List.of(
          new Asked<>(DataOperations.UPSERT, UpsertRequest.of(Vector.of("a", new float[] {1}))),
          new Asked<>(DataOperations.QUERY, QueryRequest.nearestTo("a")),
          new Asked<>(DataOperations.UPDATE, UpdateRequest.dryRun(FILTER)),
          new Asked<>(DataOperations.DELETE, DeleteRequest.all()),
          new Asked<>(DataOperations.FETCH, FetchRequest.byIds("a")),
          new Asked<>(DataOperations.LIST_IDS, ListIdsRequest.all()),
          new Asked<>(DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all()),
          new Asked<>(DataOperations.FETCH_BY_METADATA, FetchByMetadataRequest.matching(FILTER)),
          new Asked<>(DataOperations.CREATE_NAMESPACE, CreateNamespaceRequest.named("n")),
          new Asked<>(DataOperations.DESCRIBE_NAMESPACE, ByName.ofNamespace("n")),
          new Asked<>(DataOperations.LIST_NAMESPACES, ListNamespacesRequest.all()),
          new Asked<>(DataOperations.DELETE_NAMESPACE, ByName.ofNamespace("n")),
          new Asked<>(AliasOperations.CREATE_NAMESPACE_ALIAS, new AliasTarget("a", "n")),
          new Asked<>(AliasOperations.DESCRIBE_NAMESPACE_ALIAS, ByName.ofAlias("a")),
          new Asked<>(AliasOperations.LIST_NAMESPACE_ALIASES, ListNamespaceAliasesRequest.all()),
          new Asked<>(AliasOperations.REPOINT_NAMESPACE_ALIAS, new AliasTarget("a", "n")),
          new Asked<>(AliasOperations.DELETE_NAMESPACE_ALIAS, ByName.ofAlias("a")));

  private final RawAnswers server = new RawAnswers();
  private final GrpcTransport transport = new GrpcTransport(server, "2026-04");

  private record Asked<Q, R>(Operation<Q, R> operation, Q request) {
    CompletableFuture<R> of(GrpcTransport transport, CallContext context) {
      return transport.call(operation, request, context);
    }
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void everyOperationIsCovered() {
    assertThat(CALLS)
        .extracting(asked -> asked.operation().name())
        .containsExactlyInAnyOrderElementsOf(
            Operations.all().stream()
                .filter(operation -> GrpcBindings.find(operation) != null)
                .map(Operation::name)
                .toList());
  }

  static Stream<byte[]> answers() {
    return Stream.concat(Messages.ofTheService().map(Message::toByteArray), Messages.hostile());
  }

  @MethodSource("answers")
  @FuzzTest
  void anyBytesAreAnAnswerOrMalformed(byte[] bytes) {
    server.answer(bytes);
    for (Asked<?, ?> asked : CALLS) {
      CompletableFuture<?> future = withinMemory(BASE + FACTOR * bytes.length, asked);
      if (!future.isDone()) {
        throw new AssertionError(asked.operation() + " does not end");
      }
      Object result = future.handle((answer, failure) -> failure == null ? answer : failure).join();
      if (result instanceof Throwable failure && !isRefusal(failure)) {
        throw new AssertionError(
            asked.operation() + " does not refuse its answer but fails", failure);
      }
      assertThat(Set.of(result).toString()).isNotEmpty();
    }
  }

  /** Calls, and repeats the call if it took too much memory, since the first run loads classes. */
  private CompletableFuture<?> withinMemory(long max, Asked<?, ?> asked) {
    for (int i = 1; ; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      CompletableFuture<?> future = asked.of(transport, Calls.on(ROUTE));
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated <= max) {
        return future;
      }
      if (i == TRIES) {
        throw new AssertionError(asked.operation() + " allocates " + allocated + " bytes");
      }
    }
  }

  /** Returns whether the failure came from protobuf or from a model. */
  private static boolean isRefusal(Throwable failure) {
    if (!(failure instanceof MalformedResponseException)) {
      return false;
    }
    for (Throwable t = failure.getCause(); t != null; t = t.getCause()) {
      if (t instanceof InvalidProtocolBufferException
          || t.getClass() == IllegalArgumentException.class) {
        return true;
      }
    }
    return false;
  }
}
