package io.pinelink.internal.search;

import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.ConcurrentCalls;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.response.NamespaceResponses;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.StatsRequest;
import io.pinelink.namespaces.QueryNamespacesRequest;
import io.pinelink.namespaces.QueryNamespacesResponse;
import io.pinelink.namespaces.QueryNamespacesResponse.NamespaceMatch;
import io.pinelink.spi.DataOperations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/**
 * A query of several namespaces, a bounded number at a time, which keeps the best matches of all.
 */
public record NamespacesQuery(Caller caller, QueryNamespacesRequest request) {
  public CompletableFuture<QueryNamespacesResponse> start() {
    return Futures.then(metric(), this::query);
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

  private CompletableFuture<QueryNamespacesResponse> query(Metric metric) {
    Merge merge = new Merge(request, worstFirst(metric));
    CompletableFuture<List<Integer>> counts =
        ConcurrentCalls.run(
            request.namespaces().size(),
            request.concurrency(),
            position ->
                Futures.map(
                    query(request.namespaces().get(position)),
                    found -> merge.add(position, found)));
    return Futures.map(counts, unused -> merge.response());
  }

  private static Comparator<Found> worstFirst(Metric metric) {
    Comparator<Found> lowFirst = Comparator.comparing(found -> found.match().match().score());
    Comparator<Found> byScore = metric.equals(Metric.EUCLIDEAN) ? lowFirst.reversed() : lowFirst;
    return byScore.thenComparing(
        Comparator.comparingInt(Found::position).thenComparingInt(Found::rank).reversed());
  }

  private record Found(int position, int rank, NamespaceMatch match) {}

  /** The best matches so far, which alone are kept of the responses. */
  private static final class Merge {
    private final QueryNamespacesRequest request;
    private final PriorityQueue<Found> best;
    private final Map<String, ResponseInfo> infos = new HashMap<>();
    private final ReportedTotal egress = new ReportedTotal();
    private final ReportedTotal readUnits = new ReportedTotal();

    Merge(QueryNamespacesRequest request, Comparator<Found> worstFirst) {
      this.request = request;
      this.best = new PriorityQueue<>(worstFirst);
    }

    /** Adds the response of a namespace and returns the number of its matches. */
    synchronized int add(int position, QueryResponse found) {
      String namespace = request.namespaces().get(position);
      int rank = 0;
      for (Match match : found.matches()) {
        best.add(
            new Found(
                position, rank++, new NamespaceResponses.NamespaceMatchResult(namespace, match)));
        if (best.size() > request.query().topK()) {
          best.remove();
        }
      }
      readUnits.add(found.readUnits());
      egress.add(found.egressBytes());
      infos.put(namespace, found.info());
      return rank;
    }

    synchronized QueryNamespacesResponse response() {
      List<Found> sorted = new ArrayList<>(best);
      sorted.sort(best.comparator().reversed());
      return new NamespaceResponses.QueryNamespacesResult(
          sorted.stream().map(Found::match).toList(), readUnits.total(), egress.total(), infos);
    }
  }
}
