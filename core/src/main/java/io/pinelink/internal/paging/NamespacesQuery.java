package io.pinelink.internal.paging;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryNamespacesRequest;
import io.pinelink.model.QueryNamespacesResponse;
import io.pinelink.model.QueryNamespacesResponse.NamespaceMatch;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.StatsRequest;
import io.pinelink.spi.DataOperations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A query of several namespaces, a bounded number at a time, which keeps the best matches of all.
 */
public final class NamespacesQuery {
  private final Caller caller;
  private final QueryNamespacesRequest request;
  private final LinkedFuture<QueryNamespacesResponse> result = new LinkedFuture<>();
  private final Map<String, ResponseInfo> infos = new LinkedHashMap<>();
  private final Object lock = new Object();
  private final Map<Integer, CompletableFuture<?>> running = new HashMap<>();
  private @Nullable PriorityQueue<Found> best;
  private int next;
  private long readUnits;

  public NamespacesQuery(Caller caller, QueryNamespacesRequest request) {
    this.caller = caller;
    this.request = request;
  }

  public CompletableFuture<QueryNamespacesResponse> start() {
    // After any end, including a failure or a cancellation, no call is left running.
    var unused = result.whenComplete((value, failure) -> cancelRunning());
    CompletableFuture<Metric> metric = metric();
    result.follow(metric);
    var unusedToo =
        metric.whenComplete(
            (found, failure) -> {
              if (failure == null) {
                query(found);
              } else {
                fail(failure);
              }
            });
    return result;
  }

  private CompletableFuture<Metric> metric() {
    return request
        .metric()
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> Futures.map(stats(), stats -> known(stats.metric())));
  }

  private CompletableFuture<IndexStats> stats() {
    return caller.inNamespace("").call(DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all());
  }

  private CompletableFuture<QueryResponse> query(String namespace) {
    return caller.inNamespace(namespace).call(DataOperations.QUERY, request.query());
  }

  private static Metric known(Optional<Metric> metric) {
    return metric
        .filter(Metric::isKnown)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the service reports "
                        + metric.map(m -> "the metric '" + m.value() + "'").orElse("no metric")
                        + ", so matches cannot be ordered: set the index's metric in the request"));
  }

  private void query(Metric metric) {
    synchronized (lock) {
      best = new PriorityQueue<>(worstFirst(metric));
    }
    for (int i = 0; i < request.concurrency(); i++) {
      queryNext();
    }
  }

  private void queryNext() {
    int position;
    synchronized (lock) {
      if (next == request.namespaces().size() || result.isDone()) {
        return;
      }
      position = next++;
    }
    try {
      String namespace = request.namespaces().get(position);
      CompletableFuture<QueryResponse> call = query(namespace);
      synchronized (lock) {
        running.put(position, call);
      }
      var unused =
          call.whenComplete(
              (found, failure) -> {
                synchronized (lock) {
                  running.remove(position);
                }
                if (failure != null) {
                  fail(failure);
                } else {
                  add(position, found);
                  queryNext();
                }
              });
      if (result.isDone()) {
        cancelRunning();
      }
    } catch (RuntimeException e) {
      // For example the client was closed.
      fail(e);
    }
  }

  private void add(int position, QueryResponse found) {
    QueryNamespacesResponse response;
    synchronized (lock) {
      if (best == null) {
        return;
      }
      String namespace = request.namespaces().get(position);
      int rank = 0;
      for (Match match : found.matches()) {
        best.add(new Found(position, rank++, new NamespaceMatch(namespace, match)));
        if (best.size() > request.query().topK()) {
          best.remove();
        }
      }
      readUnits += found.readUnits();
      infos.put(namespace, found.info());
      if (infos.size() < request.namespaces().size()) {
        return;
      }
      List<Found> sorted = new ArrayList<>(best);
      sorted.sort(best.comparator().reversed());
      response =
          new QueryNamespacesResponse(sorted.stream().map(Found::match).toList(), readUnits, infos);
    }
    result.complete(response);
  }

  private void cancelRunning() {
    List<CompletableFuture<?>> left;
    synchronized (lock) {
      left = List.copyOf(running.values());
    }
    left.forEach(call -> call.cancel(true));
  }

  private void fail(Throwable failure) {
    result.completeExceptionally(Futures.unwrap(failure));
  }

  private static Comparator<Found> worstFirst(Metric metric) {
    Comparator<Found> lowFirst = Comparator.comparing(found -> found.match().match().score());
    Comparator<Found> byScore = metric.equals(Metric.EUCLIDEAN) ? lowFirst.reversed() : lowFirst;
    return byScore.thenComparing(
        Comparator.comparingInt(Found::position).thenComparingInt(Found::rank).reversed());
  }

  private record Found(int position, int rank, NamespaceMatch match) {}
}
