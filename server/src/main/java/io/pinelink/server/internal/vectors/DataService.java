package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.IdPage;
import io.pinelink.server.internal.store.IndexState;
import io.pinelink.server.internal.store.ListingToken;
import io.pinelink.server.internal.store.NamespaceEntry;
import io.pinelink.server.internal.store.NamespacePage;
import io.pinelink.server.internal.store.ScoredRecord;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.store.VectorQuery;
import io.pinelink.server.internal.store.VectorUpdate;
import io.pinelink.server.internal.vectors.DataResults.Deleted;
import io.pinelink.server.internal.vectors.DataResults.Fetched;
import io.pinelink.server.internal.vectors.DataResults.Found;
import io.pinelink.server.internal.vectors.DataResults.Listed;
import io.pinelink.server.internal.vectors.DataResults.Stats;
import io.pinelink.server.internal.vectors.DataResults.Updated;
import io.pinelink.server.internal.vectors.DataResults.Upserted;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations on vectors and namespaces, shared by both protocols. It checks requests and adds
 * usage, tokens and sequence numbers to the results.
 */
public final class DataService {
  private static final int MAX_FETCH_PAGE = 10_000;
  private static final int DEFAULT_PAGE = 100;
  private static final int RECORDS_PER_READ_UNIT = 10;
  private static final float MIN_SCAN_FACTOR = 0.5f;
  private static final float MAX_SCAN_FACTOR = 4;
  private static final int MAX_CANDIDATES = 100_000;

  private final int maxUpsertBytes;

  public DataService(int maxUpsertBytes) {
    this.maxUpsertBytes = maxUpsertBytes;
  }

  OperationResult<Upserted> upsert(StoredIndex index, DataCalls.Upsert call) {
    Validation.checkUpsertSize(call.vectors().size(), call.bytes(), maxUpsertBytes);
    long lsn = index.upsert(call.namespace(), call.vectors());
    return new OperationResult<>(new Upserted(call.vectors().size()), SequenceNumber.ofWrite(lsn));
  }

  OperationResult<Updated> update(StoredIndex index, DataCalls.Update call) {
    if (call.filter() != null) {
      return updateMatching(index, call, call.filter());
    }
    if (call.dryRun()) {
      throw RpcException.invalid("A dry run needs 'filter'");
    }
    VectorUpdate update =
        VectorUpdate.of(
            call.id(), call.vector().values(), call.vector().sparse(), call.setMetadata());
    long lsn = index.update(call.namespace(), update);
    return new OperationResult<>(new Updated(OptionalInt.empty()), SequenceNumber.ofWrite(lsn));
  }

  private static OperationResult<Updated> updateMatching(
      StoredIndex index, DataCalls.Update call, Map<String, @Nullable Object> filter) {
    if (!call.id().isEmpty()) {
      throw RpcException.invalid("Cannot provide both 'id' and 'filter'");
    }
    if (!call.vector().areMissing()) {
      throw RpcException.invalid("Cannot update values or sparse values by 'filter'");
    }
    if (call.setMetadata().isEmpty() && !call.dryRun()) {
      throw RpcException.invalid("Update by 'filter' needs 'setMetadata'");
    }
    Map<String, Object> fields = Validation.metadata(call.setMetadata());
    Predicate<Map<String, Object>> matches =
        index.filters(call.namespace()).compileNonEmpty(filter);
    if (call.dryRun()) {
      int matched = index.countMatching(call.namespace(), matches);
      return new OperationResult<>(new Updated(OptionalInt.of(matched)), SequenceNumber.none());
    }
    Sequenced<Integer> written = index.updateMatching(call.namespace(), matches, fields);
    return new OperationResult<>(
        new Updated(OptionalInt.of(written.value())), SequenceNumber.ofWrite(written.lsn()));
  }

  OperationResult<Deleted> delete(StoredIndex index, DataCalls.Delete call) {
    Map<String, @Nullable Object> filter = call.filter();
    boolean byIds = !call.ids().isEmpty();
    int selectors = (byIds ? 1 : 0) + (call.deleteAll() ? 1 : 0) + (filter != null ? 1 : 0);
    if (selectors != 1) {
      throw RpcException.invalid(
          "Delete needs exactly one of 'ids', 'deleteAll' and 'filter', got " + selectors);
    }
    String namespace = call.namespace();
    long lsn;
    if (byIds) {
      lsn = index.delete(namespace, call.ids());
    } else if (filter != null) {
      lsn = index.deleteMatching(namespace, index.filters(namespace).compileNonEmpty(filter)).lsn();
    } else {
      lsn = index.deleteAll(namespace);
    }
    return new OperationResult<>(new Deleted(), SequenceNumber.ofWrite(lsn));
  }

  OperationResult<Fetched> fetch(StoredIndex index, DataCalls.Fetch call) {
    String namespace = index.serving(call.namespace());
    Sequenced<Map<String, StoredVector>> read = index.fetch(namespace, call.ids());
    List<StoredVector> vectors = List.copyOf(read.value().values());
    return new OperationResult<>(
        new Fetched(namespace, vectors, fetchUnits(vectors.size()), null),
        SequenceNumber.ofRead(read.lsn()));
  }

  OperationResult<Fetched> fetchByMetadata(StoredIndex index, DataCalls.FetchByMetadata call) {
    long limit = pageSize(call.limit());
    Validation.checkLimit(limit, MAX_FETCH_PAGE);
    String namespace = index.serving(call.namespace());
    Predicate<Map<String, Object>> filter = index.filters(namespace).compileNonEmpty(call.filter());
    ListingToken.Scope scope =
        ListingToken.Scope.ofMatching(namespace, PlainJson.text(call.filter()));
    String skipPast = ListingToken.skipPast(call.paginationToken(), scope);
    // One more than the page size, to detect whether there is another page.
    Sequenced<List<StoredVector>> read =
        index.fetchMatching(namespace, filter, skipPast, (int) limit + 1);
    boolean isLast = read.value().size() <= limit;
    List<StoredVector> page = isLast ? read.value() : read.value().subList(0, (int) limit);
    String next = isLast ? null : new ListingToken(page.get((int) limit - 1).id(), scope).encode();
    return new OperationResult<>(
        new Fetched(IndexState.listedName(namespace), page, fetchUnits(page.size()), next),
        SequenceNumber.ofRead(read.lsn()));
  }

  OperationResult<Listed> list(StoredIndex index, DataCalls.ListIds call) {
    String namespace = index.serving(call.namespace());
    Sequenced<IdPage> read =
        index.list(namespace, call.prefix(), pageSize(call.limit()), call.paginationToken());
    return new OperationResult<>(
        new Listed(namespace, read.value(), 1), SequenceNumber.ofRead(read.lsn()));
  }

  OperationResult<Found> query(StoredIndex index, DataCalls.Query call) {
    checkEffort(call);
    String namespace = index.serving(call.namespace());
    Predicate<Map<String, Object>> filter = index.filters(namespace).compile(call.filter());
    VectorQuery query =
        new VectorQuery(
            call.topK(), call.id(), call.vector().values(), call.vector().sparse(), filter);
    Sequenced<List<ScoredRecord>> read = index.query(namespace, query);
    return new OperationResult<>(
        new Found(namespace, read.value(), call.includeValues(), call.includeMetadata(), 1),
        SequenceNumber.ofRead(read.lsn()));
  }

  /** Checks scan factor and candidates, which have no effect, as the search is always exact. */
  private static void checkEffort(DataCalls.Query call) {
    Float scanFactor = call.scanFactor();
    // Negated so that NaN is refused.
    if (scanFactor != null && !(scanFactor >= MIN_SCAN_FACTOR && scanFactor <= MAX_SCAN_FACTOR)) {
      throw RpcException.invalid("scanFactor must be between 0.5 and 4, got " + scanFactor);
    }
    Long candidates = call.maxCandidates();
    if (candidates != null && (candidates < 1 || candidates > MAX_CANDIDATES)) {
      throw RpcException.invalid(
          "maxCandidates must be between 1 and " + MAX_CANDIDATES + ", got " + candidates);
    }
  }

  OperationResult<Stats> stats(StoredIndex index, DataCalls.Stats call) {
    Map<String, Integer> counts = index.counts();
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (!call.filter().isEmpty()) {
      if (!index.shape().isOnPods()) {
        throw RpcException.invalid("Serverless indexes do not describe stats with a filter");
      }
      // A malformed filter is refused even if there is no namespace yet.
      Predicate<Map<String, Object>> unused = index.filters("").compile(call.filter());
      counts = index.countsMatching(call.filter());
    }
    return new OperationResult<>(new Stats(index.shape(), counts, total), SequenceNumber.none());
  }

  OperationResult<NamespacePage> listNamespaces(StoredIndex index, DataCalls.ListNamespaces call) {
    return new OperationResult<>(
        index.listNamespaces(call.prefix(), pageSize(call.limit()), call.paginationToken()),
        SequenceNumber.none());
  }

  OperationResult<NamespaceEntry> createNamespace(
      StoredIndex index, DataCalls.CreateNamespace call) {
    if (call.name().isEmpty()) {
      throw RpcException.invalid("Namespace must have a name");
    }
    var filterable = Validation.schema(call.schema());
    long lsn = index.createNamespace(call.name(), filterable);
    return new OperationResult<>(
        new NamespaceEntry(call.name(), 0, 0L, filterable), SequenceNumber.ofWrite(lsn));
  }

  OperationResult<NamespaceEntry> describeNamespace(
      StoredIndex index, DataCalls.NamedNamespace call) {
    Sequenced<NamespaceEntry> read = index.describeNamespace(call.namespace());
    return new OperationResult<>(read.value(), SequenceNumber.ofRead(read.lsn()));
  }

  OperationResult<Deleted> deleteNamespace(StoredIndex index, DataCalls.NamedNamespace call) {
    if (call.namespace().isEmpty()) {
      throw RpcException.invalid(
          "DeleteNamespace needs the name of a namespace, __default__ for the default one");
    }
    return new OperationResult<>(
        new Deleted(), SequenceNumber.ofWrite(index.deleteNamespace(call.namespace())));
  }

  private static long pageSize(@Nullable Long limit) {
    return limit == null ? DEFAULT_PAGE : limit;
  }

  private static int fetchUnits(int records) {
    return Math.max(1, (records + RECORDS_PER_READ_UNIT - 1) / RECORDS_PER_READ_UNIT);
  }
}
